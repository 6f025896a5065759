/// How a table is to be read: the keys of ``DataSource`` for tables, with their defaults.
struct TableSettings {
  /// The column that holds the class.
  var target: String
  /// The column with the group of each sample.
  var groups: String?
  /// The columns that are features, in this order; nil for all that are nothing else.
  var features: [String]?
  /// Columns that are left out.
  var ignored: Set<String>
  /// Columns whose values are names, also where they are numbers.
  var categorical: Set<String>
  var missing: MissingValues
  /// How missing values are spelt.
  let missingSpellings: [String]
  /// The same, in lower case.
  private let missingTexts: Set<String>
  /// Those that are numbers, which may be spelt otherwise (`-9`, `-9.0`).
  private let missingNumbers: Set<Double>
  /// Bytes of the longest of them.
  private let longestMissing: Int
  /// Whether the user said how missing values are spelt.
  var hasOwnMissingTexts: Bool
  var allowsNumericClasses: Bool
  /// Whether the target is a quantity to predict.
  var predictsQuantity: Bool
  var encoding: TextEncoding
  var delimiter: Delimiter?
  var decimal: DecimalMark?
  var hasHeader: Bool?
  /// The column that says which samples are for test and validation, and what they have there.
  var parts: (column: String, test: String, validation: String?)?
  /// The columns of a table that was read before, to be read alike.
  var columns: [TableColumn]?
  /// Whether samples need a class or a quantity.
  var labels = LabelNeed.needed
  /// Whether the mean of a training subset can take the place of missing values; a model that was trained without has none.
  var canImpute = true
  /// The classes of a table that was read before.
  var classNames: [String]?
  /// Whether a model reads the table, which needs all of the columns that it was trained with.
  var isForModel = false

  init(_ source: DataSource, columns: [TableColumn]? = nil, classNames: [String]? = nil, labels: LabelNeed = .needed) {
    self.labels = labels
    if case .column(let column, let test, let validation) = source.ownTest { parts = (column, test, validation) }
    self.classNames = classNames
    target = source.target ?? ""
    groups = columns == nil || source.ownTest != nil ? source.groups : nil
    features = source.features
    ignored = Set(source.ignore ?? [])
    categorical = Set(source.categorical ?? [])
    missing = source.missing.flatMap(MissingValues.init) ?? .refuse
    missingSpellings = source.missingValues ?? MissingText.usual
    missingTexts = Set(missingSpellings.map { $0.lowercased() })
    missingNumbers = Set(missingTexts.compactMap { Double(decimal: $0.utf8) })
    longestMissing = missingTexts.map(\.utf8.count).max() ?? -1
    hasOwnMissingTexts = source.missingValues != nil
    allowsNumericClasses = source.task != nil
    predictsQuantity = source.predictsQuantity
    encoding = source.encoding.flatMap(TextEncoding.init) ?? .auto
    delimiter = source.delimiter.flatMap(Delimiter.init)
    decimal = source.decimal.flatMap(DecimalMark.init)
    hasHeader = source.header.flatMap(Bool.init)
    self.columns = columns
  }

  /// The decimal mark of a table that was read before, for numbers that may have either.
  var likelyDecimal: DecimalMark? { columns?.lazy.compactMap(\.decimal).first.flatMap(DecimalMark.init) }

  /// Whether the user, or the model that reads the table, speaks of a column by this name.
  func names(_ column: String) -> Bool {
    [target, groups, parts?.column].contains(column) || ignored.contains(column) || categorical.contains(column)
      || features?.contains(column) == true || columns?.contains { $0.name == column } == true
  }

  /// Whether a field has no value.
  func isMissing(_ field: ArraySlice<UInt8>) -> Bool {
    if !missingNumbers.isEmpty, let number = Double(decimal: field), missingNumbers.contains(number) { return true }
    // Most numbers are longer, and need no text.
    guard field.count <= longestMissing else { return false }
    return missingTexts.contains(String(decoding: field, as: UTF8.self).lowercased())
  }
}

/// What happens to missing values.
enum MissingValues: String, CaseIterable {
  /// The table is refused.
  case refuse
  /// Rows with one are left out.
  case drop
  /// The mean of the training subset takes its place, or the most frequent category, and a feature says where.
  case impute
}
