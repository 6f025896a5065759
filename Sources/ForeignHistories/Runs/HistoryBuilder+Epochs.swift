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
      let isResult = histories.allSatisfy { $0.entries.count <= 1 }
      remarks.add(
        "unmeasured epochs",
        "\(all.tables[first.table].place(first.row)): \(name) is empty, here and in all in \(dropped) of \(total) "
          + "\(first.time == nil ? "rows" : "epochs"), which are passed over" + (isResult ? onlyResults(leading) : ""))
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

  /// Ends runs where their losses do, and says in how many.
  mutating func cutEmptyEnds(_ histories: inout [RunHistory], _ parts: PartPlaces) {
    let slots = cells.slots
    var cut: [(loss: String, entry: Entry)] = []
    for index in histories.indices {
      if let end = histories[index].cutEmptyEnd(parts, names: { slots[$0].name }) { cut.append(end) }
    }
    guard let first = cut.first else { return }
    let origin = first.entry.origin
    remarks.add(
      "runs that end early",
      "\(all.tables[origin.table].place(origin.row)): \(first.loss) is empty from here to the end of the run, as in "
        + "\(cut.count) of \(counted(histories.count, "run")); such runs end before it. If they diverged, write nan (pandas: "
        + "na_rep='nan')")
  }

  /// Counts epochs from 1 and leaves out runs with gaps; false if the records are no epochs but results of runs.
  ///
  /// - Parameter measured: what epochs without it were passed over for.
  mutating func countEpochs(_ histories: inout [RunHistory], _ measured: String) throws -> Bool {
    guard histories.contains(where: { $0.entries.contains { $0.time != nil } }) else { return false }
    let times = histories.compactMap { $0.entries.first?.time }
    if histories.allSatisfy({ $0.entries.count <= 1 }), times.contains(where: { $0 > 1 }) {
      notes.append("Each run has one row, so that its epoch is when it ended, and is left out.")
      return false
    }
    let count = EpochCount(histories)
    if let note = count.note {
      // Where steps are counted, readers of figures have to know it, too.
      if count.step == 1 { notes.append(note) } else { remarks.add("counts of epochs", note) }
    }
    if let first = histories.compactMap(\.entries.first).first,
      histories.allSatisfy({ $0.entries.first.map { count.number($0.time ?? 1) != 1 } ?? true })
    {
      throw failure(
        "\(all.tables[first.origin.table].place(first.origin.row)): the history begins with epoch "
          + "\(shown(first.time ?? 0)), where epochs should be counted from 0 or 1"
          + (Self.wayOut(histories.first { !$0.entries.isEmpty }?.entries ?? []).map { "; \($0)" } ?? ""))
    }
    try leaveOutGaps(&histories, count, measured)
    return true
  }

  /// Leaves out runs in which epochs are missing before others: cut short, they would be in means with whole ones. Of a run
  /// that diverged, only that counts, so its first epochs are kept.
  ///
  /// - Throws: if these are most runs, so that the others stand for nothing.
  private mutating func leaveOutGaps(
    _ histories: inout [RunHistory], _ count: EpochCount, _ measured: String
  ) throws {
    let holes = histories.map { count.hole(in: $0.entries) }
    let withHole = holes.count { $0 != nil }
    let longer = histories.count { $0.entries.count > 1 }
    guard let first = holes.firstIndex(where: { $0 != nil }), let hole = holes[first] else { return }
    let entries = histories[first].entries
    func missing(_ entries: [Entry], _ hole: Int) -> String {
      "epoch \(shown(count.start + Double(hole) * count.step)) is missing or has no \(measured), and epoch "
        + "\(shown(entries[hole].time ?? 0)) follows"
    }
    guard 2 * withHole <= longer else {
      let times = entries.prefix(4).map { shown($0.time ?? 0) }.joined(separator: ", ")
      let origin = entries[hole].origin
      throw failure(
        "\(all.tables[origin.table].place(origin.row)): \(missing(entries, hole)) (\(name(histories[first].run))); the "
          + "epochs \(times)\(entries.count > 4 ? ", …" : "") are not one after the other, as in \(withHole) of "
          + "\(counted(histories.count, "run")); "
          + (Self.wayOut(entries)
            ?? "keep rows at equal steps, such as epochs 10, 20, 30, …, or fill in what is missing"))
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

  /// What to take out so that epochs are equally far apart: the first or the last of them; nil if that is not enough.
  private static func wayOut(_ entries: [Entry]) -> String? {
    let times = entries.map { $0.time ?? 0 }
    guard times.count > 2 else { return nil }
    for (rest, odd) in [(times.dropFirst(), times[0]), (times.dropLast(), times[times.count - 1])]
    where EpochCount.areEven(rest) {
      let counted = rest.prefix(3).map(shown).joined(separator: ", ")
      return "take out the rows of epoch \(shown(odd)), and \(counted), … are counted as 1, 2, 3, …"
    }
    return nil
  }
}
