import ArgumentParser
import Reporting
import Workflow

struct Verdicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which model is better on test data, or that it is undecided.",
    discussion: """
      There is one row for each pair of models, training-set size, stopping rule and value of a varied key. Of two \
      networks the first has more hidden layers; a network comes before a support vector machine. A row has the mean difference in the study's first metric on test data (first − second), paired by replicate, with its 95 % interval; the p-value of a test of this mean; the p-value corrected for all \
      comparisons (Romano and Wolf); and the verdict: the first model is better, worse, or it is undecided. It is undecided unless the corrected \
      p-value is at most 0.05 and the interval excludes zero. Of further columns, the simultaneous ends belong to intervals that hold together for all rows, \
      `detectable` is the smallest difference that such a comparison usually decides, and `first_ahead` counts the pairs in which the first model is better. Differences in accuracy are in percentage points on screen \
      and fractions in the other formats.

      For example, to show what is decided at the largest size:
        fathom verdicts results/my-study --where size=1000 --where verdict!=undecided
      """)

  @OptionGroup var folder: FolderArgument
  @OptionGroup var table: TableOptions

  func run() throws {
    try Terminal.print(table.text(of: .verdicts, in: folder.output()))
  }
}
