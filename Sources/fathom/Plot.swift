import ArgumentParser
import Foundation
import Plotting
import Study
import Workflow

struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draw a study's figures again: gnuplot scripts, data files and pictures.",
    discussion: """
      If a figure cannot be drawn, the others still are; the command then names it and exits with status 1. When all \
      figures are drawn, files of figures that the study no longer has are removed from the folder plots.

      The figures:

      """ + FigureKind.all.map { "  \($0.name.rawValue): \($0.summary)" }.joined(separator: "\n"))

  @OptionGroup var folder: FolderArgument

  @Option(
    help: "The figures to draw, comma-separated or repeated; by default all that apply.",
    completion: .list(FigureName.allCases.map(\.rawValue)))
  var figure: [String] = []

  @Option(
    help: """
      Formats, comma-separated: svg, png, pdf, gif, or terminal to draw here. By default svg and png. Only progress \
      can be drawn as gif, which is its default; its other formats show the last frame.
      """)
  var format: String?

  @Option(
    help: """
      Mark this value of the first metric on test data, such as an accuracy of 0.95 or 95%, in the figure errors, and where \
      each curve reaches it.
      """)
  var target: Share?

  func validate() throws {
    do {
      try FigureOutput.check(names: figure.flatMap(\.listed), formats: format)
    } catch {
      throw ValidationError(error.description)
    }
  }

  func run() throws {
    let results = try folder.output()
    try target?.checkTarget("--target", results.results.study.metric)
    let output = results.marking(target?.value)
    let cancellation = Cancellation()
    let interruption = Interruption(cancellation)
    defer { withExtendedLifetime(interruption) {} }
    let drawn = try FigureOutput(
      output, names: figure.flatMap(\.listed), formats: format, of: folder.results
    ).write(to: folder.results)
    if cancellation.isRequested { throw ExitCode(Interruption.exitStatus) }
    try Terminal.draw(drawn.text)
    try drawn.failures.check()
  }
}
