import Analysis
import ArgumentParser
import Reporting
import Workflow

struct Curves: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the learning curves as a table, where they cross, and where they lead.",
    discussion: """
      Means over replicates with 95 % bootstrap intervals; all measures in tsv, csv and json, or with --columns. On screen \
      the crossovers and the best fits follow; fathom export has them whole. With --target, the training samples that each curve needs for a \
      test accuracy instead: "reached" within the sizes measured, interpolated between two of them; "extrapolated" beyond \
      the largest, by the family of curves that best predicts the largest sizes from the others; else "more than the \
      largest size", or "not reached" where it may take no more than that. An empty upper end of the interval lies beyond the largest size. fathom plot --figure errors --target \
      draws it.
      """)

  @OptionGroup var folder: FolderArgument
  @Option(help: "A test accuracy, such as 0.95 or 95%: how many training samples would be needed?")
  var target: Share?
  @OptionGroup var table: TableOptions

  func validate() throws {
    try target?.checkAccuracy("--target")
  }

  func run() throws {
    let output = try folder.output()
    if let target = target?.value {
      let needs = DataNeedsTable.table(output.analysis, target: target)
      guard !needs.rows.isEmpty else {
        throw WorkflowError("--target: takes learning curves of at least two training-set sizes")
      }
      try Terminal.print(table.text(needs))
      return
    }
    try Terminal.print(table.text(of: .curves, in: output))
    guard table.format == .table, table.selection.isUsual else { return }
    for (title, name) in [("Crossovers", ResultTable.crossovers), ("Best fits", .fits)] {
      let table = ScreenTable.cut(output.table(name), name)
      if !table.rows.isEmpty {
        try Terminal.print("\n\(title)\n\n" + TableFormat.table.write(table, width: Terminal.width))
      }
    }
  }
}
