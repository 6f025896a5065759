/// A name in an encoded text.
struct CodingName: CodingKey {
  var stringValue: String
  var intValue: Int? { nil }

  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }

  /// The name in Swift of what study files call `name`: `learningRate` for `learning-rate`.
  init(inStudyFiles name: String) {
    let parts = name.split(separator: "-")
    stringValue = parts.dropFirst().reduce(String(parts.first ?? "")) {
      $0 + $1.prefix(1).uppercased() + $1.dropFirst()
    }
  }
}
