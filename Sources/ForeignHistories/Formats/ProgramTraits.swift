/// What tells the program that wrote a table.
enum ProgramTraits {
  /// The name of this program.
  static let own = "Fathom"

  /// The program that writes such columns; nil if several do.
  static func program(of table: ForeignTable) -> String? {
    let columns = Set(table.columns)
    // trials.tsv and epochs.tsv.
    if columns.isSuperset(of: ["model", "hidden_layers", "parameters", "size", "replicate", "epoch", "updates"]) {
      return own
    }
    // CSVLogger has the names of History.history, in the order of the alphabet; pandas writes that without a name for epochs.
    if columns.contains("loss"), columns.contains(where: { $0.hasPrefix("val_") }),
      table.columns.first == "epoch" || EpochsWithoutName.areEpochs(table)
    {
      return "Keras"
    }
    // metrics.csv has training and validation values in separate rows, with empty cells for the others.
    let isOfParts = columns.contains { $0.hasPrefix("train_") || $0.hasPrefix("val_") }
    let hasEmptyCells = (0..<min(table.rowCount, 10)).contains { row in
      table.columns.indices.contains { table[row, $0].isEmpty }
    }
    // Hugging Face does so, too, and calls them eval_….
    let isOfOthers = columns.contains { $0.hasPrefix("eval_") }
    if columns.isSuperset(of: ["epoch", "step"]), isOfParts, hasEmptyCells, !isOfOthers { return "Lightning" }
    return nil
  }
}
