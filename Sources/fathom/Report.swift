import ArgumentParser
import DurableFiles
import Foundation
import Study
import TrialStorage
import Workflow

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a study's report: one HTML file with explorer, figures, tables, study file and manifest.",
    discussion: """
      The file is self-contained and needs no network. fathom run also writes it and updates it while training. If a \
      figure cannot be drawn, it is left out; the command then names it and exits with status 1.
      """)

  @OptionGroup var folder: FolderArgument

  @Option(
    name: .shortAndLong,
    help: "The file to write; by default report.html in the folder. A file that is not an HTML page is not replaced.")
  var output: String?

  func run() throws {
    let file = output.map { URL(pathAsGiven: $0) }
    if let file { try DurableFile.checkOutput(file, replacing: StudyReport.outputKind) }
    let results = try folder.results
    let shown = try folder.output()
    let made = try interruptible { _ in
      try StudyReport.make(shown, of: results, goesElsewhere: file != nil, version: Fathom.version)
    }
    // A pipe may wait for its reader for as long as it likes, so that a signal has to end the program then.
    if let file { try DurableFile.write(made.html, to: file) }
    try Terminal.print(line: (file ?? results.report.url).relativePath)
    try made.failures.check()
  }
}
