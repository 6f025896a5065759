import NeuralNetwork

// What becomes of the epochs of histories.

extension HistoryBuilder {
  /// Adds up seconds and updates where files have those of each epoch, which then do not grow.
  mutating func addUp(_ histories: inout [RunHistory]) {
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

  /// Passes over epochs after which the leading metric was not measured. Training values that stand in rows of their own go
  /// to the next epoch after which it was.
  mutating func dropUnmeasured(_ histories: inout [RunHistory], _ leading: Int, _ name: String) {
    let train = cells.slots.indices.filter { cells.slots[$0].part == .train }
    var (total, isApart) = (0, false)
    // Epochs without a value, and those with one that is not finite.
    var (empty, bad) = ([] as [RowReference], [] as [RowReference])
    for index in histories.indices {
      let entries = histories[index].entries
      total += entries.count
      guard entries.isEmpty || entries.contains(where: { $0.values[leading].isNaN }) else { continue }
      let areApart = !entries.contains { entry in
        !entry.values[leading].isNaN && train.contains { !entry.values[$0].isNaN }
      }
      var (kept, latest) = ([] as [Entry], nil as Entry?)
      for var entry in entries {
        if entry.values[leading].isNaN {
          if areApart, train.contains(where: { !entry.values[$0].isNaN }) {
            latest = entry
          } else {
            if entry.notFinite.contains(leading) {
              bad.append(entry.origin(of: leading))
            } else {
              empty.append(entry.origin)
            }
          }
          continue
        }
        if let values = latest?.values {
          for place in train { entry.values[place] = values[place] }
          (latest, isApart) = (nil, true)
        }
        kept.append(entry)
      }
      if kept.isEmpty, !histories[index].diverged,
        let origin = entries.first?.origin ?? histories[index].run.rows.first
      {
        addRemark(
          "runs without values", origin,
          "the run is passed over: it has no \(name); \(Self.hint("if it"))", histories[index].run)
      }
      histories[index].entries = kept
    }
    if isApart {
      notes.append("Training values are those of the last row with any before each row with \(name).")
    }
    let isResult = histories.allSatisfy { $0.entries.count <= 1 }
    for (origins, what) in [(empty, "empty"), (bad, "no finite number")] {
      guard let first = origins.first else { continue }
      let (unit, others) = (first.time == nil ? "row" : self.unit, origins.count - 1)
      remarks.add(
        "unmeasured epochs",
        "\(all.tables[first.table].place(first.row)): \(name) is \(what), "
          + (others == 0
            ? "so that this \(unit), one of \(total), is passed over"
            : "here and in \(others) more of \(total) \(unit)s, which are passed over")
          + (isResult ? onlyResults(leading) : ""))
    }
  }

  /// Says that runs have one value each of what leads, and how epochs are kept if validation data have more.
  private func onlyResults(_ leading: Int) -> String {
    let words = "; each run has one such value, which is taken as its result, so that there are no epochs"
    let slot = cells.slots[leading]
    guard slot.part == .test, cells.placeIfUsed(MeasuredCells.Slot(.validation, slot.metric)) != nil else {
      return words
    }
    let columns = zip(all.tables, all.roles).flatMap { table, roles in
      roles.measured.filter { $0.measurement.part == .test }.map { table.columns[$0.column] }
    }
    guard !columns.isEmpty else { return words }
    return words + " (to keep them, with validation data in place of test data: --ignore "
      + Set(columns).sorted().joined(separator: ",") + ")"
  }

  /// The name of a loss that a run has no more, and the first epoch without it.
  typealias EmptyEnd = (loss: String, entry: Entry)

  /// Ends runs where their losses do, and what is at `leading` if that is given.
  func cutEmptyEnds(_ histories: inout [RunHistory], _ parts: PartPlaces, without leading: Int? = nil) -> [EmptyEnd] {
    // If losses are those of the first epoch in all runs, they were logged there alone.
    guard histories.contains(where: { $0.entries.count > 1 && $0.entries.prefix(2).allSatisfy(parts.hasLoss) }) else {
      return []
    }
    return histories.indices.compactMap { index in
      histories[index].cutEmptyEnd(parts, without: leading) { cells.slots[$0].name }
    }
  }

  /// Says in how many of `count` runs losses end early.
  mutating func remarkEnds(_ ends: [EmptyEnd], of count: Int) {
    guard
      let first = ends.min(by: {
        ($0.entry.origin.table, $0.entry.origin.row) < ($1.entry.origin.table, $1.entry.origin.row)
      })
    else { return }
    let origin = first.entry.origin
    remarks.add(
      "runs that end early",
      "\(all.tables[origin.table].place(origin.row)): \(first.loss) is empty from here to the end of the run, as in "
        + "\(ends.count) of \(counted(count, "run")); such runs end before it. "
        + Self.hint("If they"))
  }

  /// Counts epochs from 1 and leaves out runs with gaps; false if the records are no epochs but results of runs.
  ///
  /// - Parameter measured: what epochs without it were passed over for.
  mutating func countEpochs(_ histories: inout [RunHistory], _ measured: String) throws -> Bool {
    guard histories.contains(where: { $0.entries.contains { $0.time != nil } }) else { return false }
    let times = histories.compactMap { $0.entries.first?.time }
    if histories.allSatisfy({ $0.entries.count <= 1 }), times.contains(where: { $0 > 1 }) {
      notes.append("Each run has one row, its result; the epoch there, which is that of its end, is left out.")
      return false
    }
    let count = EpochCount(histories)
    if histories.contains(where: { count.hole(in: $0.entries) != nil }), haveOwnSteps(histories) {
      noteOwnSteps(histories)
      return true
    }
    if let note = count.note(unit) {
      // Where steps are counted, readers of figures have to know it, too.
      if count.step == 1 {
        notes.append(note)
      } else {
        remarks.add("counts of epochs", note)
        measuredEpochs = unit == "epoch" ? count.times : "\(unit)s \(count.times)"
      }
    }
    if let first = histories.compactMap(\.entries.first).first,
      histories.allSatisfy({ $0.entries.first.map { count.number($0.time ?? 1) != 1 } ?? true })
    {
      throw failure(
        "\(all.tables[first.origin.table].place(first.origin.row)): the history begins with \(unit) "
          + "\(shown(first.time ?? 0)), "
          + (unit == "epoch"
            ? "where epochs should be counted from 0 or 1\(wayOut(histories).map { "; \($0)" } ?? "")"
            : "and \(ownStepsWayOut); \(wayOut(histories) ?? numbering)"))
    }
    try leaveOutGaps(&histories, count, measured)
    return true
  }

  private var unit: String { all.unit }

  /// What steps must be.
  private var ownStepsWayOut: String {
    "\(inQuotes(timeColumn)) has to count from 0 by equal steps, the same in all runs of a model and size"
  }

  private var numbering: String { "or number the measurements of each run 1, 2, 3, … in a column epoch" }

  private var timeColumn: String {
    zip(all.tables, all.roles).lazy.compactMap { table, roles in roles.time.map { table.columns[$0] } }.first ?? unit
  }

  /// Whether each run goes by equal steps, which are the same in all runs of a model and size, as programs write them that
  /// measure once an epoch, whose steps are more where there are more samples.
  private func haveOwnSteps(_ histories: [RunHistory]) -> Bool {
    guard unit == "step" else { return false }
    var steps: [[Int]: [Double]] = [:]
    return histories.allSatisfy { history in
      let times = history.entries.compactMap(\.time)
      guard times.count > 1 else { return true }
      let start = Array(times.prefix(2))
      return EpochCount.areEven(times)
        && steps.updateValue(start, forKey: [history.run.model, history.run.size]) ?? start == start
    }
  }

  private mutating func noteOwnSteps(_ histories: [RunHistory]) {
    let longer = histories.filter { $0.entries.count > 1 }
    func words(_ history: RunHistory) -> String {
      history.entries.prefix(3).map { shown($0.time ?? 0) }.joined(separator: ", ") + " (\(name(history.run)))"
    }
    let other = longer.first { $0.entries[1].time != longer[0].entries[1].time }
    let examples = (longer.prefix(1) + [other].compactMap(\.self)).map(words).joined(separator: " and ")
    remarks.add(
      "counts of steps", "steps differ between sizes or models, and are counted as 1, 2, 3, … in each: \(examples)")
    measuredEpochs = "at steps of each size or model"
  }

  /// Leaves out runs in which epochs are missing before others, or that have others: cut short, they would be in means with
  /// whole ones. Of a run that diverged, only that counts, so its first epochs are kept.
  ///
  /// - Throws: if these are most runs, so that the others stand for nothing, or all of a model or size.
  private mutating func leaveOutGaps(
    _ histories: inout [RunHistory], _ count: EpochCount, _ measured: String
  ) throws {
    let holes = histories.map { count.hole(in: $0.entries) }
    let withHole = holes.count { $0 != nil }
    let longer = histories.count { $0.entries.count > 1 }
    guard let first = holes.firstIndex(where: { $0 != nil }) else { return }
    func missing(_ entries: [Entry], _ hole: Int) -> String {
      let time = entries[hole].time ?? 0
      return count.number(time) == nil
        ? "\(unit) \(shown(time)) is none of \(count.times)"
        : "\(unit) \(shown(count.start + Double(hole) * count.step)) is missing or has no \(measured), and "
          + "\(unit) \(shown(time)) follows"
    }
    func refusal(_ index: Int, _ runs: String, _ wayOut: String?) -> any Error {
      let (entries, hole) = (histories[index].entries, holes[index] ?? 0)
      let times = entries.prefix(4).map { shown($0.time ?? 0) }.joined(separator: ", ")
      let origin = entries[hole].origin
      if let other = counterpart(of: entries, hole, histories, count) {
        return failure(
          "\(all.tables[origin.table].place(origin.row)): the history begins with epoch \(shown(entries[0].time ?? 0)) "
            + "(\(name(histories[index].run))), where that at \(all.tables[other.table].place(other.row)) begins with epoch "
            + "\(shown(count.start)); count epochs from the same number in all runs")
      }
      let list = "\(times)\(entries.count > 4 ? ", …" : "")"
      guard !EpochCount.areEven(entries.map { $0.time ?? 0 }) else {
        return failure(
          "\(all.tables[origin.table].place(origin.row)): the \(unit)s \(list) (\(name(histories[index].run))) are not those "
            + "of other runs, as in \(runs); "
            + (wayOut
              ?? (unit == "epoch"
                ? "measure all runs at the same epochs, or import those with the same ones by themselves"
                : "\(ownStepsWayOut); \(numbering)"))
        )
      }
      return failure(
        "\(all.tables[origin.table].place(origin.row)): \(missing(entries, hole)) (\(name(histories[index].run))); the "
          + "\(unit)s \(list) are not one after the other, as in \(runs); "
          + (wayOut ?? "keep rows at equal steps, such as \(unit)s 10, 20, 30, …, or fill in what is missing"))
    }
    // Of runs that count from 0 and as many that count from 1, none are odd.
    let isTie =
      2 * withHole == longer && counterpart(of: histories[first].entries, holes[first] ?? 0, histories, count) != nil
    guard 2 * withHole <= longer, !isTie else {
      throw refusal(first, "\(withHole) of \(counted(histories.count, "run"))", wayOut(histories))
    }
    for group in groups {
      let kept = Set(
        zip(histories, holes).filter { $0.diverged || !$0.entries.isEmpty && $1 == nil }.map { group.key($0.0.run) })
      guard
        let lost = histories.indices.first(where: { holes[$0] != nil && !kept.contains(group.key(histories[$0].run)) })
      else { continue }
      let own = histories.filter { group.key($0.run) == group.key(histories[lost].run) }
      let name = group.name(histories[lost].run)
      let alone = EpochCount(own)
      throw refusal(
        lost, "\(own.count { count.hole(in: $0.entries) != nil }) of \(counted(own.count, "run")) of \(name)",
        own.contains { !$0.entries.isEmpty && alone.hole(in: $0.entries) == nil }
          ? "import \(name) by itself" : nil)
    }
    for index in histories.indices {
      guard let hole = holes[index] else { continue }
      let entries = histories[index].entries
      let diverged = histories[index].diverged
      addRemark(
        "gaps", entries[hole].origin,
        "\(missing(entries, hole)), so the run is \(diverged ? "cut before it" : "left out"), as "
          + (withHole == 1 ? "the only one of" : "are \(withHole) of") + " \(counted(histories.count, "run"))",
        histories[index].run)
      histories[index].entries.removeSubrange((diverged ? hole : 0)...)
    }
  }

  /// The first row of a run that counts epochs from 0, where this one counts them from 1, or the other way round.
  private func counterpart(
    of entries: [Entry], _ hole: Int, _ histories: [RunHistory], _ count: EpochCount
  ) -> RowReference? {
    guard hole == 0, count.step == 1, let first = entries.first?.time, first + count.start == 1 else { return nil }
    return histories.lazy.compactMap(\.entries.first).first { $0.time == count.start }?.origin
  }

  /// What to take out of runs so that the epochs of most are equally far apart: their first or their last; nil if all are so
  /// already, or that is not enough.
  private func wayOut(_ histories: [RunHistory]) -> String? {
    let runs = histories.map { $0.entries.map { $0.time ?? 0 } }.filter { $0.count > 2 }
    let odd = runs.filter { !EpochCount.areEven($0) }
    for (place, verb) in [("first", "begins"), ("last", "ends")] {
      func rest(_ times: [Double]) -> ArraySlice<Double> { place == "first" ? times.dropFirst() : times.dropLast() }
      guard let kept = odd.lazy.map(rest).first(where: EpochCount.areEven) else { continue }
      func fits(_ times: ArraySlice<Double>) -> Bool {
        EpochCount.areEven(times) && times.prefix(2).elementsEqual(kept.prefix(2))
      }
      let mended = odd.filter { fits(rest($0)) }
      guard 2 * (mended.count + runs.count { fits($0[...]) }) > runs.count else { continue }
      let epochs = Set(mended.map { place == "first" ? $0[0] : $0[$0.count - 1] })
      let rows =
        epochs.count == 1
        ? "the rows of \(unit) \(epochs.map(shown).joined())"
        : "the \(place) row of each run" + (mended.count < runs.count ? " that \(verb) elsewhere" : "")
      return "take out \(rows), and \(kept.prefix(3).map(shown).joined(separator: ", ")), … are counted as 1, 2, 3, …"
    }
    return nil
  }
}
