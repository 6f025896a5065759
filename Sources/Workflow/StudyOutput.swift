public import Analysis
import DurableFiles
import Foundation
public import Plotting
public import Reporting
public import Study
public import TrialStorage

/// What a study's results come out as: tables and figures.
public struct StudyOutput: Sendable {
  public let results: StudyResults
  public let analysis: StudyAnalysis
  /// The figures that the study asks for and that its results can fill, in the order of the list of figures.
  public let figures: [Figure]

  public init(_ results: StudyResults) {
    self.results = results
    analysis = StudyAnalysis(results)
    figures = FigureKind.figures(of: analysis)
  }

  public func table(_ name: ResultTable) -> Table { name.table(results, analysis) }

  /// Writes every table as `tables/NAME.tsv`.
  public func writeTables(to folder: ResultsFolder) throws {
    try DurableFile.createFolder(folder.tables)
    for name in ResultTable.allCases {
      try DurableFile.write(TableFormat.tsv.write(table(name)), to: folder.tables.appending(path: name.fileName))
    }
  }

  /// Draws the figures, each in its usual formats.
  public func draw(in folder: ResultsFolder) throws {
    _ = try FigureRenderer(folder: folder.plots).draw(figures)
  }

  /// Whether every table, a script and pictures for every figure, and the report are in the folder.
  public func isWritten(to folder: ResultsFolder) -> Bool {
    let tables = ResultTable.allCases.map { folder.tables.appending(path: $0.fileName) }
    let pictures = figures.flatMap { figure in
      (["gp"] + figure.usualFormats.map(\.rawValue)).map { folder.plots.appending(path: "\(figure.name).\($0)") }
    }
    return (tables + pictures + [folder.report, folder.manifest]).allSatisfy {
      FileManager.default.fileExists(atPath: $0.path(percentEncoded: false))
    }
  }
}
