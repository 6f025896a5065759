import Datasets
import NeuralNetwork

/// Makes histories of tables.
struct HistoryBuilder {
  private let request: ImportRequest
  private let all: RunTables
  private let keys: RunKeys
  private let cells: MeasuredCells
  private var remarks = Remarks()
  private var notes: [String] = []

  init(_ tables: [ForeignTable], _ request: ImportRequest) throws {
    self.request = request
    guard !tables.isEmpty else { throw failure("\(request.files.first ?? ""): there is no table to read") }
    all = try RunTables(tables, request)
    keys = try RunKeys(all)
    cells = try MeasuredCells(all)
  }

  mutating func histories() throws -> Content {
    var maker = EntryMaker(all, cells)
    var histories: [RunHistory] = []
    for run in keys.runs {
      let entries = try maker.entries(run.rows) { name(run) }
      histories.append(RunHistory(run: run, entries: entries))
    }
    notes += all.notes + keys.notes + cells.notes
    if maker.joinsRows { notes.append("Rows of one run and epoch with different columns are put together.") }
    if maker.takesLastStep { notes.append("Of several rows of one epoch, the last value of each column is taken.") }
    addUp(&histories)
    let parts = PartPlaces(cells)
    for index in histories.indices {
      let run = histories[index].run
      histories[index].trim(parts) { addRemark($0, $1, $2, run) }
    }
    let testPart = try testPart(histories, parts)
    let metrics = try metrics(testPart, histories)
    let leading = cells.placeIfUsed(MeasuredCells.Slot(testPart, metrics[0]))
    for index in histories.indices {
      let run = histories[index].run
      let slots = cells.slots
      histories[index].cutDivergence(
        parts, leading: leading, names: { slots[$0].name }, remark: { addRemark($0, $1, $2, run) })
      if isMarkedDiverged(run) {
        histories[index].diverged = true
        if run.rows.allSatisfy({ all.roles[$0.table].areTrials }) { histories[index].entries = [] }
      }
    }
    if let leading { dropUnmeasured(&histories, leading, "\(testPart.name)_\(metrics[0].columnName)") }
    let hasEpochs = try countEpochs(&histories)
    histories = histories.filter { !$0.entries.isEmpty || $0.diverged }
    let chosen = try chosenModels(&histories)
    let runs = foreignRuns(histories, hasEpochs: hasEpochs, testPart, metrics)
    guard runs.contains(where: { !$0.history.isEmpty }) else {
      throw failure("\(all.tables[0].file): no run has a measured epoch")
    }
    let lengths = Set(runs.filter { !$0.diverged }.map(\.history.count))
    if hasEpochs, let least = lengths.min(), let most = lengths.max(), least < most {
      notes.append("Histories have \(least) to \(most) epochs.")
    }
    var texts = all.remarks.texts + keys.remarks.texts + cells.remarks.texts + maker.remarks.texts
    texts += remarks.texts
    return Content(
      runs: runs, models: chosen, settings: orderedSettings(runs).settings, metrics: metrics,
      testPart: testPart == .test ? .test : .validation,
      hasUpdates: histories.contains { $0.entries.contains { $0.updates != nil } },
      hasSeconds: histories.contains { $0.entries.contains { $0.seconds != nil } },
      notes: notes, remarks: texts)
  }

  /// Adds up seconds and updates where files have those of each epoch, which then do not grow.
  private mutating func addUp(_ histories: inout [RunHistory]) {
    func shrink(_ values: [Double], orStay: Bool) -> Bool {
      zip(values, values.dropFirst()).contains { $1 < $0 || orStay && $1 == $0 }
    }
    if histories.contains(where: { shrink($0.entries.compactMap(\.seconds), orStay: false) }) {
      notes.append("Seconds are those of each epoch; they are added up.")
      for index in histories.indices {
        var sum = 0.0
        for place in histories[index].entries.indices {
          sum += histories[index].entries[place].seconds ?? 0
          histories[index].entries[place].seconds = sum
        }
      }
    }
    if histories.contains(where: { shrink($0.entries.compactMap { $0.updates.map { Double($0) } }, orStay: true) }) {
      notes.append("Updates are those of each epoch; they are added up.")
      for index in histories.indices {
        var sum = 0
        for place in histories[index].entries.indices {
          sum += histories[index].entries[place].updates ?? 0
          histories[index].entries[place].updates = sum
        }
      }
    }
  }

  // MARK: Names

  private func name(_ run: RunRows) -> String {
    var words = ["model \(keys.models.texts[run.model])", "size \(run.size)"]
    if let replicate = run.replicate { words.append("replicate \(keys.replicates.texts[replicate])") }
    for (setting, value) in zip(keys.settings, run.settings) {
      words.append("\(setting.key) \(setting.values.texts[value])")
    }
    return words.joined(separator: ", ")
  }

  private mutating func addRemark(_ kind: String, _ origin: RowReference, _ text: String, _ run: RunRows) {
    let table = all.tables[origin.table]
    remarks.add(kind, "\(table.place(origin.row)): \(text) (\(name(run)))")
  }

  // MARK: What is there

  /// Test data, or validation data where nothing was measured on test data.
  private func testPart(_ histories: [RunHistory], _ parts: PartPlaces) throws -> Part {
    for part in [Part.test, .validation] {
      if histories.contains(where: { $0.entries.contains { parts.has(part, $0) } }) { return part }
    }
    throw failure(
      "\(all.tables[0].file): nothing was measured on test or validation data (columns: "
        + "\(listed(all.tables[0].columns.map { String($0.prefix(40)) }))); say which column was, as in --map "
        + "test_accuracy=COLUMN")
  }

  /// The metrics that are measured on `part`, the first of which leads.
  private mutating func metrics(_ part: Part, _ histories: [RunHistory]) throws -> [Metric] {
    let there = Metric.all.filter { metric in
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
      throw failure(
        "\(file): no metric was measured on \(part.name) data, only a loss; if that is the mean cross-entropy, add --map "
          + "\(part.name)_log_loss=\(loss ?? "COLUMN"), if the mean squared error, --map \(part.name)_mse=\(loss ?? "COLUMN")"
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
    return there.filter { $0 != .logLoss } + there.filter { $0 == .logLoss }
  }

  private func isMarkedDiverged(_ run: RunRows) -> Bool {
    (run.statusRows + run.rows).contains { reference in
      let roles = all.roles[reference.table]
      guard roles.areTrials, let column = roles[.status] else { return false }
      return all.tables[reference.table].string(reference.row, column) == "diverged"
    }
  }

  // MARK: Epochs

  /// Passes over epochs after which the leading metric was not measured. Training values that stand in rows of their own go
  /// to the next epoch after which it was.
  private mutating func dropUnmeasured(_ histories: inout [RunHistory], _ leading: Int, _ name: String) {
    let train = cells.slots.indices.filter { cells.slots[$0].part == .train }
    var (dropped, total, first, isApart) = (0, 0, nil as RowReference?, false)
    for index in histories.indices {
      let entries = histories[index].entries
      total += entries.count
      guard entries.contains(where: { $0.values[leading].isNaN }) else { continue }
      let areApart = !entries.contains { entry in
        !entry.values[leading].isNaN && train.contains { !entry.values[$0].isNaN }
      }
      var (kept, latest) = ([] as [Entry], nil as Entry?)
      for var entry in entries {
        if entry.values[leading].isNaN {
          if areApart, train.contains(where: { !entry.values[$0].isNaN }) {
            latest = entry
          } else {
            dropped += 1
            first = first ?? entry.origin
          }
          continue
        }
        if let values = latest?.values {
          for place in train { entry.values[place] = values[place] }
          (latest, isApart) = (nil, true)
        }
        kept.append(entry)
      }
      if kept.isEmpty, !histories[index].diverged, let origin = entries.first?.origin {
        addRemark(
          "runs without values", origin, "the run is passed over: it has no \(name)", histories[index].run)
      }
      histories[index].entries = kept
    }
    if isApart {
      notes.append("Training values are those of the last row with any before each row with \(name).")
    }
    if dropped > 0, let first {
      remarks.add(
        "unmeasured epochs",
        "\(all.tables[first.table].place(first.row)): \(name) is empty, here and in all in \(dropped) of \(total) "
          + "\(first.time == nil ? "rows" : "epochs"), which are passed over")
    }
  }

  /// Counts epochs from 1 and cuts histories before gaps; false if the records are no epochs but results of runs.
  private mutating func countEpochs(_ histories: inout [RunHistory]) throws -> Bool {
    guard histories.contains(where: { $0.entries.contains { $0.time != nil } }) else { return false }
    let times = histories.compactMap { $0.entries.first?.time }
    if histories.allSatisfy({ $0.entries.count <= 1 }), times.contains(where: { $0 > 1 }) {
      notes.append("Each run has one row, so that its epoch is when it ended, and is left out.")
      return false
    }
    let count = EpochCount(histories)
    if let note = count.note { notes.append(note) }
    if let first = histories.compactMap(\.entries.first).first,
      histories.allSatisfy({ $0.entries.first.map { !count.isAt(0, $0.time ?? 1) } ?? true })
    {
      throw failure(
        "\(all.tables[first.origin.table].place(first.origin.row)): the history begins with epoch "
          + "\(shown(first.time ?? 0)), where epochs should be counted from 0 or 1")
    }
    for index in histories.indices {
      let entries = histories[index].entries
      guard let end = entries.indices.first(where: { !count.isAt($0, entries[$0].time ?? 1) }) else { continue }
      let expected = shown(count.start + Double(end) * count.step)
      addRemark(
        "gaps", entries[end].origin,
        "epoch \(shown(entries[end].time ?? 0)) where \(expected) should be, so the history is cut before it; "
          + "\(counted(entries.count - end, "epoch")) passed over", histories[index].run)
      histories[index].entries.removeSubrange(end...)
      histories[index].diverged = false
    }
    return true
  }

  // MARK: Result

  /// The models to take, in their order; takes the runs of others out.
  private mutating func chosenModels(_ histories: inout [RunHistory]) throws -> [ForeignModel] {
    let used = Set(histories.map(\.run.model))
    let names = keys.models.texts.indices.filter(used.contains).map { keys.models.texts[$0] }
    for model in request.models where !names.contains(model.name) {
      let nearest = Suggestion.nearest(to: model.name, among: names).map { "; did you mean \(inQuotes($0))?" } ?? ""
      throw failure(
        "\(all.tables[0].file): there is no model \(inQuotes(model.name))\(nearest) (models: "
          + listed(names.map { String($0.prefix(40)) }) + ")")
    }
    let given = request.models.isEmpty ? names.map { ForeignModel(name: $0) } : request.models
    let kept = Set(given.map(\.name))
    if kept.count < names.count {
      notes.append(
        "Left out: \(counted(names.count - kept.count, "model")) (\(listed(names.filter { !kept.contains($0) }))).")
      histories = histories.filter { kept.contains(keys.models.texts[$0.run.model]) }
    }
    return given.map { model in
      let number = keys.models.texts.firstIndex(of: model.name) ?? 0
      var model = model
      let layers = LayerText.read(keys.hidden, of: number, names: layerColumn)
      if model.hidden == nil, !keys.hiddenVaries {
        model.hidden = layers.hidden
        model.depth = layers.depth
      }
      if model.parameters == nil, !keys.parametersVary {
        model.parameters = keys.parameters[number].flatMap { Double($0) }.flatMap { Int(exactly: $0) }
      }
      return model
    }
  }

  /// The name of the column of layers.
  private var layerColumn: String? {
    zip(all.tables, all.roles).lazy.compactMap { table, roles in roles[.hidden].map { table.columns[$0] } }.first
  }

  /// The settings with their values in order, and the place of each value by its number.
  private func orderedSettings(_ runs: [ForeignRun]) -> (settings: [ForeignSetting], places: [[String: Int]]) {
    let settings = keys.settings.indices.map { place in
      let used = Set(runs.map { $0.settings[place] })
      let texts = keys.settings[place].values.texts.filter { used.contains($0) && !$0.isEmpty }
      return ForeignSetting(key: keys.settings[place].key, values: inOrder(texts))
    }
    return (settings, settings.map { Dictionary(zip($0.values, 1...)) { first, _ in first } })
  }

  /// By value if all are numbers; otherwise as they appear.
  private func inOrder(_ texts: [String]) -> [String] {
    let numbers = texts.compactMap { text in Double(text).map { (text, $0) } }
    return numbers.count == texts.count ? numbers.sorted { $0.1 < $1.1 }.map(\.0) : texts
  }

  private func foreignRuns(
    _ histories: [RunHistory], hasEpochs: Bool, _ testPart: Part, _ metrics: [Metric]
  ) -> [ForeignRun] {
    let runs = histories.map { history in
      let run = history.run
      return ForeignRun(
        model: keys.models.texts[run.model], size: run.size, replicate: run.replicate.map { keys.replicates.texts[$0] },
        settings: zip(keys.settings, run.settings).map { $0.values.texts[$1] },
        history: records(history, testPart, metrics),
        hasEpochs: hasEpochs && history.entries.first?.time != nil || hasEpochs && history.diverged,
        diverged: history.diverged)
    }
    let models = request.models.isEmpty ? keys.models.texts : request.models.map(\.name)
    let modelPlaces = Dictionary(zip(models, 0...)) { first, _ in first }
    let valuePlaces = orderedSettings(runs).places
    let labels = inOrder(keys.replicates.texts)
    let labelPlaces = Dictionary(zip(labels, 0...)) { first, _ in first }
    func key(_ run: ForeignRun) -> [Int] {
      [modelPlaces[run.model] ?? 0] + zip(valuePlaces, run.settings).map { $0[$1] ?? 0 }
        + [run.size, run.replicate.flatMap { labelPlaces[$0] } ?? -1]
    }
    return runs.map { (key: key($0), run: $0) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.run)
  }

  private func records(_ history: RunHistory, _ testPart: Part, _ metrics: [Metric]) -> [EpochRecord] {
    history.entries.enumerated().map { index, entry in
      func score(_ part: Part) -> Score {
        var score = Score.unmeasured
        for (place, slot) in cells.slots.enumerated() where slot.part == part && !entry.values[place].isNaN {
          if let metric = slot.metric {
            if metrics.contains(metric) { score[metric] = entry.values[place] }
          } else {
            score.loss = entry.values[place]
          }
        }
        return score
      }
      let validation = testPart == .validation ? Score.unmeasured : score(.validation)
      return EpochRecord(
        epoch: index + 1, updates: entry.updates ?? 0, train: score(.train),
        validation: validation == .unmeasured ? nil : validation, test: score(testPart), seconds: entry.seconds ?? 0)
    }
  }
}

/// What the files hold, without what is known of the files themselves.
struct Content {
  var runs: [ForeignRun]
  var models: [ForeignModel]
  var settings: [ForeignSetting]
  var metrics: [Metric]
  var testPart: ForeignHistories.TestPart
  var hasUpdates = false
  var hasSeconds = false
  var notes: [String]
  var remarks: [String]
}
