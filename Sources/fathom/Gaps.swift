import ArgumentParser
import Reporting
import Workflow

struct Gaps: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the overfitting gaps as a table.",
    discussion: """
      The gap is train accuracy − test accuracy, the loss gap test loss − train loss; each with its 95 % bootstrap \
      interval over replicates. On screen in percentage points, in the other formats as fractions.
      """)

  @OptionGroup var folder: FolderArgument
  @OptionGroup var table: TableOptions

  func run() throws {
    try Terminal.print(table.text(of: .gaps, in: folder.output()))
  }
}
