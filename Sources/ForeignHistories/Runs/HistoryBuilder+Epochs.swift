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
      remarks.add(
        "unmeasured epochs",
        "\(all.tables[first.table].place(first.row)): \(name) is empty, here and in all in \(dropped) of \(total) "
          + "\(first.time == nil ? "rows" : "epochs"), which are passed over")
    }
  }

  /// Counts epochs from 1 and cuts histories before gaps; false if the records are no epochs but results of runs.
  mutating func countEpochs(_ histories: inout [RunHistory]) throws -> Bool {
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
}
