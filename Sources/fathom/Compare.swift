import ArgumentParser
import DurableFiles
import Foundation
import Reporting
import Study
import TrialStorage
import Workflow

struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Put the results of several studies side by side, as one results folder.",
    discussion: """
      Models are called STUDY: MODEL. Models of the same name in different studies are compared; if there are none, those with \
      the same hidden layers, or else all. Replicates are paired where data, split and seed of two studies agree; \
      otherwise runs are compared unpaired. Imported histories can be compared as well. All commands then work on the new \
      folder.
        fathom compare results/sgd results/adam
        fathom compare results/mine results/pytorch --as fathom,pytorch -o results/both
      """)

  @Argument(
    help: ArgumentHelp("Results folders, or names or files of studies that have run.", valueName: "dir"),
    completion: .directory)
  var folders: [String]

  @Option(
    name: [.customShort("o"), .long], help: "The results folder to make; by default results/NAME-NAME.",
    completion: .directory)
  var output: String?

  @Option(name: .customLong("as"), help: "What the studies are called, in their order: a,b.")
  var names: String?

  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help: "Whether replicates of the same number belong together; unless given, they do if data, split and seed agree.")
  var paired: Bool?

  @OptionGroup var answer: AnswerOption

  func run() throws {
    let sources = try folders.map { try ResultsFolder(named: $0) }
    let called = names?.listed ?? []
    let parts = called.isEmpty ? sources.map { $0.url.standardizedFileURL.lastPathComponent } : called
    let name = output.map { URL(pathAsGiven: $0).standardizedFileURL.lastPathComponent } ?? parts.joined(separator: "-")
    let comparison = try StudyComparison(
      sources, names: called, isPaired: paired, name: ResultsFolder.studyName(ofFile: name))
    let folder = ResultsFolder(
      URL(pathAsGiven: output ?? ResultsFolder.usual(comparison.recorded.study.name), directoryHint: .isDirectory))
    if let same = sources.first(where: { $0.url.standardizedFileURL == folder.url.standardizedFileURL }) {
      throw ValidationError("-o \(same.path): is one of the folders to compare; choose another")
    }
    let (shown, failures) = try comparison.recorded.write(to: folder)
    let summary = ComparisonSummary(shown, folder: folder)
    if answer.format == .text {
      for line in summary.facts.notes + summary.facts.remarks { Terminal.tell(line) }
    }
    try answer.print(summary)
    try failures.check()
  }
}
