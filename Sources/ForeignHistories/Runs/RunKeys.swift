import Datasets

/// A row of a table, and when along its run it was written.
struct RowReference {
  var table: Int
  var row: Int
  /// The epoch, or step, as the file has it; nil in tables without.
  var time: Double?
}

/// The rows of one run.
struct RunRows {
  var model: Int
  var size: Int
  /// Nil if nothing tells replicates apart.
  var replicate: Int?
  /// A value for each of the settings.
  var settings: [Int]
  var rows: [RowReference] = []
  /// Rows that only say how a trial of the run ended.
  var statusRows: [RowReference] = []
}

/// Which run each row of the tables belongs to.
struct RunKeys {
  private(set) var models = Interned()
  private(set) var replicates = Interned()
  private var runNames = Interned()
  /// The settings that vary: name and values, by number.
  var settings: [(key: String, values: Interned)] = []
  /// Settings that do not vary, with their values.
  var constants: [(key: String, value: String)] = []
  private(set) var runs: [RunRows] = []
  private(set) var hidden: [Int: LayerText] = [:]
  private(set) var parameters: [Int: String] = [:]
  var notes: [String] = []
  var remarks = Remarks()

  /// What each row has in columns that are known to say which run it is of.
  struct Base: Hashable {
    var model: Int
    var size: Int
    var replicate: Int
    /// The number or name of the run, where there is one beside a replicate; −1 otherwise.
    var run = -1
    var settings: [Int]
  }

  private(set) var bases: [Base] = []
  /// For each table, the base of each row and its time.
  private(set) var rowBases: [[Int32]] = []
  private(set) var times: [[Double]] = []
  /// Whether numbers or names of runs beside a replicate tell runs apart.
  private(set) var areRunsApart = false
  /// Columns that change along runs and differ between them, with where they are.
  var alongRuns: [(place: String, codes: [[Int32]])] = []
  /// Columns that say how runs ended, some of them before their time.
  var failures: [(key: String, values: Interned, codes: [[Int32]])] = []
  /// Columns of layers or parameters that differ within a model.
  private(set) var hiddenVaries = false
  private(set) var parametersVary = false

  init(_ all: RunTables) throws {
    try collectBases(all)
    let hasHistories = zip(all.tables, all.roles).contains { $1.time != nil && $0.rowCount > 0 }
    let columns = candidateColumns(all)
    var chosen: [(key: String, codes: [[Int32]])] = []
    for (key, places) in columns {
      if let codes = codesOfSetting(key, places, all) { chosen.append((key, codes)) }
    }
    remarkFailures(chosen.map(\.codes), all)
    try checkColumnsAlongRuns(all, chosen.map(\.codes))
    if !hasHistories, all.roles.contains(where: \.areTrials),
      settings.contains(where: { $0.key == "rule" && $0.values.texts.count > 1 })
    {
      notes.append(
        "Each stopping rule is a value of a setting; with epochs.tsv beside it, rules are replayed as such (stopping).")
    }
    try assignRuns(all, chosen, statusOnly: hasHistories)
  }

  // MARK: What is known

  private mutating func collectBases(_ all: RunTables) throws {
    var keys: [String] = []
    for (table, roles) in all.roles.enumerated() {
      for (key, _) in roles.settings where !keys.contains(key) { keys.append(key) }
      for case .setting(let key) in all.constants[table].keys.sorted(by: { $0.name < $1.name })
      where !keys.contains(key) {
        keys.append(key)
      }
      if roles.areTrials, !keys.contains("rule") { keys.append("rule") }
    }
    settings = keys.map { ($0, Interned()) }
    var numbers: [Base: Int32] = [:]
    for (index, table) in all.tables.enumerated() {
      let (roles, constants) = (all.roles[index], all.constants[index])
      var ofTable: [Int32] = []
      var timesOfTable: [Double] = []
      ofTable.reserveCapacity(table.rowCount)
      if all.isUnnamed(index), !all.namesLayers(index) {
        let note = "The model is named after the file."
        if !notes.contains(note) { notes.append(note) }
      }
      try all.refuseSummaries(in: index)
      let constantSize = try constants[.size].map { try Self.size(Array($0.utf8)[...], "size", all, index, nil) }
      for row in 0..<table.rowCount {
        let layers = constants[.hidden] ?? roles.layers(table, row)
        let name = all.model(row, index)
        guard !name.isEmpty else { throw failure("\(table.place(row)): the model has no name") }
        guard name.count <= 200 else {
          throw failure("\(table.place(row)): the name of the model is over 200 characters")
        }
        let model = models.number(name)
        if let layers, !layers.isEmpty {
          let cell = LayerText(text: layers, column: roles.layerName)
          let agreed = (hidden[model] ?? cell).agreed(with: cell)
          if agreed == nil { hiddenVaries = true }
          hidden[model] = agreed ?? cell
        }
        if let count = constants[.parameters] ?? roles[.parameters].map({ table.string(row, $0) }), !count.isEmpty,
          parameters.updateValue(count, forKey: model) ?? count != count
        {
          parametersVary = true
        }
        let size: Int
        if let constantSize {
          size = constantSize
        } else if let column = roles[.size] {
          size = try Self.size(table[row, column], table.columns[column], all, index, row)
        } else {
          throw failure(
            "\(table.file): nothing says how many training samples there were; "
              + (all.misspeltSize.map { "did you mean size by \(inQuotes($0))? Otherwise " } ?? "")
              + "add --set size=N, or --map size=COLUMN"
              + "\(all.tables.count > 1 ? ", or a --pattern with {size}" : "") "
              + "(columns: \(listed(table.columns.map { String($0.prefix(40)) })))")
        }
        let replicate =
          constants[.replicate].map {
            Self.label($0.split(separator: "/", omittingEmptySubsequences: false).map(String.init))
          }
          ?? (roles.replicates.isEmpty ? nil : Self.label(roles.replicates.map { table.string(row, $0) }))
        let values = keys.indices.map { place in
          settings[place].values.number(ofValue: value(of: keys[place], row, table, roles, constants))
        }
        let base = Base(
          model: model, size: size, replicate: replicate.map { replicates.number($0) } ?? -1,
          run: roles.runs.isEmpty
            ? -1 : runNames.number(Self.label(roles.runs.map { table.string(row, $0) })),
          settings: values)
        let number = numbers[base] ?? Int32(bases.count)
        if Int(number) == bases.count {
          numbers[base] = number
          bases.append(base)
        }
        ofTable.append(number)
        timesOfTable.append(try time(row, table, roles, constants))
      }
      rowBases.append(ofTable)
      times.append(timesOfTable)
      try refuseMissingLabels(of: index, all, ofTable)
    }
  }

  /// Refuses rows without a label of their replicate where others of the model have one, as they would be runs of their own.
  private func refuseMissingLabels(of index: Int, _ all: RunTables, _ ofTable: [Int32]) throws {
    let (table, roles) = (all.tables[index], all.roles[index])
    guard all.constants[index][.replicate] == nil else { return }
    for column in roles.replicates {
      var (labelled, missing) = ([] as Set<Int>, [:] as [Int: Int])
      for (row, base) in ofTable.enumerated() where roles.hasValues(table, row) {
        let model = bases[Int(base)].model
        if Number(table[row, column]) == .missing {
          missing[model] = missing[model] ?? row
        } else {
          labelled.insert(model)
        }
      }
      guard let row = missing.filter({ labelled.contains($0.key) }).values.min() else { continue }
      throw failure(
        "\(table.place(row)): \(inQuotes(table.columns[column])) is empty, where other rows of the model have one; fill it "
          + "in, or take the row out")
    }
  }

  private func value(
    of key: String, _ row: Int, _ table: ForeignTable, _ roles: ColumnRoles, _ constants: [Field: String]
  ) -> String {
    if let constant = constants[.setting(key)] { return constant }
    if let column = roles.settings.first(where: { $0.key == key })?.column { return table.string(row, column) }
    guard key == "rule", let rule = roles[.rule] else { return "" }
    let threshold = roles[.threshold].map { table.string(row, $0) } ?? ""
    return table.string(row, rule) + (threshold.isEmpty ? "" : " \(threshold)")
  }

  /// NaN in a table without.
  private func time(
    _ row: Int, _ table: ForeignTable, _ roles: ColumnRoles, _ constants: [Field: String]
  ) throws -> Double {
    if let constant = constants[.epoch] {
      guard let value = Double(constant), value >= 0, value.isFinite else {
        throw failure("\(table.file): found the epoch \(inQuotes(constant)), expected a number")
      }
      return value
    }
    guard let column = roles.time else { return .nan }
    guard case .finite(let value) = Number(table[row, column]), value >= 0, value <= 1e15 else {
      throw failure(
        "\(table.place(row)): column \(inQuotes(table.columns[column])) has \(inQuotes(table.string(row, column))), "
          + "expected the number of an epoch")
    }
    return value
  }

  /// A whole number of samples.
  private static func size(
    _ bytes: ArraySlice<UInt8>, _ name: String, _ all: RunTables, _ table: Int, _ row: Int?
  ) throws -> Int {
    if let value = Number(bytes).value, value >= 1, value <= 1e12, let size = Int(exactly: value) { return size }
    let text = String(decoding: bytes.prefix(80), as: UTF8.self)
    throw failure(
      "\(row.map { all.tables[table].place($0) } ?? all.tables[table].file): \(inQuotes(name)) is \(inQuotes(text)), expected "
        + "a number of training samples\(SizeText(text).wayOut)")
  }

  /// The label of a replicate or run; texts that are the same whole number, such as `1`, `01` and `1.0`, give the same. Others,
  /// such as `1.10` and `1e5`, are names.
  static func label(_ texts: [String]) -> String {
    texts.map { text in
      let form = text.contains(where: \.isLetter) ? text : Interned.form(ofValue: text)
      return form.contains(".") ? text : form
    }.joined(separator: "/")
  }

  // MARK: Runs

  private mutating func assignRuns(
    _ all: RunTables, _ chosen: [(key: String, codes: [[Int32]])], statusOnly: Bool
  ) throws {
    var numbers: [Base: Int] = [:]
    let rule = settings.firstIndex { $0.key == "rule" }
    let together = runsTogether(all, chosen)
    areRunsApart = !together.isEmpty
    sayOfRuns(all)
    for (table, ofTable) in rowBases.enumerated() {
      let tellsStatus = statusOnly && all.roles[table].areTrials
      for (row, number) in ofTable.enumerated() {
        var key = bases[Int(number)]
        key.settings += chosen.map { Int($0.codes[table][row]) }
        let name = key.run
        key.run = -1
        if name >= 0, together.contains(key) {
          let labels = (key.replicate < 0 ? [] : [replicates.texts[key.replicate]]) + [runNames.texts[name]]
          key.replicate = replicates.number(labels.joined(separator: "/"))
        }
        if tellsStatus, let rule { key.settings[rule] = settings[rule].values.number("") }
        let run = numbers[key] ?? runs.count
        if run == runs.count {
          guard run < ImportLimits.runs else {
            throw failure("more than \(ImportLimits.runs) runs, the most that are read")
          }
          numbers[key] = run
          runs.append(
            RunRows(
              model: key.model, size: key.size, replicate: key.replicate < 0 ? nil : key.replicate,
              settings: key.settings))
        }
        let time = times[table][row]
        let reference = RowReference(table: table, row: row, time: time.isNaN ? nil : time)
        if tellsStatus { runs[run].statusRows.append(reference) } else { runs[run].rows.append(reference) }
      }
    }
  }

  /// What is the same for several runs, by their numbers or names, that measure the same at the same time: only these tell
  /// them apart.
  private func runsTogether(_ all: RunTables, _ chosen: [(key: String, codes: [[Int32]])]) -> Set<Base> {
    var (clashes, found, names) = (RowClashes<Base>(), [] as Set<Base>, Interned())
    for (table, ofTable) in rowBases.enumerated() where !all.roles[table].runs.isEmpty {
      let measured = all.measured(table, &names)
      for (row, number) in ofTable.enumerated() {
        var base = bases[Int(number)]
        base.settings += chosen.map { Int($0.codes[table][row]) }
        let run = base.run
        base.run = -1
        if clashes.add(base, time: times[table][row], value: run, measured: measured[row]) { found.insert(base) }
      }
    }
    return found
  }

  /// Says what columns with numbers or names of runs are taken for.
  private mutating func sayOfRuns(_ all: RunTables) {
    var said: Set<String> = []
    for (table, roles) in zip(all.tables, all.roles) {
      for column in roles.runs where said.insert(table.columns[column]).inserted {
        let name = inQuotes(table.columns[column])
        if areRunsApart {
          notes.append("Runs of one replicate are told apart by \(name), and are replicates of their own.")
        } else {
          remarks.add("columns", "\(table.file): column \(name) is passed over: the replicate is given otherwise")
        }
      }
    }
  }
}
