import ArgumentParser
import Workflow

struct Plan: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what a study would run and about how long it would take, without training.")

  @Argument(help: "A study file.", completion: .studyFile)
  var study: String

  @OptionGroup var jobs: JobsOption

  func run() throws {
    try Terminal.print(PlanSummary(PreparedStudy(path: study), jobs: jobs.count).description + "\n")
  }
}
