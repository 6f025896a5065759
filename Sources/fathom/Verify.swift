import ArgumentParser
import Reporting
import Verification
import Workflow

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check both engines against examples worked by hand, finite differences and each other.",
    discussion: """
      Networks small enough to be worked by hand, then the gradients of every activation, loss and depth, with and \
      without l2. The columns backprop and autodiff say how far each engine is at most from the values worked by hand \
      or from finite differences, apart how far the engines are from each other, for which \(Check.engineTolerance) \
      is allowed. Exits with 1 if any check misses its tolerance.
      """)

  @Option(help: "table, tsv, csv or json.")
  var format = TableFormat.table

  func run() throws {
    let checks = WorkedExamples.checks() + FiniteDifferences.checks()
    try Terminal.print(format.write(VerificationTable.table(checks)))
    let missed = checks.count { !$0.passed }
    if format == .table { try Terminal.print("\(checks.count - missed) of \(checks.count) checks hold" + "\n") }
    if missed > 0 { throw ExitCode.failure }
  }
}
