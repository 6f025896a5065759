import Yams

extension StudyFile {
  /// Where in the study file `file` with `text` the key stands that an error about its data is about, as `FILE:LINE:COLUMN`:
  /// the key that `message` begins with or names, or else the one that names the data.
  public static func place(of message: String, text: String, file: String) -> String {
    guard let root = try? compose(text, file: file) else { return oneLine(file) }
    let beginning = message.prefixMatch(of: /([a-z0-9\-]+(?:\.[a-z0-9\-]+)*):[ ]/)?.1
    let asides =
      message.matches(of: /\((data\.[a-z.\-]+)\)/).map(\.1) + message.matches(of: /\bdata\.[a-z\-]+/).map(\.0)
    let named = ([beginning].compactMap(\.self) + asides).map(String.init)
    let marks =
      named.compactMap { root.mark(at: $0) } + ["data.path", "data.source", "data"].compactMap { root.mark(at: $0) }
    return StudyFileError(file: file, line: marks.first?.line, column: marks.first?.column, message: "").place
  }
}

extension Node {
  /// Where the value of the key with this path stands; nil if it is not given.
  fileprivate func mark(at path: String) -> Mark? {
    var node = self
    for key in path.split(separator: ".") {
      guard let next = node.mapping?.first(where: { $0.key.scalar?.string == String(key) })?.value else { return nil }
      node = next
    }
    return node.mark
  }
}
