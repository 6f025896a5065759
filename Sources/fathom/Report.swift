import ArgumentParser
import DurableFiles
import Foundation
import Study
import TrialStorage
import Workflow

struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a study's report: one HTML file with figures, tables, the study file and the manifest.",
    discussion: """
      The file needs nothing else and no network, so it can be sent as it is. A run writes it, too, and keeps it up to date \
      while it goes on. A figure that cannot be drawn is left out; the command then ends with status 1 and names it.
      """)

  @OptionGroup var folder: FolderArgument

  @Option(name: .shortAndLong, help: "The file to write; report.html in the folder unless given.")
  var output: String?

  func run() throws {
    let file = output.map { URL(pathAsGiven: $0) }
    if let file { try DurableFile.checkOutput(file) }
    let cancellation = Cancellation()
    let interruption = Interruption(cancellation)
    defer { withExtendedLifetime(interruption) {} }
    let written = try StudyReport.write(folder.results, to: file, version: Fathom.version)
    if cancellation.isRequested { throw ExitCode(Interruption.exitStatus) }
    try Terminal.print(written.file.relativePath + "\n")
    try written.failures.check()
  }
}
