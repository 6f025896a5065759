import ArgumentParser
import DurableFiles
import Foundation
import Plotting
import Study
import StudyFile
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
      Formats, comma-separated or repeated: svg, png, pdf, tex, gif, or terminal to draw here. By default svg and png. tex is \
      for \\input in LaTeX, with the letters of the document. Only progress can be drawn as gif, which is its default; its \
      other formats show the last frame.
      """)
  var format: [String] = []

  @Option(
    name: .shortAndLong, help: "The folder to draw into; by default plots in the results folder.",
    completion: .directory)
  var output: String?

  @Option(
    help: """
      Mark this value of the first metric on test data, such as an accuracy of 0.95 or 95%, in the figure errors, and where \
      each curve reaches it.
      """)
  var target: Share?

  @OptionGroup(title: "Figures for print") var layout: FigureLayoutOptions

  func validate() throws {
    do {
      try FigureOutput.check(formats: format)
    } catch {
      throw ValidationError(error.description)
    }
    if !figure.isEmpty, figure.flatMap(\.listed).isEmpty {
      throw ValidationError("--figure: names no figure; leave it out to draw all, or write one such as gaps")
    }
    var request = FigureRequest(.learningCurves)
    try layout.apply(to: &request)
  }

  func run() throws {
    let results = try folder.output()
    try target?.checkTarget("--target", results.results.study.metric)
    let marked = results.marking(target?.value)
    let place = output.map { URL(pathAsGiven: $0, directoryHint: .isDirectory) }
    let (drawn, remarks) = try interruptible { _ in
      let figures = try FigureOutput(
        marked, names: figure.flatMap(\.listed), formats: format, of: folder.results, changing: layout.apply)
      return (try figures.write(to: folder.results, elsewhere: place), figures.remarks)
    }
    try Terminal.draw(drawn.text)
    for line in remarks { Terminal.tell(line) }
    try drawn.failures.check()
  }
}

/// The keys of a figure in study files, as options.
struct FigureLayoutOptions: ParsableArguments {
  @Option(help: .init(FigureOptions.help("name"))) var name: String?
  @Option(help: .init(FigureOptions.help("width"))) var width: String?
  @Option(help: .init(FigureOptions.help("height"))) var height: String?
  @Option(help: .init(FigureOptions.help("font"))) var font: String?
  @Option(help: .init(FigureOptions.help("font-size"))) var fontSize: String?
  @Flag(inversion: .prefixedNo, help: .init(FigureOptions.help("title"))) var title: Bool?
  @Flag(inversion: .prefixedNo, help: .init(FigureOptions.help("caption"))) var caption: Bool?
  @Option(help: .init(FigureOptions.help("panels"))) var panels: [String] = []
  @Option(help: .init(FigureOptions.help("models"))) var models: [String] = []
  @Option(help: .init(FigureOptions.help("rules"))) var rules: [String] = []
  @Option(help: .init(FigureOptions.help("sizes"))) var sizes: [String] = []
  @Option(help: .init(FigureOptions.help("set"))) var set: [String] = []
  @Flag(name: .customLong("log-x"), inversion: .prefixedNo, help: .init(FigureOptions.help("log-x"))) var logX: Bool?
  @Flag(name: .customLong("log-y"), inversion: .prefixedNo, help: .init(FigureOptions.help("log-y"))) var logY: Bool?
  @Option(help: .init(FigureOptions.help("labels"))) var labels: [String] = []
  @Option(help: .init(FigureOptions.help("colours"))) var colours: [String] = []

  /// Sets what was given in a request.
  func apply(to request: inout FigureRequest) throws {
    func one(_ value: String?) -> [String] { value.map { [$0] } ?? [] }
    func flag(_ value: Bool?) -> [String] { value.map { [$0 ? "true" : "false"] } ?? [] }
    do {
      try FigureOptions.set(
        [
          ("name", one(name)), ("width", one(width)), ("height", one(height)), ("font", one(font)),
          ("font-size", one(fontSize)), ("title", flag(title)), ("caption", flag(caption)), ("panels", panels),
          ("models", models), ("rules", rules), ("sizes", sizes), ("set", set), ("log-x", flag(logX)),
          ("log-y", flag(logY)), ("labels", labels), ("colours", colours),
        ], in: &request)
    } catch let error as StudyFileError {
      throw ValidationError(error.description)
    }
  }
}
