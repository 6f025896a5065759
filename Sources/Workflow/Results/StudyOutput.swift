public import Analysis
import DurableFiles
public import Plotting
public import Reporting
public import Study
import Threads
public import TrialStorage

/// The tables and figures of a study's results.
public struct StudyOutput: Sendable {
  /// The study with its finished trajectories.
  public let results: StudyResults
  /// Curves, verdicts and all else that is computed from the results.
  public let analysis: StudyAnalysis
  /// The figures that the study asks for and that apply to its results, in the order of reports; built on first use.
  public var figures: [Figure] { lazyFigures.value }
  private let lazyFigures: Lazy<[Figure]>
  /// Names and files of ``figures``.
  public var drawnFigures: [Manifest.DrawnFigure] {
    figures.map { .init(name: $0.name, files: $0.files(formats: $0.usualFormats)) }
  }

  /// Analyses results.
  public init(_ results: StudyResults) { self.init(results, StudyAnalysis(results)) }

  private init(_ results: StudyResults, _ analysis: StudyAnalysis) {
    self.results = results
    self.analysis = analysis
    lazyFigures = Lazy { FigureKind.figures(of: analysis) }
  }

  /// Returns the same output with a target, a value of the first metric on test data, that the figure `errors` marks;
  /// unchanged for nil.
  public func marking(_ target: Double?) -> StudyOutput {
    guard let target else { return self }
    var analysis = analysis
    analysis.target = target
    return StudyOutput(results, analysis)
  }

  /// The same, with all computed that is otherwise left for its first use.
  var computed: StudyOutput {
    _ = figures
    _ = analysis.fittedCurves
    return self
  }

  /// Returns the table with this name.
  public func table(_ name: ResultTable) -> Table { name.table(results, analysis) }

  /// Writes every table as `tables/NAME.tsv` and draws the figures, each in its usual formats; a failure does not
  /// affect the others. Files of figures that are no longer made are removed. If `cancellation` is interrupted, what is left to
  /// write stays as it was.
  ///
  /// - Returns: the tables and figures that could not be written.
  /// - Throws: if a folder cannot be created.
  public func write(to folder: ResultsFolder, until cancellation: Cancellation = Cancellation()) throws
    -> OutputFailures
  {
    var failures = OutputFailures(folder)
    try DurableFile.createFolder(folder.tables)
    for name in ResultTable.allCases where cancellation.reason != .interrupted {
      let file = folder.tables.appending(path: name.fileName)
      do {
        try DurableFile.write(TableFormat.tsv.write(table(name)), to: file)
      } catch {
        // An outdated table is worse than none.
        try? DurableFile.remove(file)
        failures.tables.append((name.fileName, error.description))
      }
    }
    if cancellation.reason != .interrupted { failures.figures = try draw(in: folder) }
    return failures
  }

  /// Draws the figures, each in its usual formats, and returns those that failed; what figures have left there in an
  /// earlier form of the study is removed.
  func draw(in folder: ResultsFolder) throws -> [FigureFailure] {
    let drawn = try FigureRenderer(folder: folder.plots).attempt(figures)
    FigureFiles.removeOutdated(in: folder.plots, keeping: figures)
    return drawn.failures
  }
}

extension ResultsFolder {
  /// Removes the manifest, because what it lists is about to change, and before it the files of figures with names of their own
  /// that `study` no longer asks for: only the manifest tells them from figures that a user has drawn.
  func removeManifest(before study: StudyDescription) throws(FileError) {
    let drawn = (try? Manifest(contentsOf: manifest))?.figures?.filter { FigureName(rawValue: $0.name) == nil } ?? []
    FigureFiles.remove(
      figures: Set(drawn.map(\.name)).subtracting((study.figures ?? []).compactMap(\.name)), from: plots)
    try DurableFile.remove(manifest)
  }
}

extension Manifest {
  /// Whether the folder has every table, all files of every figure, the study file and the report.
  func isWhole(in folder: ResultsFolder) -> Bool {
    let tables = ResultTable.allCases.map { folder.tables.appending(path: $0.fileName) }
    let pictures = (figures ?? []).flatMap(\.files).map { folder.plots.appending(path: $0) }
    return figures != nil && (tables + pictures + [folder.studyFile, folder.report]).allSatisfy(\.isFile)
  }
}
