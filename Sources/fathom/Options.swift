public import ArgumentParser
public import Datasets
import DurableFiles
import Foundation
public import NeuralNetwork
public import Reporting
public import SavedModels
import Study
import TextOutput
import TrialStorage
public import Workflow

extension TableFormat: ExpressibleByArgument {}
extension AnswerFormat: ExpressibleByArgument {}
extension ProgressStyle: ExpressibleByArgument {}
extension ResultTable: ExpressibleByArgument {}
extension Activation: ExpressibleByArgument {}
extension DataPart: ExpressibleByArgument {}
extension ModelEvaluation.Output: ExpressibleByArgument {}
extension Engine: ExpressibleByArgument {}
extension Optimiser.Kind: ExpressibleByArgument {}
extension Precision: ExpressibleByArgument {}
extension Scaling: ExpressibleByArgument {}

/// The results folder that a command reads.
struct FolderArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A results folder such as results/shallow-vs-deep, or the name or file of a study that has run.",
      valueName: "dir"), completion: .directory)
  var folder: String

  var results: ResultsFolder {
    get throws {
      let results = try ResultsFolder(named: folder)
      guard try results.lacksOutput() else { return results }
      let failures = try interruptible { try results.finishRecorded(version: Fathom.version, $0) }
      if let failures, !failures.isEmpty { Terminal.tell(failures.description) }
      return results
    }
  }

  /// What the folder holds, analysed.
  func output() throws -> StudyOutput { StudyOutput(try results.results()) }
}

/// Does what takes a while, and ends the command as interrupted if a signal came meanwhile.
func interruptible<Result>(_ work: (Cancellation) throws -> Result) throws -> Result {
  let cancellation = Cancellation()
  let interruption = Interruption(cancellation)
  defer { withExtendedLifetime(interruption) {} }
  let result: Result
  do {
    result = try work(cancellation)
    FailPoint.beforeAnswer.reach()
  } catch  where interruption.hasReachedFileSizeLimit {
    throw WorkflowError(
      "\(error): a file has reached the most bytes that it may have; raise the limit (ulimit -f) and run the same command again"
    )
  }
  guard !cancellation.isRequested else {
    Terminal.tell("interrupted; run the same command again")
    throw ExitCode(Interruption.exitStatus)
  }
  return result
}

/// How a command that prints no table answers.
struct AnswerOption: ParsableArguments {
  @Option(help: "\(AnswerFormat.allCases.map(\.rawValue).joined(separator: " or ")).")
  var format = AnswerFormat.text

  func print(_ answer: some Answer) throws { try Terminal.print(answer.text(format)) }
}

/// The number of workers of a command that trains.
struct JobsOption: ParsableArguments {
  @Option(name: [.short, .long], help: "Trajectories to train at the same time; by default one per core.")
  var jobs: Int?

  /// The most jobs on a machine of few cores.
  private static let most = 64

  var count: Int { jobs ?? ProcessInfo.processInfo.activeProcessorCount }

  func validate() throws {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let most = min(max(Self.most, 4 * cores), 1024)
    if let jobs, !(1...most ~= jobs) {
      throw ValidationError(
        "--jobs: \(jobs) is not in 1…\(most); this machine has \(cores.counted("core")), and more jobs than "
          + "cores take memory but no less time")
    }
  }
}
