/// What is in the columns of features.
extension TableRemarks {
  var constants: String? {
    ColumnRemark.constant.line(columnNames { $0.lostNumbers == nil && isConstant($0) })
  }

  private func isConstant(_ column: ColumnValues) -> Bool {
    guard let first = kept.first else { return false }
    let value = column.values[first]
    return kept.allSatisfy { column.values[$0] == value }
  }

  var empty: String? {
    let names = columnNames { column in kept.allSatisfy { column.values[$0].isNaN } }
    return remark(
      on: names, "has no value in any row, which says nothing", "have no value in any row, which says nothing")
  }

  var lostNumbers: String? {
    let found = columns.compactMap { column in
      column.values.lostNumbers.map { "\(quoted(column.name)) (\($0.different) different ones become \($0.left))" }
    }
    guard !found.isEmpty else { return nil }
    return
      "Numbers of more digits than double precision holds become equal in column \(listed(found)); subtract what they have in "
      + "common, list the column under data.categorical if they are names, or leave it out (data.ignore)"
  }

  var counters: String? {
    ColumnRemark.counter.line(names(of: .counter))
  }

  var sampleNumbers: String? {
    ColumnRemark.names.line(names(of: .names))
  }

  /// Columns in whose order the rows are, though not by equal steps; a single feature may well be sorted.
  var ordered: String? {
    guard columns.count > 1 else { return nil }
    return ColumnRemark.ordered.line(names(of: .ordered))
  }

  var padded: String? {
    let found = columns.filter { !$0.values.isOfTexts && $0.values.padded.count > 0 }.map { name, values in
      "\(quoted(name)) (\(quoted(values.padded.text)) in line \(values.padded.line))"
    }
    return remark(
      on: found, "has zeros before its numbers, as codes have; list it under data.categorical if they are names",
      "have zeros before their numbers, as codes have; list them under data.categorical if they are names")
  }

  private func names(of kind: UnmeasuredNumbers) -> [String] {
    unmeasuredNumbers.filter { $0.kind == kind }.map { quoted($0.name) }
  }

  var dates: String? {
    let numbers = unmeasuredNumbers.compactMap { column in
      column.kind?.date.map { "\(quoted(column.name)) (such as \($0))" }
    }
    return ColumnRemark.dates.line(numbers + columnNames(where: \.looksLikeDates))
  }

  var looksLikeNumbers: String? {
    let found = columns.compactMap { column in column.values.numberLook.map { "\(quoted(column.name)) (\($0))" } }
    guard !found.isEmpty else { return nil }
    return
      "Texts that look like numbers, each of which is a feature: column \(listed(found)); write them so in the file, or list the "
      + "column under data.categorical if they are names"
  }

  /// Columns that say which samples are for training, where the study file does not name one.
  var splits: [String] {
    guard settings.parts == nil else { return [] }
    return columns.filter(\.values.isOfTexts).compactMap { name, values in
      SplitWords(values.categories(at: kept)).map { split in
        "Column \(quoted(name)) says which samples are for training and which are not, and is a feature; write "
          + "\(split.key(column: name)) under data to divide them so, or leave it out (data.ignore)"
      }
    }
  }

  func sampleNames(_ suspects: GroupSuspects) -> String? {
    let found = columns.filter {
      $0.values.isOfTexts && isOfNames($0.values) && !suspects.names.contains($0.name)
    }
    return remark(
      on: found.map { quoted($0.name) },
      "has text with many different values, each of which is a feature; leave it out (data.ignore) if it names the samples",
      "have text with many different values, each of which is a feature; leave them out (data.ignore) if they name the samples"
    )
  }

  /// Whether most rows have a text of their own, or nearly all of many texts have digits in them.
  private func isOfNames(_ column: ColumnValues) -> Bool {
    guard column.numberLook == nil && !column.looksLikeDates else { return false }
    let texts = column.categories
    let withDigits = texts.count { $0.contains(where: \.isNumber) }
    return texts.count >= 10 && (2 * texts.count > column.values.count || 10 * withDigits >= 9 * texts.count)
  }

  /// Texts among the categories of columns that may stand for missing values, where the study file does not say which do.
  var missingTexts: String? {
    guard !settings.hasOwnMissingTexts else { return nil }
    let found = columns.filter(\.values.isOfTexts).compactMap { name, values in
      let texts = MissingText.lookalikes(among: values.categories).sorted()
      return texts.isEmpty ? nil : "\(quoted(name)) (\(texts.map(quoted).joined(separator: ", ")))"
    }
    guard !found.isEmpty else { return nil }
    return
      "Texts that may stand for missing values, each of which is a feature: column \(listed(found)); list them under "
      + "data.missing-values if so, with data.missing: impute or drop"
  }

  var nearlyEqualTexts: String? {
    let found = columns.compactMap { column in
      Self.alike(column.values.categories).map {
        "\(quoted(column.name)) (\($0.map(quoted).joined(separator: " and ")))"
      }
    }
    guard !found.isEmpty else { return nil }
    return "Values of text that differ only in case or in spaces, each a feature of its own: column \(listed(found))"
  }

  /// Two texts that are the same but for case and for spaces around them or between their words; nil if there are none.
  static func alike(_ texts: [String]) -> [String]? {
    func plain(_ text: String) -> String {
      text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let pairs = Dictionary(grouping: texts, by: plain).values.filter { $0.count > 1 }.map {
      Array($0.sorted().prefix(2))
    }
    return pairs.min { $0[0] < $1[0] }
  }

  var sentinels: String? {
    let numbers =
      columns.filter { !$0.values.isOfTexts }.map { column in (column.name, kept.map { column.values.values[$0] }) }
      + [(table.quantity?.name ?? "", table.quantity?.values ?? [])]
    let certain = Set(numbers.flatMap { SentinelValues($0.1).found.map(\.number) })
    guard !certain.isEmpty else { return nil }
    let suspects = numbers.map { (name: $0.0, found: SentinelValues($0.1, alsoIn: certain).found) }
    let found = suspects.flatMap { column in column.found.map { "\(quoted(column.name)) \($0.words)" } }
    guard !found.isEmpty else { return nil }
    return
      "Numbers far from all others of their column, which may stand for missing values: \(listed(found)); list them under "
      + "data.missing-values if so, with data.missing: impute or drop"
  }
}
