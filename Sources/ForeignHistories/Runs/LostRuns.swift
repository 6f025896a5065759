import NeuralNetwork

// Runs that were lost, which no model may win without.

extension HistoryBuilder {
  /// Says what those have to do who write empty cells for values that are no numbers; `lost` begins the sentence.
  static func hint(_ lost: String) -> String { "\(lost) diverged, write nan (pandas: na_rep='nan')" }

  /// The times at which any run has a value of the metric, by its place on validation and on test data: where one has a
  /// finite value, others were measured as well. Without metrics that some data leave undefined.
  func measuredTimes(_ metric: Metric, _ histories: [RunHistory]) -> [Int: Set<Double>] {
    guard metric.undefined == nil else { return [:] }
    let places = [Part.validation, .test].compactMap { cells.placeIfUsed(MeasuredCells.Slot($0, metric)) }
    return Dictionary(
      uniqueKeysWithValues: places.map { place in
        (place, Set(histories.lazy.flatMap(\.entries).filter { !$0.values[place].isNaN }.map { $0.time ?? 0 }))
      })
  }

  /// Takes runs without a value of the leading metric that failed, by a column of their states, as diverged.
  mutating func loseFailures(_ histories: inout [RunHistory], _ leading: Int, _ measured: String) {
    for index in histories.indices {
      let history = histories[index]
      guard !history.diverged, history.entries.allSatisfy({ $0.values[leading].isNaN }),
        let (row, state) = failedRow(of: history.run)
      else { continue }
      histories[index].diverged = true
      histories[index].entries = []
      addRemark(
        "lost runs", row, "\(state), and the run has no \(measured), so that it counts as one that diverged",
        history.run)
    }
  }

  /// The first row that says that the run failed, and how.
  private func failedRow(of run: RunRows) -> (row: RowReference, state: String)? {
    for reference in run.rows {
      let (table, roles) = (all.tables[reference.table], all.roles[reference.table])
      for column in roles.others where ColumnName(table.columns[column]).isOfStatus {
        let text = table.string(reference.row, column)
        if ColumnName.failures.contains(text.lowercased()) {
          return (reference, "\(inQuotes(table.columns[column])) is \(inQuotes(text))")
        }
      }
    }
    return nil
  }

  /// Says that Fathom's own histories do not tell which runs diverged, where no table of trials does.
  mutating func remarkOwnHistories() {
    guard areOwn, let table = all.roles.firstIndex(where: { $0.time != nil }), !all.roles.contains(where: \.areTrials)
    else { return }
    remarks.add(
      "tables",
      "\(all.tables[table].file): does not say which runs diverged, so that they seem to have ended; give Fathom's trials.tsv "
        + "with it")
  }
}
