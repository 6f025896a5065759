import Datasets

// Settings that vary, found among columns that are nothing else.

extension RunKeys {
  /// The columns that may hold settings, by name, with their place in each table (nil in tables without).
  func candidateColumns(_ all: RunTables) -> [(key: String, places: [Int?])] {
    var keys: [String] = []
    func others(_ roles: ColumnRoles) -> [Int] {
      roles.others + (hiddenVaries ? roles.layerColumns : [])
        + (parametersVary ? [roles[.parameters]].compactMap { $0 } : [])
    }
    func column(_ name: String, _ table: Int) -> Int? {
      let roles = all.roles[table]
      return others(roles).first { all.tables[table].columns[$0] == name }
    }
    for (table, roles) in all.roles.enumerated() {
      for place in others(roles) {
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
        ofTable.append(Int32(values.number(ofValue: column.map { table.string(row, $0) } ?? "")))
        guard values.texts.count <= ImportLimits.valuesOfGrid else {
          remarkManyValues(key, place, ImportLimits.valuesOfGrid)
          return nil
        }
      }
      codes.append(ofTable)
    }
    if ColumnName(key).isOfStatus, values.texts.contains(where: { ColumnName.unfinished.contains($0.lowercased()) }) {
      failures.append((key, values, codes))
      return nil
    }
    if values.texts.count == 1 {
      let value = values.texts[0]
      if !value.isEmpty { constants.append((key, value)) }
      notes.append("Column \(inQuotes(key)) is \(value.isEmpty ? "empty" : "always \(inQuotes(value))") and left out.")
      return nil
    }
    guard 2 * values.texts.count <= rows else {
      remarks.add("columns", "\(place) is passed over: nearly every row has another value")
      return nil
    }
    let variation = variation(of: codes, values, all)
    switch variation {
    case .alongRuns:
      alongRuns.append((place, codes))
      remarks.add("columns", "\(place) is passed over: it changes along runs")
      return nil
    case .withinRuns:
      remarks.add("columns", "\(place) is passed over: it changes from epoch to epoch")
      return nil
    case .inSomeRows:
      remarks.add("columns", "\(place) is passed over: it is empty in some rows of a run")
      return nil
    case .ofEachRun:
      remarks.add("columns", "\(place) is passed over: each run has another value")
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
    case .betweenRuns, .betweenReplicates:
      guard values.texts.count <= ImportLimits.values || isGrid(values, codes) else {
        remarkManyValues(key, place, ImportLimits.values)
        return nil
      }
      notes.append(
        "Column \(inQuotes(key)) is a setting that varies: \(listed(values.texts.map(inQuotes)))."
          + (variation == .betweenRuns
            ? "" : " Each of its values has replicates of its own (--ignore \(key): they are of one setting)."))
      settings.append((key, values))
      return codes
    }
  }

  private mutating func remarkManyValues(_ key: String, _ place: String, _ most: Int) {
    remarks.add(
      "columns",
      "\(place) is passed over: it has more than \(most) different values (--map \(ColumnName(key).text)=\(key): it is a setting)"
    )
  }

  /// Says that some runs did not get to their end, by a column with their states, where `settings` tell runs apart, too.
  mutating func remarkFailures(_ settings: [[[Int32]]], _ all: RunTables) {
    for (key, values, codes) in failures { remarkFailures(key, values, codes, settings, all) }
  }

  private mutating func remarkFailures(
    _ key: String, _ values: Interned, _ codes: [[Int32]], _ settings: [[[Int32]]], _ all: RunTables
  ) {
    var (first, failed, runs) = (nil as String?, Set<[Int32]>(), Set<[Int32]>())
    for (table, ofTable) in codes.enumerated() {
      for (row, code) in ofTable.enumerated() {
        let run = [rowBases[table][row]] + settings.map { $0[table][row] }
        runs.insert(run)
        let text = values.texts[Int(code)]
        // Those without values are told as lost.
        guard ColumnName.unfinished.contains(text.lowercased()), all.roles[table].hasValues(all.tables[table], row)
        else {
          continue
        }
        failed.insert(run)
        first = first ?? "\(all.tables[table].place(row)): \(inQuotes(key)) is \(inQuotes(text))"
      }
    }
    if let first {
      remarks.add(
        "states of runs",
        "\(first), as in \(failed.count) of \(counted(runs.count, "run")), which are taken as they are; take out the rows of "
          + "those that ended before their time")
    }
  }

  private enum Variation {
    case withinRuns, alongRuns, inSomeRows, withModel, withModelAndSize, withReplicate, ofEachRun, betweenRuns
    /// As between runs, where each value has several replicates that no other has.
    case betweenReplicates
  }

  /// How the values of a column go with runs as they are known so far, and with epochs.
  private func variation(of codes: [[Int32]], _ values: Interned, _ all: RunTables) -> Variation {
    let empty = values.texts.firstIndex(of: "").map(Int32.init)
    var (ofBase, filled) = ([:] as [Int32: Int32], [:] as [Int32: Int32])
    var (changes, isFilledAlike) = (false, true)
    for (table, ofTable) in codes.enumerated() {
      for (row, code) in ofTable.enumerated() {
        let base = rowBases[table][row]
        if ofBase.updateValue(code, forKey: base) ?? code != code { changes = true }
        if code != empty, filled.updateValue(code, forKey: base) ?? code != code { isFilledAlike = false }
      }
    }
    if changes {
      guard clash(of: codes, all) != nil else { return isFilledAlike ? .inSomeRows : .withinRuns }
      return haveTurns(codes, empty: empty, all) ? .alongRuns : .betweenRuns
    }
    var ofReplicate: [Base: Int32] = [:]
    for (number, code) in ofBase {
      var base = bases[Int(number)]
      base.run = -1
      // Runs that have nothing else between them.
      if ofReplicate.updateValue(code, forKey: base) ?? code != code { return .betweenRuns }
    }
    func isFunction(of key: (Base) -> [Int]) -> Bool {
      var seen: [[Int]: Int32] = [:]
      return ofBase.allSatisfy { base, code in
        seen.updateValue(code, forKey: key(bases[Int(base)])) ?? code == code
      }
    }
    if isFunction(of: { [$0.model] }) { return .withModel }
    if isFunction(of: { [$0.model, $0.size] }) { return .withModelAndSize }
    let count = Set(ofBase.values).count
    if count == ofBase.count { return .ofEachRun }
    if isFunction(of: { [$0.replicate] }) {
      // Where each run has a replicate of its own, anything goes with it; what several runs share may be a setting.
      let isRepeated = Set(ofBase.keys.map { bases[Int($0)].replicate }).count < ofBase.count
      if isRepeated, isGrid(values, codes) { return .betweenReplicates }
      if isRepeated || 2 * count > ofBase.count { return .withReplicate }
    }
    return .betweenRuns
  }

  /// Whether the values of a column are numbers with several replicates each, of some model and size, as those of a setting are,
  /// and not those of what is measured or numbered in each run.
  private func isGrid(_ values: Interned, _ codes: [[Int32]]) -> Bool {
    guard values.texts.allSatisfy({ NamedRecords.number(Array($0.utf8)[...]) != nil }) else { return false }
    var replicates: [[Int]: Set<Int>] = [:]
    for (bases, codes) in zip(rowBases, codes) {
      for (number, code) in zip(bases, codes) {
        let base = self.bases[Int(number)]
        replicates[[Int(code), base.model, base.size], default: []].insert(base.replicate)
      }
    }
    return Set(replicates.filter { $0.value.count > 1 }.map { $0.key[0] }).count == values.texts.count
  }

  /// Finds a row that would be of one run and epoch, or step, with another that measures the same, where the column differs, so
  /// that it tells runs apart; nil if there is none.
  ///
  /// - Parameter settings: the values of settings, which tell runs apart as well.
  private func clash(of codes: [[Int32]], _ all: RunTables, settings: [[[Int32]]] = []) -> (table: Int, row: Int)? {
    let bySteps = basesInOrder(all)
    var (clashes, names) = (RowClashes<[Int32]>(), Interned())
    for (table, ofTable) in codes.enumerated() {
      let measured = all.measured(table, &names)
      for (row, code) in ofTable.enumerated() {
        let key = [rowBases[table][row]] + settings.map { $0[table][row] }
        let time = time(row, table, bySteps, all)
        if clashes.add(key, time: time, value: Int(code), measured: measured[row]) { return (table, row) }
      }
    }
    return nil
  }

  /// The time of a row: its step, if it is of `bySteps`.
  private func time(_ row: Int, _ table: Int, _ bySteps: Set<Int32>, _ all: RunTables) -> Double {
    (bySteps.contains(rowBases[table][row]) ? all.step(row, table) : nil) ?? times[table][row]
  }

  /// Whether a value begins after another one has ended, as rates that decay have it, and no setting of runs, which all begin
  /// at their first epoch or step.
  private func haveTurns(_ codes: [[Int32]], empty: Int32?, _ all: RunTables) -> Bool {
    let bySteps = basesInOrder(all)
    var found: [Int32: [Int32: Set<Double>]] = [:]
    for (table, ofTable) in codes.enumerated() {
      for (row, code) in ofTable.enumerated() where code != empty {
        let time = time(row, table, bySteps, all)
        if !time.isNaN { found[rowBases[table][row], default: [:]][code, default: []].insert(time) }
      }
    }
    return found.values.contains { values in
      let times = values.values.map { $0.sorted() }
      let first = times.map { $0[0] }.min() ?? 0
      let firstEnd = times.map { $0[$0.count - 1] }.min() ?? 0
      // Steps of a run with large batches may end before the first one of another, which is one interval from 0.
      let manyAreSingle = 2 * times.count { $0.count == 1 } > times.count
      return times.contains { times in
        let begin = times[0]
        guard begin > firstEnd else { return false }
        guard times.count > 1 else { return manyAreSingle }
        return begin - first >= zip(times, times.dropFirst()).map { $1 - $0 }.min() ?? 0
      }
    }
  }

  /// Refuses runs that nothing tells apart but a column that changes along them.
  func checkColumnsAlongRuns(_ all: RunTables, _ settings: [[[Int32]]]) throws {
    for (place, codes) in alongRuns {
      guard let row = clash(of: codes, all, settings: settings) else { continue }
      throw failure(
        "\(all.tables[row.table].place(row.row)): several rows are of the same model, size, replicate and epoch, and differ in "
          + "\(place.split(separator: ": ", maxSplits: 1).last ?? ""), which changes along runs; name the runs in a column "
          + "(--map replicate=COLUMN), or put each in a file of its own")
    }
  }

  /// The bases of which all rows come in the order of their epochs and of their steps, as those of one run that logs several
  /// steps of an epoch.
  private func basesInOrder(_ all: RunTables) -> Set<Int32> {
    var (last, mixed) = ([:] as [Int32: (time: Double, step: Double)], [] as Set<Int32>)
    for (table, ofTable) in rowBases.enumerated() {
      for (row, base) in ofTable.enumerated() {
        let time = times[table][row]
        guard let step = all.step(row, table), last[base].map({ $0.time <= time && $0.step <= step }) ?? true else {
          mixed.insert(base)
          continue
        }
        last[base] = (time, step)
      }
    }
    return Set(last.keys).subtracting(mixed)
  }
}
