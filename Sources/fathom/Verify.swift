import ArgumentParser
import Kernels
import Reporting
import Verification
import Workflow

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check both engines against worked examples, finite differences and each other.",
    discussion: """
      Checks networks that are small enough to compute by hand; then the gradients of every activation, loss and \
      depth, with and without l2; then these gradients in single precision, which training uses by default. The \
      columns backprop and autodiff give the largest distance of each engine from the values computed by hand, from \
      finite differences or, in single precision, from the gradients in double precision. The column apart gives the \
      distance between the engines, which may be at most \(Check.engineTolerance) in double precision. Exits with \
      status 1 if a check fails.
      """)

  @Option(help: "table, tsv, csv or json.")
  var format = TableFormat.table

  func run() throws {
    try KernelSet.check()
    let checks = WorkedExamples.checks() + FiniteDifferences.checks() + SinglePrecision.checks()
    try Terminal.print(format.write(VerificationTable.table(checks)))
    let missed = checks.count { !$0.passed }
    if format == .table { try Terminal.print("\(checks.count - missed) of \(checks.count) checks hold" + "\n") }
    if missed > 0 { throw ExitCode.failure }
  }
}
