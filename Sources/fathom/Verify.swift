import ArgumentParser
import Kernels
import Reporting
import Verification
import Workflow

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check both engines against examples worked by hand, finite differences and each other.",
    discussion: """
      Networks small enough to be worked by hand, then the gradients of every activation, loss and depth, with and \
      without l2, and at last those gradients in single precision, as networks train. The columns backprop and autodiff \
      say how far each engine is at most from the values worked by hand, from finite differences or, in single \
      precision, from the gradients in double precision; apart says how far the engines are from each other, for which \
      \(Check.engineTolerance) is allowed in double precision. Exits with 1 if any check misses its tolerance.
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
