import Datasets
import NeuralNetwork

/// Makes histories of tables.
struct HistoryBuilder {
  let request: ImportRequest
  let all: RunTables
  var keys: RunKeys
  let cells: MeasuredCells
  var remarks = Remarks()
  var notes: [String] = []
  /// The epochs that are counted as 1, 2, 3, where these are at steps.
  var measuredEpochs: String?

  init(_ tables: [ForeignTable], _ request: ImportRequest) throws {
    self.request = request
    guard !tables.isEmpty else { throw failure("\(request.files.first ?? ""): there is no table to read") }
    all = try RunTables(tables, request)
    keys = try RunKeys(all)
    cells = try MeasuredCells(all)
    try checkScales()
  }

  mutating func histories() throws -> Content {
    var maker = EntryMaker(all, cells)
    var histories = keys.runs.map { RunHistory(run: $0, entries: []) }
    notes += all.notes + keys.notes + cells.notes
    dropConstantSettings(&histories)
    for index in histories.indices {
      let run = histories[index].run
      histories[index].entries = try maker.entries(run.rows) { name(run) }
    }
    if maker.joinsRows { notes.append("Rows of one run and epoch with different columns are put together.") }
    if maker.takesLastStep { notes.append("Of several rows of one epoch, the last value of each column is taken.") }
    addUp(&histories)
    let parts = PartPlaces(cells)
    let hasValidation = histories.contains { $0.entries.contains { parts.has(.validation, $0) } }
    for index in histories.indices {
      let run = histories[index].run
      histories[index].trim(parts, hasValidation: hasValidation, unit: all.unit) { addRemark($0, $1, $2, run) }
    }
    let testPart = try testPart(histories, parts)
    let metrics = try metrics(testPart, histories)
    let leading = cells.placeIfUsed(MeasuredCells.Slot(testPart, metrics[0]))
    let times = measuredTimes(metrics[0], histories)
    for index in histories.indices {
      let run = histories[index].run
      let slots = cells.slots
      histories[index].cutDivergence(
        parts, leading: leading, measured: times, unit: all.unit, names: { slots[$0].name },
        remark: { addRemark($0, $1, $2, run) })
      if isMarkedDiverged(run) {
        histories[index].diverged = true
        if run.rows.allSatisfy({ all.roles[$0.table].areTrials }) { histories[index].entries = [] }
      }
    }
    let measured = "\(testPart.name)_\(metrics[0].columnName)"
    var ends: [EmptyEnd] = []
    remarkOwnHistories()
    if let leading {
      loseFailures(&histories, leading, measured)
      // Before such ends are passed over with the other epochs that lack what leads.
      ends += cutEmptyEnds(&histories, parts, without: leading)
      dropUnmeasured(&histories, leading, measured)
    }
    ends += cutEmptyEnds(&histories, parts)
    remarkEnds(ends, of: histories.count)
    let hasEpochs = try countEpochs(&histories, measured)
    try checkGroups(histories)
    histories = histories.filter { !$0.entries.isEmpty || $0.diverged }
    let chosen = try chosenModels(histories)
    dropConstantSettings(&histories, of: " in the runs that are left,")
    dropDependentSettings(&histories)
    let runs = foreignRuns(histories, hasEpochs: hasEpochs, testPart, metrics)
    guard runs.contains(where: { !$0.history.isEmpty }) else {
      throw failure(try firstNotFinite() ?? "\(all.tables[0].file): no run has a measured epoch")
    }
    let lengths = Set(runs.filter { !$0.diverged }.map(\.history.count))
    if hasEpochs, let least = lengths.min(), let most = lengths.max(), least < most {
      notes.append("Histories have \(least) to \(most) epochs.")
    }
    var texts = all.remarks.texts + keys.remarks.texts + cells.remarks.texts + maker.remarks.texts
    texts += remarks.texts
    return Content(
      runs: runs, models: chosen, settings: orderedSettings(runs).settings, metrics: metrics,
      constants: keys.constants.filter { $0.value.count <= ImportLimits.constant }.prefix(ImportLimits.constants).map {
        ForeignSetting(key: $0.key, values: [$0.value])
      },
      testPart: testPart == .test ? .test : .validation,
      notes: notes, remarks: texts, measuredEpochs: measuredEpochs, partsOfData: partsOfData,
      replicateWords: all.tables.indices.compactMap { replicateNames($0).words }.first,
      crossed: try CrossedDraws(histories, self).replicates)
  }

  /// Names the first value that is none, where all runs diverged before anything was measured.
  private func firstNotFinite() throws -> String? {
    for origin in keys.runs.flatMap(\.rows) {
      let table = all.tables[origin.table]
      for cell in try cells.cells(origin.row, origin.table)
      where Number(table[origin.row, cell.column]) == .notFinite {
        return "\(table.place(origin.row)): \(inQuotes(table.columns[cell.column])) is "
          + "\(inQuotes(table.string(origin.row, cell.column))), and no run has an epoch before such a value, so that nothing "
          + "is left; correct the column, or name another (--map)"
      }
    }
    return nil
  }

  /// What tells replicates apart that are folds or samples of the same data; nil if nothing says that they are.
  private var partsOfData: String? {
    all.tables.indices.lazy.map(replicateNames).first(where: \.areOfSameData)?.words
  }

  private func replicateNames(_ table: Int) -> ReplicateNames {
    ReplicateNames(all, table, areRunsApart: keys.areRunsApart)
  }

  /// Refuses files of which nothing of a model, or of a size, can be used.
  private func checkGroups(_ histories: [RunHistory]) throws {
    for group in groups {
      let left = Set(histories.filter { !$0.entries.isEmpty || $0.diverged }.map { group.key($0.run) })
      guard !left.isEmpty, let lost = histories.first(where: { !left.contains(group.key($0.run)) }) else { continue }
      throw failure(
        "\(all.tables[0].file): no run of \(group.name(lost.run)) has the epochs or values that the others have "
          + "(\(name(lost.run)): are all runs measured at the same epochs?); import it by itself")
    }
  }

  /// What cannot be left out as a whole: models, and training-set sizes.
  var groups: [(key: (RunRows) -> Int, name: (RunRows) -> String)] {
    let models = keys.models.texts
    return [({ $0.model }, { models[$0.model] }), ({ $0.size }, { "size \($0.size)" })]
  }

  // MARK: Names

  func name(_ run: RunRows) -> String {
    var words = ["model \(keys.models.texts[run.model])", "size \(run.size)"]
    if let replicate = run.replicate {
      // By the name of its column, as replicates are numbered anew.
      let names = (run.rows.first ?? run.statusRows.first).map { replicateNames($0.table).words }
      words.append("\((names ?? nil) ?? "replicate") \(keys.replicates.texts[replicate])")
    }
    for (setting, value) in zip(keys.settings, run.settings) {
      words.append("\(setting.key) \(setting.values.texts[value])")
    }
    return words.joined(separator: ", ")
  }

  mutating func addRemark(_ kind: String, _ origin: RowReference, _ text: String, _ run: RunRows) {
    let table = all.tables[origin.table]
    remarks.add(kind, "\(table.place(origin.row)): \(text) (\(name(run)))", alike: text)
  }

  // MARK: What is there

  /// Test data, or validation data where nothing was measured on test data.
  private func testPart(_ histories: [RunHistory], _ parts: PartPlaces) throws -> Part {
    for part in [Part.test, .validation] {
      if histories.contains(where: { $0.entries.contains { parts.has(part, $0) } }) { return part }
    }
    if let options = ColumnsOfReplicates.options(for: all.tables[0].columns) {
      throw failure(
        "\(all.tables[0].file): nothing was measured on test or validation data; if columns have a replicate each, add "
          + options)
    }
    throw failure(
      "\(all.tables[0].file): nothing was measured on test or validation data (columns: "
        + "\(listed(all.tables[0].columns.map { String($0.prefix(40)) }))); say which column was, as in --map "
        + "test_accuracy=\(otherMetric ?? "COLUMN")"
        + (otherMetric == nil ? "" : ", if its values go from 0 to 1 and more is better"))
  }

  /// A column with numbers that says it is of test data, or else of validation data, and is none of a metric that is known.
  private var otherMetric: String? {
    [Part.test, .validation].lazy.flatMap { part in
      all.tables.lazy.compactMap { table in
        table.columns.indices.first { column in
          let name = ColumnName(table.columns[column])
          let words = name.text.split(separator: "_").map(String.init)
          return words.count > 1 && name.measurement == nil
            && [words.first, words.last].contains { $0.flatMap { Part.words[$0] } == part }
            && (0..<table.rowCount).contains { Number(table[$0, column]).value != nil }
        }.map { table.columns[$0] }
      }
    }.first
  }

  /// The metrics that are measured on `part`, the first of which leads.
  private mutating func metrics(_ part: Part, _ histories: [RunHistory]) throws -> [Metric] {
    let there = metricsInOrder(part).filter { metric in
      guard let place = cells.placeIfUsed(MeasuredCells.Slot(part, metric)) else { return false }
      return histories.contains { $0.entries.contains { $0.has(place) } }
    }
    let file = all.tables[0].file
    guard !there.isEmpty else {
      let all = all
      let loss = all.roles.indices.lazy.compactMap { index in
        all.roles[index].measured.first { $0.measurement.quantity.isLoss && $0.measurement.part == part }.map {
          all.tables[index].columns[$0.column]
        }
      }.first
      let own = otherMetric.map {
        "; --map test_accuracy=\($0) takes \(inQuotes($0)) as accuracy, if it goes from 0 to 1 and more is better"
      }
      throw failure(
        "\(file): no metric was measured on \(part.name) data, only a loss; if that is the mean cross-entropy, add --map "
          + "\(part.name)_log_loss=\(loss ?? "COLUMN"), if the mean squared error, --map \(part.name)_mse=\(loss ?? "COLUMN")\(own ?? "")"
      )
    }
    let elsewhere = cells.slots.filter { slot in slot.metric.map { !there.contains($0) } ?? false }
    if !elsewhere.isEmpty {
      notes.append("Left out, as \(part.name) data have no such values: \(listed(elsewhere.map(\.name))).")
    }
    for metric in request.metrics where !there.contains(metric) {
      throw failure(
        "\(file): the metric \(metric.name) was not measured on \(part.name) data; it has "
          + listed(there.map(\.name)))
    }
    guard request.metrics.isEmpty else {
      let others = there.filter { !request.metrics.contains($0) }
      if !others.isEmpty { notes.append("Left out: \(listed(others.map(\.words))).") }
      return request.metrics
    }
    return areOwn ? there : there.filter { $0 != .logLoss } + there.filter { $0 == .logLoss }
  }

  /// Whether all tables are Fathom's own, whose columns have the metrics in the order of the study.
  var areOwn: Bool { all.tables.allSatisfy { ProgramTraits.program(of: $0) == ProgramTraits.own } }

  /// All metrics; first, in the order of their columns, those of Fathom's own tables.
  private func metricsInOrder(_ part: Part) -> [Metric] {
    guard areOwn, let measured = all.roles.first?.measured else { return Metric.all }
    let first = measured.filter { $0.measurement.part == part }.sorted { $0.column < $1.column }
      .compactMap(\.measurement.quantity.metric)
    return first + Metric.all.filter { !first.contains($0) }
  }

  private func isMarkedDiverged(_ run: RunRows) -> Bool {
    (run.statusRows + run.rows).contains { reference in
      let roles = all.roles[reference.table]
      guard roles.areTrials, let column = roles[.status] else { return false }
      return all.tables[reference.table].string(reference.row, column) == "diverged"
    }
  }
}
