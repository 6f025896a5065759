import ArgumentParser
import Reporting
import Study
import Workflow

struct Verdicts: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show which model, or which value of a varied key, is better on test data, or that it is undecided.",
    discussion: """
      There is one row for each contrast, training-set size and stopping rule. A contrast is a pair of models (with more than 50 models, each with the first of them), or a pair \
      of values of a varied key for one network (with more than six values, each with the first of them); all else is \
      equal. Of two networks the first has more hidden layers or, if they have as many, more parameters (more \
      hidden units where parameters are not known); a network comes \
      before a support vector machine. Of two values the first is the one that stands later in the study file. A row has the mean difference in the study's first metric on test data (first − second), paired by replicate, with its 95 % interval over replicates and test samples (over replicates alone with `intervals: replicates`); the p-value of a test of this mean; the p-value corrected for all \
      comparisons that answer the same question (Romano and Wolf): about depth, about equally deep models, or about one key, and for earlier looks; and the verdict: the first is better, worse (both `so far` while the study is not finished, which is no verdict), or it is undecided. It is undecided unless the corrected \
      p-value is at most 0.05 and the interval excludes zero. Of further columns, the simultaneous ends belong to intervals that hold together for all rows, \
      `detectable` is the smallest difference that such a comparison usually decides, and `first_ahead` counts the pairs (of crossed replicates, the groups that share no draw) in which the first is better. Differences in accuracy are in percentage points on screen \
      and fractions in the other formats.

      For example, to show what is decided at the largest size:
        fathom verdicts results/my-study --where size=1000 --where verdict!=undecided
      """)

  @OptionGroup var folder: FolderArgument
  @OptionGroup var table: TableOptions

  func run() throws {
    let output = try folder.output()
    guard table.format != .table || !output.table(.verdicts).rows.isEmpty else {
      let reason = output.results.study.origin?.hasMeansOnly == true ? ": its runs are means over replicates" : ""
      return try Terminal.print("Nothing is compared in this study\(reason).\n")
    }
    try table.print(.verdicts, of: output)
    for line in output.results.comparisonRemarks where table.format == .table { Terminal.tell(line) }
  }
}
