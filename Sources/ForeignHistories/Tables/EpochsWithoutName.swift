/// The first column of a table where it has no name, as pandas writes the index of its rows: epochs, if the rows are of a
/// history, or else numbers of rows.
enum EpochsWithoutName {
  /// What pandas calls such a column when it has read it again.
  private static let unnamed: Set = ["", "unnamed_0"]
  /// Of `History.history`, beside what is measured.
  private static let rates: Set = ["lr", "learning_rate"]

  static func isUnnamed(_ table: ForeignTable, _ column: Int) -> Bool {
    column == 0 && unnamed.contains(ColumnName(table.columns[column]).text)
  }

  /// Whether the first column counts epochs: it begins again with each run, or it counts the rows of a table with measurements
  /// alone, which nothing else tells apart.
  static func areEpochs(_ table: ForeignTable) -> Bool {
    let names = table.columns.map(ColumnName.init)
    guard isUnnamed(table, 0), !names.contains(where: { $0.field?.field == .epoch || $0.field?.field == .step }) else {
      return false
    }
    let numbers = (0..<table.rowCount).map { Number(table[$0, 0]).value }
    guard let first = numbers.first ?? nil, first == 0 || first == 1, numbers.count > 1,
      zip(numbers, numbers.dropFirst()).allSatisfy({ one, next in next == first || one.map { $0 + 1 } == next })
    else { return false }
    guard numbers.dropFirst().contains(first) else { return isHistory(names.dropFirst()) }
    // Numbers of the rows of results begin again, too, where tables were put together.
    let ofRuns = names.indices.filter { place in
      names[place].field.map { [.model, .size, .replicate, .run].contains($0.field) } ?? false
    }
    let later = numbers.indices.dropFirst().filter { numbers[$0] != first }
    return !later.isEmpty && later.allSatisfy { row in ofRuns.allSatisfy { table[row, $0] == table[row - 1, $0] } }
  }

  /// Whether columns are those of a history: what is measured, metrics that are not known on training and validation data, and
  /// the learning rate.
  private static func isHistory(_ names: some Collection<ColumnName>) -> Bool {
    let texts = Set(names.map(\.text))
    return names.contains { $0.measurement?.measurement.quantity.isLoss == true }
      && names.allSatisfy { name in
        name.measurement != nil || name.isOtherMetric || rates.contains(name.text)
          || texts.contains("val_" + name.text)
          || name.text.hasPrefix("val_") && texts.contains(String(name.text.dropFirst(4)))
      }
  }
}
