/// What the target and the division into parts are like.
extension TableRemarks {
  /// Columns that tell the target by themselves, unless there is only one.
  var targetTwins: String? {
    guard columns.count > 1 else { return nil }
    return ColumnRemark.twin.line(
      columnNames { column in
        let values = kept.lazy.map { column.values[$0] }
        guard let quantity = table.quantity else {
          return TargetTwin.tells(table.labels, count: table.classNames.count, values, areTexts: column.isOfTexts)
        }
        return !column.isOfTexts && TargetTwin.tells(quantity.values, Array(values))
      })
  }

  /// Columns whose gaps alone tell the class, as a date of death does: what replaces them is marked by a feature.
  var gapsThatTell: String? {
    guard settings.missing == .impute, table.quantity == nil, kept.count >= Self.fewestSamples else { return nil }
    let names = columnNames { column in
      let isGap = kept.map { column.values[$0].isNaN }
      guard isGap.contains(true), isGap.contains(false) else { return false }
      let classes = [true, false].map { part in Set(zip(isGap, table.labels).filter { $0.0 == part }.map(\.1)) }
      return classes[0].isDisjoint(with: classes[1])
    }
    return names.isEmpty
      ? nil
      : "Whether a value is missing tells the class by itself: column \(listed(names)); leave out (data.ignore) what would not be "
        + "known beforehand"
  }

  var manyClasses: String? {
    guard table.quantity == nil, let target = roles.target else { return nil }
    return rows.labels.idWords(layout.names[target]).map { "The target, \($0): is it a column of classes?" }
  }

  var counts: String? {
    table.quantity == nil && roles.target != nil
      ? rows.labels.countsRemark(
        { dialect.decimal.number(of: $0) }, allowsNumericClasses: settings.allowsNumericClasses) : nil
  }

  /// Numbers of the target that may be others: with marks between groups of three digits, or, beside semicolons, with three
  /// digits after each point.
  var targetDigits: String? {
    guard let quantity = table.quantity, settings.labels == .needed else { return nil }
    let texts = kept.map { rows.labels.texts[rows.labels.indices[$0]] }
    let name = "The target \(quoted(quantity.name))"
    let other: Character = dialect.decimal == .point ? "," : "."
    let grouped = zip(texts, quantity.values).enumerated().filter { $1.0.contains(other) }
    if let (place, (text, value)) = grouped.first {
      return
        "\(name): \(grouped.count) of \(texts.count) values \(grouped.count == 1 ? "has" : "have") marks between groups of "
        + "three digits, which are left out: \(quoted(text)) in line \(rows.lines[kept[place]]) is "
        + "\(Int(exactly: value).map(String.init) ?? "\(value)"); if that is a decimal mark, "
        + (grouped.count == texts.count ? "set data.decimal" : "write it as in the others")
    }
    guard settings.decimal == nil, dialect.decimal == .point, dialect.delimiter == .semicolon,
      kept.count >= Self.fewestSamples, texts.allSatisfy({ $0.wholeMatch(of: /-?[1-9][0-9]{0,2}\.[0-9]{3}/) != nil })
    else { return nil }
    return
      "\(name): all values have three digits after the point, such as \(quoted(texts[0])); if they are thousands, set "
      + "data.decimal: ','"
  }

  /// Classes whose names may stand for a missing value, where the study file does not say which texts do.
  var missingClasses: String? {
    let found = MissingText.lookalikes(among: table.classNames)
    guard !found.isEmpty && !settings.hasOwnMissingTexts else { return nil }
    return
      "\(found.count == 1 ? "The class" : "The classes") \(found.map(quoted).joined(separator: ", ")) may stand for a "
      + "missing value; list it under data.missing-values if so"
  }

  var equalLabels: String? {
    table.quantity == nil ? equalNumbers("Labels", "class", rows.labels.texts.equalNumbers) : nil
  }

  var equalGroups: String? { equalNumbers("Groups", "group", rows.equalGroups) }

  var nearlyEqualGroups: String? {
    Self.alike(rows.groups.texts).map {
      "Groups that differ only in case or in spaces, such as \($0.map(quoted).joined(separator: " and ")), which may stand on both "
        + "sides, in training and in test data; spell them alike if they are one"
    }
  }

  private func equalNumbers(_ many: String, _ one: String, _ found: [String]?) -> String? {
    found.map {
      "\(many) that are the same number are one \(one), such as \($0.map(quoted).joined(separator: " and "))"
    }
  }

  /// How many samples each value of the column that divides them has.
  var parts: String? {
    guard let parts = settings.parts else { return nil }
    let counts = Dictionary(rows.parts.map { ($0, 1) }, uniquingKeysWith: +).sorted { $0.key < $1.key }
    let notToTrain = [parts.test] + (parts.validation.map { [$0] } ?? [])
    return "Column \(quoted(parts.column)) has "
      + listed(counts.map { "\(quoted(String($0.key.prefix(40)))) \($0.value)" })
      + "; all but \(notToTrain.map(quoted).joined(separator: " and ")) are for training"
  }
}
