import Study

/// The draws of the data and of the initial weights that runs share, where columns have their numbers.
struct CrossedDraws {
  /// The replicates, numbered as Fathom numbers them; nil if no column says that they share draws.
  let replicates: Replicates?

  /// Reads the draws of all runs.
  ///
  /// - Throws: if the number of a replicate does not follow from its draws, as in `Replicates/draws(of:)`.
  init(_ histories: [RunHistory], _ builder: HistoryBuilder) throws {
    var found: [(replicate: Int, data: Int, initialWeights: Int, place: String)] = []
    for run in histories.map(\.run) {
      guard let row = run.rows.first(where: { builder.all.roles[$0.table].draws != nil }),
        let columns = builder.all.roles[row.table].draws
      else { continue }
      let table = builder.all.tables[row.table]
      let numbers = [columns.data, columns.initialWeights].map {
        Number(table[row.row, $0]).value.flatMap(Int.init(exactly:))
      }
      let label = run.replicate.flatMap { Int(builder.keys.replicates.texts[$0]) }
      guard let label, let data = numbers[0], let weights = numbers[1],
        [label, data, weights].allSatisfy(Self.numbers.contains)
      else {
        throw failure(
          "\(table.place(row.row)): \(ColumnName.draws.joined(separator: " and ")) say which draws replicates share, and need whole "
            + "numbers from 1, as the replicate does; correct them, or leave both columns out (--ignore)")
      }
      found.append((label, data, weights, table.place(row.row)))
    }
    guard !found.isEmpty else {
      replicates = nil
      return
    }
    // Of the second draw of the data and those after it, the numbers say how many initial weights there are.
    let weights =
      found.lazy.filter { $0.data > 1 }.map { ($0.replicate - $0.initialWeights) / ($0.data - 1) }.first
      ?? found.map(\.initialWeights).max() ?? 1
    let crossed = Replicates.crossed(
      data: max(found.map(\.data).max() ?? 1, 2), initialWeights: max(weights, 2))
    for run in found {
      let draws = crossed.draws(of: run.replicate)
      guard draws.data == run.data, draws.initialWeights == run.initialWeights else {
        throw failure(
          "\(run.place): replicate \(run.replicate) would have draw \(draws.data) of the data and \(draws.initialWeights) of the initial "
            + "weights, and has \(run.data) and \(run.initialWeights); number replicates as in Fathom's tables, or leave "
            + "\(ColumnName.draws.joined(separator: " and ")) out (--ignore)")
      }
    }
    replicates = crossed
  }

  private static let numbers = 1...Replicates.most
}
