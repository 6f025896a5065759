/// What one column of a table becomes: a feature, or a feature for each of its categories.
public struct TableColumn: Sendable, Hashable, Codable {
  /// Name of the column.
  public var name: String
  /// The categories, each a feature that is 1 for samples of it and 0 for others (one-hot); nil for a column of numbers.
  public var categories: [String]?
  /// Whether a last feature is 1 where the value is missing, and 0 elsewhere.
  public var hasIndicator: Bool
  /// The decimal mark of its table, for other tables with numbers that may have either; nil for text and if unknown.
  public var decimal: String?

  /// Creates a column.
  public init(name: String, categories: [String]? = nil, hasIndicator: Bool = false, decimal: String? = nil) {
    self.name = name
    self.categories = categories
    self.hasIndicator = hasIndicator
    self.decimal = decimal
  }

  /// Number of features that hold the value, without the indicator.
  var valueCount: Int { categories?.count ?? 1 }

  /// Number of features.
  public var featureCount: Int { valueCount + (hasIndicator ? 1 : 0) }

  /// Names of the features.
  public var featureNames: [String] {
    (categories.map { $0.map { "\(name)=\($0)" } } ?? [name]) + (hasIndicator ? ["\(name) missing"] : [])
  }
}

extension [TableColumn] {
  /// The features of the values of each column, without indicators.
  func valueRanges() -> [Range<Int>] {
    var next = 0
    return map { column in
      defer { next += column.featureCount }
      return next..<next + column.valueCount
    }
  }
}
