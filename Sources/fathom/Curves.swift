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
      test accuracy instead: measured where a curve gets there, otherwise by the family of curves that best predicts its \
      largest sizes from the others, or that the curves do not tell.
      """)

  @OptionGroup var folder: FolderArgument
  @Option(help: "A test accuracy, such as 0.95 or 95%: how many training samples would be needed?")
  var target: Share?
  @OptionGroup var table: TableOptions

  func validate() throws {
    if let target = target?.value, !(target > 0 && target < 1) {
      throw ValidationError("--target: \(target) is no accuracy between 0 and 1, such as 0.95 or 95%")
    }
  }

  func run() throws {
    let output = try folder.output()
    if let target = target?.value {
      guard !output.analysis.fittedCurves.isEmpty else {
        throw WorkflowError("--target: takes learning curves of at least \(FittedCurve.fewestSizes) training-set sizes")
      }
      try Terminal.print(table.text(DataNeedsTable.table(output.analysis, target: target)))
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
