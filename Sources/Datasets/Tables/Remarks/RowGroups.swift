import ElementaryFunctions

/// The rows of each value of a column, and whether they look like measurements of one and the same, such as a patient.
struct RowGroups {
  let names: RepeatedNames
  /// The rows of the values that several have, in the order of the values.
  private let groups: [[Int]]
  /// Whether the order of the values means something, as it does for numbers.
  private let isOrdered: Bool
  /// Whether the values are whole numbers from 0 to less than ten, which count something unless a name says otherwise.
  private let areCounts: Bool

  /// The rows by their value; NaN is none. Nil if some value is no whole number, or few are repeated.
  init?(_ values: some Collection<Double>, isOrdered: Bool) {
    guard values.allSatisfy({ $0.isNaN || $0 == $0.rounded() }) else { return nil }
    var rows: [Double: [Int]] = [:]
    for (row, value) in values.enumerated() where !value.isNaN { rows[value, default: []].append(row) }
    names = RepeatedNames(counts: rows.values.map(\.count))
    guard names.areMany else { return nil }
    groups = rows.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map(\.value)
    self.isOrdered = isOrdered
    areCounts = isOrdered && rows.keys.min() == 0 && rows.keys.allSatisfy { $0 < 10 }
  }

  /// The fewest values of a column whose name says nothing.
  private static let fewest = 20

  /// Whether the column's name, or what rows of one value have in common, says that they belong together.
  func areSuspected(named name: String, _ table: MeasuredRows, besides column: Int?) -> Bool {
    if RepeatedNames.areUsual(in: name), !areCounts || UnmeasuredNumbers.areNamed(name) { return true }
    guard names.different >= Self.fewest else { return false }
    return share(table.targets) || areAlike(in: table.columns.filter { $0.place != column }.map(\.values))
  }

  /// Whether nearly all rows of one value have the same target, where chance would make that so for at most half of the values.
  private func share(_ targets: [Double]) -> Bool {
    var counts: [Double: Int] = [:]
    for target in targets { counts[target, default: 0] += 1 }
    let shares = counts.values.map { Double($0) / Double(targets.count) }
    // Groups of one size have the same chance.
    var chances: [Int: Double] = [:]
    let expected = groups.reduce(0.0) { sum, rows in
      let chance = chances[rows.count] ?? shares.reduce(0) { $0 + Double.pow($1, rows.count) }
      chances[rows.count] = chance
      return sum + chance
    }
    guard 2 * expected <= Double(groups.count) else { return false }
    let pure = groups.compactMap { rows in rows.allSatisfy { targets[$0] == targets[rows[0]] } ? targets[rows[0]] : nil
    }
    guard 20 * pure.count >= 19 * groups.count else { return false }
    guard isOrdered else { return true }
    // A measured number has targets in few stretches, and neighbouring names have those that chance gives.
    let changes = zip(pure, pure.dropFirst()).count { $0 != $1 }
    let byChance = Double(pure.count - 1) * (1 - shares.reduce(0) { $0 + $1 * $1 })
    return 2 * Double(changes) >= byChance
  }

  /// The fewest columns that say whether rows are alike.
  private static let fewestColumns = 3

  /// Whether, in most columns of numbers, the variance among rows of one value is less than a quarter of that among all, and
  /// neighbouring values are not alike, as those of a measured number would be.
  private func areAlike(in columns: [[Double]]) -> Bool {
    let varying = columns.filter { column in column.contains { $0 != column[0] } }
    guard varying.count >= Self.fewestColumns else { return false }
    return 2 * varying.count(where: areAlike) > varying.count
  }

  private func areAlike(_ column: [Double]) -> Bool {
    let count = groups.reduce(0) { $0 + $1.count }
    guard count > groups.count, groups.count > 2 else { return false }
    let means = groups.map { rows in rows.reduce(0) { $0 + column[$1] } / Double(rows.count) }
    let mean = zip(groups, means).reduce(0) { $0 + Double($1.0.count) * $1.1 } / Double(count)
    var (within, total) = (0.0, 0.0)
    for (rows, own) in zip(groups, means) {
      for row in rows {
        within += (column[row] - own) * (column[row] - own)
        total += (column[row] - mean) * (column[row] - mean)
      }
    }
    guard 4 * within / Double(count - groups.count) < total / Double(count - 1) else { return false }
    guard isOrdered else { return true }
    // Differences of neighbours, squared, are on average twice the variance if their order says nothing.
    let centre = means.reduce(0, +) / Double(means.count)
    let variance = means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(means.count - 1)
    let differences = zip(means, means.dropFirst()).reduce(0) { $0 + ($1.1 - $1.0) * ($1.1 - $1.0) }
    return differences / Double(means.count - 1) > variance
  }
}

/// What the rows of a table have besides the column that may group them.
struct MeasuredRows {
  /// Some columns of numbers by their place, with the mean where a value is missing.
  let columns: [(place: Int, values: [Double])]
  /// The class or the quantity of each row.
  let targets: [Double]

  /// The most columns that are compared.
  private static let mostColumns = 20

  init(_ columns: [ColumnValues], _ rows: [Int], _ table: EncodedTable) {
    self.columns = columns.indices.lazy.filter { !columns[$0].isOfTexts }.prefix(Self.mostColumns + 1).map { place in
      let values = rows.map { columns[place].values[$0] }
      let present = values.filter { !$0.isNaN }
      let mean = present.reduce(0, +) / Double(max(present.count, 1))
      return (place, values.map { $0.isNaN ? mean : $0 })
    }
    targets = table.quantity?.values ?? table.labels.map { Double($0) }
  }
}
