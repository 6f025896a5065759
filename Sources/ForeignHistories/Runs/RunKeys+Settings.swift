import Datasets

// Settings that vary, found among columns that are nothing else.

extension RunKeys {
  /// The columns that may hold settings, by name, with their place in each table (nil in tables without).
  func candidateColumns(_ all: RunTables) -> [(key: String, places: [Int?])] {
    var keys: [String] = []
    func column(_ name: String, _ table: Int) -> Int? {
      let roles = all.roles[table]
      let others =
        roles.others + (hiddenVaries ? [roles[.hidden]].compactMap { $0 } : [])
        + (parametersVary ? [roles[.parameters]].compactMap { $0 } : [])
      return others.first { all.tables[table].columns[$0] == name }
    }
    for (table, roles) in all.roles.enumerated() {
      let others =
        roles.others + (hiddenVaries ? [roles[.hidden]].compactMap { $0 } : [])
        + (parametersVary ? [roles[.parameters]].compactMap { $0 } : [])
      for place in others {
        let name = all.tables[table].columns[place]
        if !keys.contains(name), !settings.contains(where: { $0.key == name }) { keys.append(name) }
      }
    }
    return keys.map { key in (key, all.tables.indices.map { column(key, $0) }) }
  }

  /// The value of the setting in each row, by number, if the column is one; otherwise says what it is.
  mutating func codesOfSetting(_ key: String, _ places: [Int?], _ all: RunTables) -> [[Int32]]? {
    let first = places.firstIndex { $0 != nil } ?? 0
    let place = "\(all.tables[first].file): column \(inQuotes(key))"
    var values = Interned()
    var codes: [[Int32]] = []
    let rows = all.tables.reduce(0) { $0 + $1.rowCount }
    for (table, column) in zip(all.tables, places) {
      var ofTable: [Int32] = []
      for row in 0..<table.rowCount {
        ofTable.append(Int32(values.number(column.map { table.string(row, $0) } ?? "")))
        guard values.texts.count <= ImportLimits.values else {
          remarks.add("columns", "\(place) is passed over: it has more than \(ImportLimits.values) different values")
          return nil
        }
      }
      codes.append(ofTable)
    }
    if values.texts.count == 1 {
      let value = values.texts[0]
      notes.append("Column \(inQuotes(key)) is \(value.isEmpty ? "empty" : "always \(inQuotes(value))") and left out.")
      return nil
    }
    guard 2 * values.texts.count <= rows else {
      remarks.add("columns", "\(place) is passed over: nearly every row has another value")
      return nil
    }
    switch variation(of: codes) {
    case .withinRuns:
      remarks.add("columns", "\(place) is passed over: it changes from epoch to epoch")
      return nil
    case .withModel:
      notes.append("Column \(inQuotes(key)) goes with the model and is left out.")
      return nil
    case .withReplicate:
      notes.append("Column \(inQuotes(key)) goes with the replicate and is left out.")
      return nil
    case .withModelAndSize:
      notes.append("Column \(inQuotes(key)) goes with model and size and is left out.")
      return nil
    case .betweenRuns:
      notes.append("Column \(inQuotes(key)) is a setting that varies: \(listed(values.texts.map(inQuotes))).")
      settings.append((key, values))
      return codes
    }
  }

  private enum Variation { case withinRuns, withModel, withModelAndSize, withReplicate, betweenRuns }

  /// How the values of a column go with runs as they are known so far, and with epochs.
  private func variation(of codes: [[Int32]]) -> Variation {
    struct Moment: Hashable {
      var base: Int32
      var time: Double
    }
    var ofBase: [Int32: Int32] = [:]
    var ofMoment: [Moment: Int32] = [:]
    var (changes, collides, hasTimes) = (false, false, false)
    for (table, ofTable) in codes.enumerated() {
      for (row, code) in ofTable.enumerated() {
        let base = rowBases[table][row]
        if ofBase.updateValue(code, forKey: base) ?? code != code { changes = true }
        let time = times[table][row]
        if !time.isNaN { hasTimes = true }
        let moment = Moment(base: base, time: time.isNaN ? -1 : time)
        if ofMoment.updateValue(code, forKey: moment) ?? code != code { collides = true }
      }
    }
    if changes { return collides || !hasTimes ? .betweenRuns : .withinRuns }
    func isFunction(of key: (Base) -> [Int]) -> Bool {
      var seen: [[Int]: Int32] = [:]
      return ofBase.allSatisfy { base, code in
        seen.updateValue(code, forKey: key(bases[Int(base)])) ?? code == code
      }
    }
    if isFunction(of: { [$0.model] }) { return .withModel }
    if isFunction(of: { [$0.model, $0.size] }) { return .withModelAndSize }
    if isFunction(of: { [$0.replicate] }) { return .withReplicate }
    return .betweenRuns
  }
}
