import ArgumentParser
import Reporting
import Verification
import Workflow

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Check the engine against examples worked by hand and against finite differences.",
    discussion: "Exits with 1 if any check misses its tolerance.")

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
