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
    let written = try interruptible {
      try StudyReport.write(folder.results, to: file, version: Fathom.version)
    }
    try Terminal.print(line: written.file.relativePath)
    try written.failures.check()
  }
}
