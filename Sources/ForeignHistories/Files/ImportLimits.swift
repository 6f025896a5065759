import Datasets

/// The most that is read of foreign histories.
enum ImportLimits {
  static let file = 256 << 20
  static let files = 20_000
  static let cells = 1 << 25
  static let rows = 4_000_000
  static let columns = 10_000
  /// Whole numbers up to this are exact in double precision.
  static let parameters = 1 << 53
  static let runs = 100_000
  /// Different values of a column that is recognised as a setting.
  static let values = 12
  /// Different values of such a column if they are numbers with several replicates each.
  static let valuesOfGrid = 50
  /// Different values of a column that is said to be a setting.
  static let mappedValues = 1000
  /// Settings with one value that are kept, and characters of such a value.
  static let constants = 100
  static let constant = 200
  /// Items in a folder that is searched.
  static let folderItems = 200_000
  /// Remarks of one kind that are shown.
  static let remarksOfAKind = 10
  /// Remarks on runs that differ in nothing else and are shown one by one.
  static let remarksAlike = 5
  /// Characters of an error.
  static let message = 600
}

/// An error of at most ``ImportLimits/message`` characters.
func failure(_ message: String) -> DataError {
  let limit = ImportLimits.message
  return DataError(message.count > limit ? message.prefix(limit / 2) + "…" + message.suffix(limit / 2 - 1) : message)
}

/// `text` from outside in quotes, on one line, cut after 60 characters.
func inQuotes(_ text: String) -> String {
  let head = text.count > 60 ? text.prefix(60) + "…" : text[...]
  return "'" + String(head).withoutControls() + "'"
}

/// `count` of something, with an s unless it is one.
func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
