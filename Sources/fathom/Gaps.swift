import ArgumentParser
import Reporting
import Workflow

struct Gaps: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the overfitting gaps as a table.",
    discussion: """
      The gap is train accuracy − test accuracy; the loss gap is test loss − train loss. Both have 95 % bootstrap \
      intervals over replicates. Gaps are in percentage points on screen and fractions in the other formats. \
      --exceeding shows the epoch at which the gap first exceeds a level, over the replicates in which it does.
      """)

  @OptionGroup var folder: FolderArgument
  @Option(help: "Show when the gap first exceeds this level, such as 0.05 or 5%.")
  var exceeding: Share?
  @OptionGroup var table: TableOptions

  func validate() throws {
    if let exceeding = exceeding?.value, !(exceeding >= 0 && exceeding < 1) {
      throw ValidationError("--exceeding: \(exceeding) is no gap between 0 and 1, such as 0.05 or 5%")
    }
  }

  func run() throws {
    let output = try folder.output()
    try Terminal.print(
      exceeding.map { try table.text(GapOnsetTable.table(output.results, level: $0.value)) }
        ?? table.text(of: .gaps, in: output))
  }
}
