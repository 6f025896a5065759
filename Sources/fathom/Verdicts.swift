import ArgumentParser
import Reporting
import Workflow

struct Verdicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which model is better on test data, or that it cannot be told, as a table.",
    discussion: """
      One row for every two models, training-set size, stopping rule and value of a varied key: the mean difference in test \
      accuracy, paired by replicate, deeper − shallower or network − baseline, with its 95 % bootstrap interval; the p-value \
      of a sign-flip test, corrected for all of these comparisons, with varied keys for all of the same values of them \
      (Westfall and Young); and the verdict. It is undecided \
      unless the corrected p-value is at most 0.05 and the interval is free of zero. On screen in percentage points, in the \
      other formats as fractions. For example, what is decided at the largest size:
        fathom verdicts results/my-study --where size=1000 --where verdict!=undecided
      """)

  @OptionGroup var folder: FolderArgument
  @OptionGroup var table: TableOptions

  func run() throws {
    try Terminal.print(table.text(of: .verdicts, in: folder.output()))
  }
}
