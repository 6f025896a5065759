import Analysis
import ArgumentParser
import NeuralNetwork
import Reporting
import Study
import Workflow

struct Curves: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the learning curves, where they cross, and how they continue.",
    discussion: """
      Means over replicates with 95 % bootstrap intervals; those of the first metric on test data are over test samples, too, unless the study has `intervals: replicates`. The formats tsv, csv and json, and --columns all, give all \
      measures. On screen, crossovers and best fits follow; fathom export prints these tables in full.

      --target shows how many training samples each curve needs to get to a value of the study's first \
      metric on test data. "reached" answers lie within \
      the sizes measured, interpolated between two of them. "extrapolated" answers lie beyond the largest size and \
      come from the family of curves that best predicts the largest sizes from the others. back_test_factor is the \
      factor by which such answers were off where smaller sizes were extrapolated to larger ones of the study. With \
      too few of these tests, or bad ones, the answer is \
      "more than the largest size", or "not reached" if that is not certain either. An empty upper end of the \
      interval lies beyond the largest size. fathom plot --figure errors --target draws it.
      """)

  /// The most curves that are named of those left out.
  private static let mostNamed = 20

  @OptionGroup var folder: FolderArgument
  @Option(
    help: "Show how many training samples are needed for this value of the first metric, such as an accuracy of 95%.")
  var target: Share?
  @OptionGroup var table: TableOptions

  func run() throws {
    let output = try folder.output()
    let metrics = output.results.study.metrics
    if let target {
      try target.checkTarget("--target", output.results.study.metric)
      let needs = DataNeedsTable.table(output.analysis, target: target.value)
      guard !needs.rows.isEmpty else {
        throw WorkflowError("--target: needs learning curves of at least two training-set sizes")
      }
      try table.print(needs, of: output)
      let left = DataNeedsTable.leftOut(output.analysis, target: target.value)
      if !left.isEmpty {
        Terminal.tell(
          "left out, as fewer than two training-set sizes have a test \(output.results.study.metric.words): "
            + left.prefix(Self.mostNamed).joined(separator: ", ")
            + (left.count > Self.mostNamed ? " and \(left.count - Self.mostNamed) more" : ""))
      }
      return
    }
    try table.print(.curves, of: output)
    guard table.format == .table, table.selection.isUsual else { return }
    for (title, name) in [("Crossovers", ResultTable.crossovers), ("Best fits", .fits)] {
      let table = ScreenTable.cut(output.table(name), name, metrics: metrics)
      if !table.rows.isEmpty {
        try Terminal.print("\n\(title)\n\n" + TableFormat.table.write(table, width: Terminal.width))
      }
    }
  }
}
