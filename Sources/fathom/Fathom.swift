import ArgumentParser
import Datasets
import DurableFiles
import StudyFile
import Workflow

@main
struct Fathom: ParsableCommand {
  static let version = "0.1.0"

  static let configuration = CommandConfiguration(
    commandName: "fathom",
    abstract: "Compare learning curves of shallow and deep networks across training sizes and stopping rules.",
    discussion: """
      A study file says what to vary: training-set size, depth, stopping threshold. Start with
        fathom new my-study && fathom run my-study.yaml
      """,
    version: version,
    subcommands: [
      Run.self, Plan.self, Status.self, Merge.self, Slurm.self, Gaps.self, Curves.self, Verdicts.self, Plot.self,
      Report.self,
      Export.self, Import.self, Compare.self, Train.self, Evaluate.self, DataCommand.self, New.self, Schema.self,
      Verify.self, Bench.self,
    ])

  /// Runs the command. An error is printed on one line, whatever names from outside it contains.
  static func main() {
    Terminal.prepare()
    do {
      try ProcessDescriptors.prepare()
      try CommandName.checkEncoding()
      try CommandName.check(Array(CommandLine.arguments.dropFirst()))
      var command = try parsed()
      do {
        try CommandName.checkValues(CommandLine.arguments)
        try command.run()
      } catch let error as ValidationError {
        refuse(error, of: type(of: command))
      } catch let error as UsageError {
        refuse(ValidationError(error.description), of: type(of: command))
      }
    } catch {
      if exitCode(for: error) == .failure, !(error is ExitCode) {
        Terminal.tell(error: message(for: error))
        for other in (error as? StudyFileError)?.others ?? [] { Terminal.tell(error: other.description) }
        exit(withError: ExitCode.failure)
      }
      exit(withError: error)
    }
  }

  /// The command that the arguments ask for. An option of another tool is refused with the name that it has here.
  private static func parsed() throws -> any ParsableCommand {
    do {
      return try parseAsRoot(CommandName.joiningNumbers(Array(CommandLine.arguments.dropFirst())))
    } catch {
      let command = CommandName.command(of: Array(CommandLine.arguments.dropFirst()))
      let message = message(for: error)
      if let error = CommandName.refusal(of: message, command) { refuse(error, of: command) }
      // The parser would print what an argument has of control characters.
      if exitCode(for: error) == .validationFailure, message != message.withoutControls(keeping: "\n") {
        refuse(ValidationError(message), of: command)
      }
      throw error
    }
  }

  /// Exits with an error that says what is wrong with the call of `command`, and with its usage.
  private static func refuse(_ error: ValidationError, of command: any ParsableCommand.Type) -> Never {
    Terminal.tell(error: error.message)
    let usage = usageString(for: command).replacing("USAGE: ", with: "", maxReplacements: 1)
    Terminal.tell(usage: usage, help: (["fathom help"] + CommandName.path(of: command)).joined(separator: " "))
    exit(withError: ExitCode.validationFailure)
  }
}
