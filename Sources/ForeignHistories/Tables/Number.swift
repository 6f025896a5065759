import Datasets

/// What a cell holds where a number is expected.
enum Number: Equatable {
  case missing
  case finite(Double)
  /// NaN or infinite.
  case notFinite
  case text

  private static let missingTexts: Set<String> = ["", "na", "n/a", "null", "none", "?", "-", "<na>", "#n/a"]
  private static let notFiniteTexts: Set<String> = [
    "nan", "+nan", "-nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity", ".nan", "1.#qnan", "1.#inf",
    "#num!", "#div/0!",
  ]

  init(_ bytes: ArraySlice<UInt8>) {
    if let value = NamedRecords.number(bytes) {
      self = .finite(value)
      return
    }
    guard bytes.count <= 400 else {
      self = .text
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let word = bytes.count <= 16 ? text.lowercased() : ""
    self =
      bytes.isEmpty || Self.missingTexts.contains(word) && !word.isEmpty
      ? .missing : Self.notFiniteTexts.contains(word) || Double(text)?.isInfinite == true ? .notFinite : .text
  }

  var value: Double? { if case .finite(let value) = self { value } else { nil } }
  var isNumeric: Bool { self != .missing && self != .text }
}
