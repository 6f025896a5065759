import Datasets

/// What the columns of one table hold.
struct ColumnRoles {
  /// A column with something measured; the part may follow from other columns.
  struct Measured {
    var column: Int
    var measurement: Measurement
  }

  /// The columns of single fields.
  private(set) var columns: [Field: Int] = [:]
  /// Columns that together are the replicate, as `repeat` and `fold` are.
  private(set) var replicates: [Int] = []
  /// Columns with numbers or names of runs, beside a replicate.
  private(set) var runs: [Int] = []
  /// The column with the number of hidden layers, where that of ``Field/hidden`` has the units of each.
  private(set) var layerCount: Int?
  /// What the column of hidden layers is called, by the user if it is mapped.
  private(set) var layerName = Field.hidden.name
  /// The columns with the numbers of draws that replicates share, as Fathom's tables have them.
  private(set) var draws: (data: Int, initialWeights: Int)?
  private(set) var measured: [Measured] = []
  /// Columns that the user says are settings, by the name of the setting.
  private(set) var settings: [(key: String, column: Int)] = []
  /// Columns that may be settings.
  private(set) var others: [Int] = []
  /// Columns that are passed over, with the reason.
  private(set) var passedOver: [(column: Int, reason: String)] = []
  /// Columns that nobody misses, with the reason.
  private(set) var leftOut: [(column: Int, reason: String)] = []
  /// Of columns whose names are not those of their fields: the name, and what they are.
  private(set) var renamed: [(name: String, field: String)] = []

  subscript(field: Field) -> Int? { columns[field] }

  /// Whether the rows are trials as Fathom's `trials.tsv` has them, several for a run.
  var areTrials: Bool { columns[.stoppedEpoch] != nil }

  /// The column that rows are ordered by along a run.
  var time: Int? { areTrials ? nil : columns[.epoch] ?? columns[.step] }

  /// - Parameter given: The fields whose values the user gives, or a pattern finds, which no column has then.
  init(_ table: ForeignTable, _ request: ImportRequest, given: Set<Field>) throws {
    var isTaken = [Bool](repeating: false, count: table.columns.count)
    for (name, column) in request.columns.sorted(by: { $0.key < $1.key }) {
      guard let index = table.columns.firstIndex(of: column) else { continue }
      let field = Field(named: name)
      switch field {
      case .setting(let key): settings.append((key, index))
      case .replicate: replicates = [index]
      case .measured(var measurement):
        if ColumnName(column).isOfPercent { measurement.quantity.isPercent = true }
        measured.append(Measured(column: index, measurement: measurement))
      case .hidden:
        columns[field] = index
        layerName = name
      default: columns[field] = index
      }
      // Steps of updates still put the rows of an epoch in order.
      if field == .updates, ColumnName(column).field?.field == .step { columns[.step] = index }
      // A loss may be a metric, too.
      let isLoss = ColumnName(column).measurement?.measurement.quantity.isLoss == true
      if case .measured = field, isLoss { continue }
      isTaken[index] = true
    }
    for (column, key) in table.settings.sorted(by: { $0.key < $1.key }) {
      guard let index = table.columns.firstIndex(of: column), !isTaken[index],
        !settings.contains(where: { $0.key == key })
      else { continue }
      settings.append((key, index))
      isTaken[index] = true
    }
    var found: [(item: Measured, rank: Int)] = []
    var named: [Field: [(column: Int, rank: Int)]] = [:]
    let ofDraws = ColumnName.draws.map { name in
      table.columns.indices.first { table.columns[$0] == name && !isTaken[$0] && !request.ignored.contains(name) }
    }
    if let data = ofDraws[0], let initialWeights = ofDraws[1] {
      draws = (data, initialWeights)
      for index in [data, initialWeights] { isTaken[index] = true }
    }
    for (index, column) in table.columns.enumerated() where !isTaken[index] && !request.ignored.contains(column) {
      let name = ColumnName(column)
      if index == 0, columns[.epoch] == nil, !given.contains(.epoch), EpochsWithoutName.areEpochs(table) {
        columns[.epoch] = index
      } else if column.isEmpty || EpochsWithoutName.isUnnamed(table, index) {
        leftOut.append((index, "it has no name, as numbers of rows"))
      } else if name.mayBeOfLayers && !LayerText.areLayers(table, index)
        || name.mayBeSwitch && Self.isSwitch(table, index)
      {
        others.append(index)
      } else if let (field, rank) = name.field {
        named[field, default: []].append((index, rank))
      } else if name.isGap {
        leftOut.append((index, "gaps follow from what is measured"))
      } else if let (measurement, rank) = name.measurement {
        found.append((Measured(column: index, measurement: measurement), rank))
      } else if name.isOtherMetric {
        passedOver.append((index, "it is no metric that is known (\(Quantity.metricNames))"))
      } else {
        others.append(index)
      }
    }
    choose(among: found, table)
    try assign(&named, table, given: given)
    passOverDates(table)
    passOverNotes(table)
    others.sort()
  }

  /// Passes over what is noted of each run, which would divide runs that belong together.
  private mutating func passOverNotes(_ table: ForeignTable) {
    for column in others where ColumnName(table.columns[column]).isNoteOfRun {
      let name = table.columns[column]
      passedOver.append((column, "it says how a run went (--map \(ColumnName(name).text)=\(name): it is a setting)"))
    }
    others.removeAll { ColumnName(table.columns[$0]).isNoteOfRun }
  }

  /// Of several columns for one thing, takes the one that the user names, or else the one whose name says most.
  private mutating func choose(among found: [(item: Measured, rank: Int)], _ table: ForeignTable) {
    var best = Dictionary(measured.map { ($0.measurement.slot, (item: $0, rank: -1)) }) { first, _ in first }
    func cost(_ candidate: (item: Measured, rank: Int)) -> (Int, Int, Int) {
      let measurement = candidate.item.measurement
      let isExact = ColumnName(table.columns[candidate.item.column]).isExactly(measurement)
      return (candidate.rank, measurement.quantity.cost, isExact ? 0 : 1)
    }
    for candidate in found {
      let slot = candidate.item.measurement.slot
      guard let other = best[slot], cost(other) <= cost(candidate) else {
        best[slot] = candidate
        continue
      }
    }
    let mapped = Set(measured.map(\.column))
    for (item, _) in found {
      guard let kept = best[item.measurement.slot]?.item, kept.column != item.column else {
        measured.append(item)
        continue
      }
      if !mapped.contains(item.column) {
        passedOver.append((item.column, "\(inQuotes(table.columns[kept.column])) is taken in its place"))
      }
    }
  }

  /// Gives each field the column with the likeliest name.
  private mutating func assign(
    _ named: inout [Field: [(column: Int, rank: Int)]], _ table: ForeignTable, given: Set<Field>
  ) throws {
    let isOfTrials = [Field.rule, .status, .stoppedEpoch].allSatisfy { named[$0] != nil }
    let hasQuantities =
      (named[.quantity] != nil || columns[.quantity] != nil || given.contains(.quantity))
      && (named[.value] != nil || columns[.value] != nil)
    for (field, candidates) in named.sorted(by: { ($0.value[0].column) < ($1.value[0].column) }) {
      var sorted = candidates.sorted { ($0.rank, $0.column) < ($1.rank, $1.column) }
      if field == .hidden, let lists = sorted.first(where: { Self.hasLists(table, $0.column) }) {
        for item in sorted where item.column != lists.column {
          leftOut.append((item.column, "the widths of the layers are in \(inQuotes(table.columns[lists.column]))"))
        }
        sorted = [lists]
      } else if field == .hidden, columns[.hidden] == nil, !given.contains(.hidden) {
        let areCounts = { (item: (column: Int, rank: Int)) in ColumnName(table.columns[item.column]).isOfLayerCounts }
        if let units = sorted.first(where: { !areCounts($0) }), let counts = sorted.first(where: areCounts) {
          layerCount = counts.column
          sorted = [units] + sorted.filter { $0.column != units.column && $0.column != counts.column }
        }
      }
      let applies =
        switch field {
        case .status, .rule, .threshold, .stoppedEpoch: isOfTrials
        case .quantity, .value: hasQuantities
        case .part: try Self.isOfParts(table, sorted[0].column)
        case .run: false
        default: true
        }
      if given.contains(field) {
        for item in sorted { passedOver.append((item.column, "\(field.name) is given otherwise")) }
      } else if field == .replicate {
        if replicates.isEmpty {
          let known = [Field.model, .size].compactMap { columns[$0] ?? named[$0]?.first?.column }
          let found = ReplicateColumns(sorted.map(\.column), known: known, table)
          replicates = found.taken
          others += found.unknown
          for column in found.following { leftOut.append((column, "it goes with the replicate")) }
        } else {
          others += sorted.map(\.column)
        }
      } else if !applies, field == .part, ColumnName(table.columns[sorted[0].column]).text == "split" {
        // Numbers of splits are replicates.
        named[.run, default: []].append(sorted[0])
        others += sorted.dropFirst().map(\.column)
      } else if !applies || columns[field] != nil {
        if field != .run { others += sorted.map(\.column) }
      } else {
        columns[field] = sorted[0].column
        if field == .hidden { layerName = table.columns[sorted[0].column] }
        others += sorted.dropFirst().map(\.column)
      }
    }
    // A number of a run is the replicate where nothing else is.
    let runs = (named[.run] ?? []).sorted { ($0.rank, $0.column) < ($1.rank, $1.column) }
    if replicates.isEmpty, !given.contains(.replicate), let run = runs.first {
      replicates = [run.column]
      others += runs.dropFirst().map(\.column)
    } else if areTrials {
      for run in runs { passedOver.append((run.column, "the replicate is given otherwise")) }
    } else {
      self.runs = runs.map(\.column)
    }
    if areTrials, let epoch = columns.removeValue(forKey: .epoch) {
      leftOut.append((epoch, "a row is a trial, not an epoch"))
    }
    if columns[.epoch] == nil, let step = columns[.step], areTrials { others.append(step) }
    if columns[.epoch] != nil, let step = columns[.step], step != columns[.updates] {
      leftOut.append((step, "epochs are counted (--map updates=\(table.columns[step]) takes it as updates)"))
    }
    for (field, column) in columns.sorted(by: { ($0.value, $0.key.name) < ($1.value, $1.key.name) }) {
      if field == .step, columns[.epoch] != nil { continue }
      note(table.columns[column], is: field == .hidden ? layerWords(table, column) : field.name)
    }
    if let layerCount { note(table.columns[layerCount], is: Field.hidden.name) }
    for column in replicates { note(table.columns[column], is: Field.replicate.name) }
  }

  /// What a column of hidden layers holds.
  private func layerWords(_ table: ForeignTable, _ column: Int) -> String {
    if ColumnName(layerName).isOfLayerCounts || Self.hasLists(table, column) { return Field.hidden.name }
    let name = table.columns[column]
    let otherwise =
      ColumnName(name).mayBeOfLayers
      ? "--map \(name)=\(name): it is a setting" : "--map hidden_layers=\(name): they are numbers of layers"
    return "the units of \(layerCount == nil ? "one" : "each") hidden layer"
      + (layerCount == nil || ColumnName(name).mayBeOfLayers ? " (\(otherwise))" : "")
  }

  /// The columns that hold hidden layers together.
  var layerColumns: [Int] { [columns[.hidden], layerCount].compactMap(\.self) }

  /// What a row says of hidden layers; nil without such a column.
  func layers(_ table: ForeignTable, _ row: Int) -> String? {
    guard let column = columns[.hidden] else { return nil }
    // Where cells are empty, pandas writes 64.0.
    let number = Number(table[row, column]).value.flatMap { Int(exactly: $0) }
    let text = number.map(String.init) ?? table.string(row, column)
    return layerCount.flatMap { LayerText.list(width: text, count: table.string(row, $0)) } ?? text
  }

  /// Passes over seconds that are points in time.
  private mutating func passOverDates(_ table: ForeignTable) {
    guard let column = columns[.seconds] else { return }
    var least: Double?
    for row in 0..<table.rowCount {
      guard let value = Number(table[row, column]).value else { continue }
      least = min(least ?? value, value)
    }
    guard let least, least >= Self.earliestDate else { return }
    columns[.seconds] = nil
    renamed.removeAll { $0.name == table.columns[column] }
    passedOver.append((column, "it has dates, no durations (its least value is \(shown(least)))"))
  }

  /// Seconds from 1970 to 2001: more than any training takes.
  private static let earliestDate = 1e9

  private mutating func note(_ column: String, is field: String) {
    if column != field { renamed.append((column, field)) }
  }

  /// Whether everything without a part is measured on training data, too, so that it is of others.
  var hasTrainingForAll: Bool {
    let training = Set(measured.filter { $0.measurement.part == .train }.map(\.measurement.slot.quantity))
    return measured.allSatisfy { $0.measurement.part != nil || training.contains($0.measurement.slot.quantity) }
  }

  /// Gives measurements without a part this one. Of two columns for one thing, the one that says the part is taken, unless it
  /// has fewer values, as a summary after training has.
  mutating func assignPart(_ part: Part, in table: ForeignTable) {
    func count(_ item: Measured) -> Int {
      (0..<table.rowCount).count { Number(table[$0, item.column]) != .missing }
    }
    var lost: Set<Int> = []
    for item in measured where item.measurement.part == nil {
      let others = measured.filter {
        $0.measurement.part == part && $0.measurement.quantity.kind == item.measurement.quantity.kind
      }
      if others.isEmpty { continue }
      if others.allSatisfy({ count($0) < count(item) }) {
        for other in others {
          passedOver.append((other.column, "\(inQuotes(table.columns[item.column])) has more values"))
        }
        lost.formUnion(others.map(\.column))
      } else {
        passedOver.append((item.column, "another column is of \(part.name) data"))
        lost.insert(item.column)
      }
    }
    measured.removeAll { lost.contains($0.column) }
    for index in measured.indices where measured[index].measurement.part == nil {
      measured[index].measurement.part = part
    }
  }

  /// Whether a row has a value of something measured.
  func hasValues(_ table: ForeignTable, _ row: Int) -> Bool {
    (measured.map(\.column) + [columns[.value]].compactMap(\.self)).contains { Number(table[row, $0]) != .missing }
  }

  /// Whether the first cell of a column that is not empty is a list of widths.
  private static func hasLists(_ table: ForeignTable, _ column: Int) -> Bool {
    (0..<table.rowCount).first { !table[$0, column].isEmpty }.map { LayerText.isList(table.string($0, column)) }
      ?? false
  }

  /// Whether a column has at most two values, as one with yes and no.
  private static func isSwitch(_ table: ForeignTable, _ column: Int) -> Bool {
    var seen: Set<[UInt8]> = []
    return (0..<table.rowCount).allSatisfy { row in
      seen.insert(Array(table[row, column]))
      return seen.count <= 2
    }
  }

  /// Whether the cells of a column name parts of the data.
  ///
  /// - Throws: if some do and others do not.
  private static func isOfParts(_ table: ForeignTable, _ column: Int) throws -> Bool {
    var (known, unknown) = (false, nil as Int?)
    for row in 0..<table.rowCount where !table[row, column].isEmpty {
      let isPart = table[row, column].count < 20 && Part.words[table.string(row, column).lowercased()] != nil
      if isPart { known = true } else { unknown = unknown ?? row }
      if known, let unknown {
        throw failure(
          "\(table.place(unknown)): column \(inQuotes(table.columns[column])) has \(inQuotes(table.string(unknown, column))), "
            + "expected train, validation or test")
      }
    }
    return known
  }
}
