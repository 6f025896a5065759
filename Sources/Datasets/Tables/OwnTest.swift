/// A test set that the user has chosen, in place of one that is drawn.
public enum OwnTest: Sendable, Hashable, Codable {
  /// The samples of another table, with the same columns.
  case file(String)
  /// The samples of the table that have a value in a column, and those that have another for validation; without a value for
  /// validation, it is drawn from the rest.
  case column(String, test: String, validation: String?)
}
