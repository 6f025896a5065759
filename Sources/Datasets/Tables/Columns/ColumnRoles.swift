/// Which columns of a table are what.
struct ColumnRoles {
  /// The column of the class, or of the quantity to predict; nil if samples are read without.
  let target: Int?
  /// The same column where samples are read without, if the table has it.
  let givenTarget: Int?
  /// The columns of features, in their order.
  let features: [Int]
  /// The column with the group of each sample.
  let groups: Int?
  /// The column that says which samples are for test and validation.
  let parts: Int?
  /// The columns that are nothing, ascending.
  let ignored: [Int]

  /// Finds the columns by their names.
  init(_ layout: TableLayout, _ settings: TableSettings, path: String, hasHeader: Bool) throws {
    let names = layout.names
    if !hasHeader, settings.isForModel, let known = settings.columns?.map(\.name),
      !known.contains(where: names.contains)
    {
      throw DataError(
        "\(path):1: the model finds its columns by name (\(listed(known.map(quoted)))), and the first line has none of these; "
          + "add a line with the names")
    }
    let search = ColumnSearch(names: names, path: path, hasHeader: hasHeader)
    // Samples without labels may have the column all the same.
    let isThere = names.contains(settings.target)
    guard isThere || settings.labels != .needed || !settings.isForModel else {
      throw DataError(
        "\(path):1: no column \(quoted(settings.target)) (data.target) to score the model by; name it, or let the model predict "
          + "without (--predict)")
    }
    let target =
      settings.labels == .optional && !isThere ? nil : try search.column(settings.target, key: "data.target")
    self.target = settings.labels == .needed ? target : nil
    givenTarget = settings.labels == .needed ? nil : target
    func find(_ columns: some Sequence<String>, key: String) throws -> [Int] {
      try columns.map { column in
        let found = try search.column(column, key: key)
        guard found != target else {
          throw DataError("\(key): \(quoted(column)) is the column to predict (data.target)")
        }
        return found
      }
    }
    _ = try find(settings.ignored.sorted(), key: "data.ignore")
    // All columns of one name are left out.
    let dropped = Set(names.indices.filter { settings.ignored.contains(names[$0]) })
    _ = try find(settings.categorical.sorted(), key: "data.categorical")
    let parts = try settings.parts.map { try find([$0.column], key: "data.test.column")[0] }
    self.parts = parts
    let groups = try settings.groups.map { try find([$0], key: "data.groups")[0] }
    self.groups = groups
    let others = Set([target, parts, groups].compactMap(\.self))
    let all = names.indices.filter {
      !others.contains($0) && !dropped.contains($0) && !(layout.hasRowNames && $0 == 0)
    }
    if let columns = settings.columns {
      features = try columns.map { column in
        guard names.firstIndex(of: column.name) != target || target == nil else {
          throw DataError(
            "\(path):1: column \(quoted(column.name)) is a feature of the training data, and data.target here")
        }
        return try search.column(column.name, key: "a feature of the training data")
      }
    } else if let wanted = settings.features {
      features = try find(wanted, key: "data.features")
      if let both = features.first(where: dropped.contains) {
        throw DataError("data.features: \(quoted(names[both])) is under data.ignore, too")
      }
      for (column, key) in [(parts, "data.test.column"), (groups, "data.groups")] {
        guard let column, features.contains(column) else { continue }
        throw DataError("data.features: \(quoted(names[column])) is \(key), which is no feature")
      }
    } else {
      features = all
    }
    var seen: Set<String> = []
    if let twice = features.first(where: { !seen.insert(names[$0]).inserted }) {
      throw DataError(
        "\(path):1: \(names.count { $0 == names[twice] }) columns named \(quoted(names[twice])); rename them, or leave them "
          + "out (data.ignore)")
    }
    guard !features.isEmpty else {
      let taken = others.sorted().map { quoted(names[$0]) }
      throw DataError("\(path):1: no column besides \(taken.joined(separator: ", ")), so no feature")
    }
    let used = Set(features)
    ignored = names.indices.filter { !others.contains($0) && !used.contains($0) }
  }
}

/// Finds columns by name.
struct ColumnSearch {
  let names: [String]
  let path: String
  let hasHeader: Bool

  /// The index of the column called `name`, which the key `key` names.
  func column(_ name: String, key: String) throws -> Int {
    let match = try firstColumn(name, key: key)
    let count = names.count { $0 == name }
    // Columns of one name can be left out together.
    guard count == 1 || key == "data.ignore" else {
      throw DataError("\(path):1: \(count) columns named \(quoted(name)) (\(key)); give each a name of its own")
    }
    return match
  }

  /// The index of the first column called `name`, which is what `key` says.
  private func firstColumn(_ name: String, key: String) throws -> Int {
    guard let match = names.firstIndex(of: name) else {
      let all = names.prefix(8).map(quoted).joined(separator: ", ") + (names.count > 8 ? " …" : "")
      let near = Suggestion.nearest(to: name, among: names).map { "; did you mean \(quoted($0))? The" } ?? "; the"
      let columns =
        hasHeader
        ? "columns are \(all), as the first line names them (set data.header: false if it is a sample)"
        : "file is read without a header (set data.header: true if its first line has names); the columns are \(all)"
      throw DataError("\(path):1: no column \(quoted(name)) (\(key))\(near) \(columns)\(otherFormat)")
    }
    return match
  }

  /// What the file seems to be where it is no table, or one whose delimiter is not read.
  private var otherFormat: String {
    let start = (try? DataFile.start(of: path).prefix(4096)) ?? []
    let line = String(decoding: start.prefix { $0 != .lineFeed }, as: UTF8.self)
    if line.contains(/^[^ :]+( +[0-9]+:[-+0-9.eE]+)+ *\r?$/) {
      return "; the file seems to be one of LIBSVM, with column:value after each class: set data.source: libsvm"
    }
    return names.count == 1 && names[0].contains(":")
      ? "; the fields seem to be separated by colons: use , ; | a tab or a space" : ""
  }
}
