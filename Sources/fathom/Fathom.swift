import ArgumentParser
import DurableFiles
import Workflow

@main
struct Fathom: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "fathom",
    abstract: "Learning curves of shallow and deep networks, and what training size and early stopping do to them.",
    discussion: """
      A study file says what to vary: training-set size, depth, stopping threshold. Start with
        fathom new my-study && fathom run my-study.yaml
      """,
    version: version,
    subcommands: [
      Run.self, Plan.self, Status.self, Merge.self, Slurm.self, Gaps.self, Curves.self, Plot.self, Report.self,
      Export.self, Train.self, Evaluate.self, DataCommand.self, New.self, Schema.self, Verify.self, Bench.self,
    ])

  /// Runs the command; what it fails with is told in one line, whatever names from outside are in it.
  static func main() {
    Terminal.prepare()
    do {
      try ProcessDescriptors.prepare()
      var command = try parseAsRoot()
      try command.run()
    } catch {
      if exitCode(for: error) == .failure, !(error is ExitCode) {
        Terminal.tell(error: message(for: error))
        exit(withError: ExitCode.failure)
      }
      exit(withError: error)
    }
  }
}
