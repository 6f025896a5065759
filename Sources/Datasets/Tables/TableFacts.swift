/// What is known of a table besides its samples.
public struct TableFacts: Sendable, Equatable {
  /// The columns that features come from, in the order of the features.
  public var columns: [TableColumn]
  /// How the file is written, in words.
  public var writing: String
  /// Names of the columns that were left out.
  public var ignored: [String]
  /// Names of the groups of samples.
  var groupNames: Set<String>
  /// Names of the groups of the file, by their numbers; none without groups.
  public var namesOfGroups: [String]
  /// Whether missing values are replaced by what the training subset has, also where only other samples lack one.
  var imputesMissingValues: Bool
  /// Whether any value of a feature is missing.
  public var hasMissingValues: Bool
  /// What may surprise, one line each.
  public var remarks: [String]

  static func writing(_ dialect: TableDialect, _ encoding: TextEncoding) -> String {
    let comments = dialect.preamble.comments
    return [
      "separated by \(dialect.delimiter.inWords)", dialect.decimal == .comma ? "decimal commas" : nil,
      dialect.hasHeader ? "with a header" : "without a header",
      comments == 0 ? nil : comments == 1 ? "below a comment" : "below \(comments) lines of comments",
      encoding == .utf8 ? nil : encoding.rawValue.uppercased(),
    ].compactMap(\.self).joined(separator: ", ")
  }

  /// The columns in words, e.g. `3 of numbers; text: colour (3 values)`.
  public var columnsInWords: String {
    let numbers = columns.count { $0.categories == nil }
    let texts = columns.compactMap { column in
      column.categories.map { "\(column.name.prefix(40)) (\($0.count) \($0.count == 1 ? "value" : "values"))" }
    }
    let parts = [
      numbers > 0 ? "\(numbers) of numbers" : nil, texts.isEmpty ? nil : "text: \(listed(texts))",
      ignored.isEmpty ? nil : "left out: \(listed(ignored.map { String($0.prefix(40)) }))",
    ]
    return parts.compactMap(\.self).joined(separator: "; ")
  }
}
