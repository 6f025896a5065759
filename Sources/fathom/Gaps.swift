import Analysis
import ArgumentParser
import NeuralNetwork
import Reporting
import Study
import Workflow

struct Gaps: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the overfitting gaps as a table.",
    discussion: """
      The gap is how much better the study's first metric is on the training subset than on test data; for accuracy it is \
      train − test. The loss gap is test loss − train loss. With validation data, the gap has two parts: overfitting, from the training \
      subset to validation data, and shift, from validation to test data, which are of another kind if it is large. All have 95 % bootstrap intervals over replicates; those of the gap and of shift are over test samples, too, unless the study has `intervals: replicates`. Gaps in \
      accuracy are in percentage points on screen and fractions in the other formats. \
      --exceeding shows the epoch at which the gap first exceeds a level, over the replicates in which it does.
      """)

  @OptionGroup var folder: FolderArgument
  @Option(help: "Show when the gap first exceeds this level, such as 0.05 or 5%.")
  var exceeding: Share?
  @OptionGroup var table: TableOptions

  func run() throws {
    let output = try folder.output()
    try exceeding?.checkGap("--exceeding", output.results.study.metric)
    guard let exceeding else { return try table.print(.gaps, of: output) }
    let onsets = GapOnset.onsets(output.results, level: exceeding.value)
    guard onsets.contains(where: { $0.count > 0 }) else {
      let metric = output.results.study.metric.words
      throw ValidationError(
        "--exceeding: no run has both train and test \(metric) after its epochs, so there is no gap to look at")
    }
    try table.print(GapOnsetTable.table(output.results, level: exceeding.value), of: output)
    if let latest = GapOnsetTable.latest(output.results, level: exceeding.value) { Terminal.tell(latest) }
  }
}
