import Datasets

// Runs whose values are on another scale than those of the others.

extension HistoryBuilder {
  /// The largest value of a run in a column, as its file has it.
  private struct Largest {
    var value: Double
    var run: RunRows
    var origin: RowReference
    var column: Int
  }

  /// How many times as large as the values of a run those of another of the same model are, and of another model, where the
  /// one are taken for fractions and the others for percentages. Beyond ``mostTimes``, a run has learnt nothing.
  private static let (timesOfModel, timesOfOthers, mostTimes) = (20.0, 50.0, 500.0)

  /// Refuses metrics that seem to be percentages in some runs and fractions in others. Only those of one size are compared, as
  /// errors of 20 % and of 0.2 % may well be of few samples and of many.
  func checkScales() throws {
    guard cells.hasPercentages else { return }
    var largest: [MeasuredCells.Slot: [Largest]] = [:]
    for run in keys.runs {
      var own: [MeasuredCells.Slot: Largest] = [:]
      for origin in run.rows {
        for cell in try cells.cells(origin.row, origin.table) where cells.mayBeMixed(cell) {
          guard let value = Number(all.tables[origin.table][origin.row, cell.column]).value,
            value > own[cell.slot]?.value ?? 0
          else { continue }
          own[cell.slot] = Largest(value: value, run: run, origin: origin, column: cell.column)
        }
      }
      for (slot, item) in own { largest[slot, default: []].append(item) }
    }
    for (_, items) in largest.sorted(by: { $0.key.index < $1.key.index }) {
      for ofSize in Dictionary(grouping: items, by: \.run.size).sorted(by: { $0.key < $1.key }).map(\.value) {
        try refuseMixed(ofSize)
      }
    }
  }

  private func refuseMixed(_ items: [Largest]) throws {
    func top(_ items: [Largest]) -> Largest? { items.max { $0.value < $1.value } }
    let (all, ofModels) = (top(items), Dictionary(grouping: items, by: \.run.model).mapValues(top))
    for item in items where item.value <= 1 {
      for (other, times) in [(ofModels[item.run.model] ?? nil, Self.timesOfModel), (all, Self.timesOfOthers)] {
        guard let other, times...Self.mostTimes ~= other.value / item.value else { continue }
        let tables = self.all.tables
        let (table, another) = (tables[item.origin.table], tables[other.origin.table])
        throw failure(
          "\(table.place(item.origin.row)): \(inQuotes(table.columns[item.column])) is \(item.value), the most in its run "
            + "(\(name(item.run))), and \(other.value) at \(another.place(other.origin.row)), so that fractions and "
            + "percentages seem to be mixed; write all as fractions")
      }
    }
  }
}
