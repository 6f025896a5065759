import ArgumentParser
import Foundation
import Plotting
import Study
import Workflow

struct Plot: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a study's figures again: gnuplot scripts, data files and pictures.",
    discussion: """
      A figure that cannot be drawn does not keep the others from it; the command then ends with status 1 and names it. \
      When all figures are drawn, files of figures that the study no longer has are removed from the folder plots.

      The figures:

      """ + FigureKind.all.map { "  \($0.name.rawValue): \($0.summary)" }.joined(separator: "\n"))

  @OptionGroup var folder: FolderArgument

  @Option(
    help: "The figure to draw; repeat for several or write them with commas, all that apply unless given.",
    completion: .list(FigureName.allCases.map(\.rawValue)))
  var figure: [String] = []

  @Option(
    help: """
      Formats, comma-separated: svg, png, pdf, gif, or terminal to draw here. Unless given, svg and png, and gif for \
      progress, the only figure that has it; as another format it is drawn as it ends.
      """)
  var format: String?

  @Option(
    help: "A test accuracy, such as 0.95 or 95%, that the figure errors marks, with where each curve gets there.")
  var target: Share?

  func validate() throws {
    try target?.checkAccuracy("--target")
  }

  func run() throws {
    let output = try folder.output().marking(target?.value)
    let cancellation = Cancellation()
    let interruption = Interruption(cancellation)
    defer { withExtendedLifetime(interruption) {} }
    let drawn = try FigureOutput(output, names: figure.flatMap(\.listed), formats: format).write(to: folder.results)
    if cancellation.isRequested { throw ExitCode(Interruption.exitStatus) }
    try Terminal.draw(drawn.text)
    try drawn.failures.check()
  }
}
