import Analysis
public import Foundation
import Plotting
import Study
import TestSupport

/// Not a reader but gnuplot, which must draw hostile text and not obey it: figures with the text as title, as names of
/// models, features and varied values.
///
/// The first element of `PATH` is to be the folder of a ``Canary``.
public struct FigureTarget: FuzzTarget {
  public static let name = "figures"
  public let goodFiles = [GoodFile(FuzzInput("Shallow and deep"))]
  private let folder: URL
  private let results: StudyResults
  private let canary: Canary

  public init(in folder: URL) throws {
    self.folder = folder
    canary = try Canary()
    setenv("PATH", canary.environment["PATH"] ?? "", 1)
    results = try StoreTarget.results(in: folder)
  }

  public var craftedFiles: [() -> FuzzInput] { HostileText.listed.map { text in { FuzzInput(text) } } }

  public var path: String { folder.path(percentEncoded: false) }

  public func mutate(_ input: FuzzInput, with mutator: inout ByteMutator) -> FuzzInput {
    FuzzInput(mutator.hostileText())
  }

  public func read(_ input: FuzzInput) throws {
    // Not every damaged text is UTF-8; what reads texts repairs or refuses it.
    let text = String(decoding: input.bytes, as: UTF8.self)
    let isListed = HostileText.listed.contains(text)
    let analysis = StudyAnalysis(named(text))
    let kinds = isListed ? FigureKind.all : FigureKind.all.filter { $0.name == .learningCurves }
    let figures = kinds.compactMap { $0.build(analysis) }
    let plots = folder.appending(path: "plots", directoryHint: .isDirectory)
    try? FileManager.default.removeItem(at: plots)
    let pictures = try FigureRenderer(folder: plots).draw(figures, formats: [.svg])
    for picture in pictures {
      let svg = InertSVG(try Data(contentsOf: picture))
      let name = picture.lastPathComponent
      try UnsoundContent.unless(svg.problems.isEmpty, "\(name) has \(svg.problems)")
      // Longer text is broken into lines, or shortened.
      let isShort = text.unicodeScalars.count <= 16
      try UnsoundContent.unless(!isShort || svg.holds(text), "the text is not in \(name)")
    }
    let made = try FileManager.default.contentsOfDirectory(atPath: plots.path(percentEncoded: false))
    for name in made {
      let isExpected =
        figures.contains { name.hasPrefix($0.name) } && ["gp", "dat", "svg"].contains { name.hasSuffix(".\($0)") }
      try UnsoundContent.unless(isExpected, "there is a file \(name.debugDescription)")
    }
    if isListed || input.bytes.count.isMultiple(of: 8), let figure = figures.first {
      let drawn = try TerminalRenderer.draw(figure, columns: 80, rows: 24, colour: false)
      let obeyed = HostileText.obeyed(in: drawn)
      try UnsoundContent.unless(obeyed.isEmpty, "a terminal would obey \(obeyed.map(\.value))")
    }
    try UnsoundContent.unless(canary.commandsRun.isEmpty, "a command was run: \(canary.commandsRun)")
  }

  /// The results under names that hold `text`.
  private func named(_ text: String) -> StudyResults {
    var study = results.study
    study.title = text
    let names = study.models.indices.map { "\(text)\($0)" }
    for index in names.indices { study.models[index].name = names[index] }
    for index in study.vary.indices {
      for place in study.vary[index].values.indices { study.vary[index].values[place].text = "\(text)\(place)" }
    }
    let trajectories = results.trajectories.map { trajectory in
      var trajectory = trajectory
      trajectory.configuration.model = names[trajectory.configuration.modelIndex]
      trajectory.configuration.varied = trajectory.configuration.varied.enumerated().map { index, value in
        let values = results.study.vary[index].values.map(\.text)
        return "\(text)\(values.firstIndex(of: value) ?? 0)"
      }
      trajectory.recordings.decisions?.featureNames = [text, "\(text)'"]
      return trajectory
    }
    var named = results
    (named.study, named.trajectories) = (study, trajectories)
    return named
  }
}
