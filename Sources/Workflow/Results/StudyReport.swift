import Analysis
import Datasets
public import DurableFiles
import Explorer
import Foundation
public import HTMLReport
import NeuralNetwork
import Plotting
public import Reporting
import Study
import TextOutput
public import TrialStorage

/// The report of a study: explorer, figures as they are in the results folder, tables, study file and manifest.
public struct StudyReport: Sendable {
  private let folder: ResultsFolder
  /// The folder of the figures.
  private var plots: FolderItem
  /// The text of the study file.
  private let studyFile: String
  private let manifest: Manifest?
  /// What a reader should know about data and settings, each a sentence without a full stop.
  private let remarks: [String]
  private let version: String

  /// The files that a report may overwrite: those that begin like an HTML page.
  public static let outputKind = OutputKind("HTML page") { head in
    let beginning = String(decoding: head, as: UTF8.self).drop { $0.isWhitespace || $0 == "\u{FEFF}" }.lowercased()
    return beginning.hasPrefix("<!doctype html") || beginning.hasPrefix("<html")
  }

  /// Creates the report of a folder. `manifest` is nil as long as the study is not finished; `remarks` are sentences without a
  /// full stop on data and settings; `version` is that of Fathom.
  public init(_ folder: ResultsFolder, studyFile: String, manifest: Manifest?, remarks: [String], version: String) {
    self.folder = folder
    plots = folder.plots
    self.studyFile = studyFile
    self.manifest = manifest
    self.remarks = remarks
    self.version = version
  }

  /// Writes `report.html`; `progress` is nil if the study is finished. Figures that are not drawn yet are left out.
  ///
  /// - Throws: `FileError` if the file cannot be written.
  public func write(_ output: StudyOutput, progress: ReportProgress?) throws {
    try DurableFile.write(html(output, progress: progress), to: folder.report)
  }

  private func html(_ output: StudyOutput, progress: ReportProgress?) throws -> String {
    let study = output.results.study
    var page = page(title: study.title, summary: Self.summary(output), progress, isRecorded: study.origin != nil)
    page.figures = output.figures.compactMap { figure($0) }
    // Verdicts of an unfinished study do not count. A report without an explorer is better than none.
    if progress == nil { page.explorer = try? ExplorerData(output.results, output.analysis)?.json() }
    page.commands = Self.commands(page.figures.first?.name)
    page.tables = Self.tables(output)
    page.coversTestSamples = study.intervals != .replicates
    page.findings = Findings(output.analysis).sentences
    page.remarks = TrialRemarks(output.results, manifest?.facts).lines + remarks + output.results.originRemarks
    return try page.html()
  }

  /// Draws the figures of a results folder, and makes its report; unless it goes elsewhere, it is written to `report.html`.
  ///
  /// Where the folder cannot be written and the report goes elsewhere, nothing is left in the folder.
  /// - Parameter output: what the folder holds.
  /// - Returns: the report, and the figures that it lacks because they could not be drawn.
  /// - Throws: `StoreError` if there are no results, `FileError` if a file cannot be written.
  public static func make(
    _ output: StudyOutput, of folder: ResultsFolder, goesElsewhere: Bool, version: String
  ) throws -> (html: String, failures: OutputFailures) {
    let store = try SQLiteTrialStore(folder.store, readOnly: true)
    let manifest = try? Manifest(contentsOf: folder.manifest)
    var report = StudyReport(
      folder, studyFile: try store.study()?.file ?? "", manifest: manifest, remarks: folder.keptRemarks,
      version: version)
    var failures = OutputFailures(folder)
    func html() throws -> String {
      let status = try manifest == nil ? StudyStatus(folder) : nil
      return try report.html(
        output, progress: status.map { ReportProgress(finished: $0.finished, of: $0.total) })
    }
    guard folder.isWritable || !goesElsewhere else {
      let drawn = try PrivateFolder.create(in: FileManager.default.temporaryDirectory, prefix: "fathom-report-")
      defer { try? DurableFile.removeTree(drawn) }
      report.plots = drawn
      failures.figures = try FigureRenderer(folder: drawn).attempt(output.figures).failures
      return (try html(), failures)
    }
    let lock = try folder.claim(orElse: "-o writes the report elsewhere")
    defer { withExtendedLifetime(lock) {} }
    failures.figures = try output.draw(in: folder)
    let text = try html()
    if !goesElsewhere { try DurableFile.write(text, to: folder.report) }
    return (text, failures)
  }

  /// Writes `report.html` of a study of which nothing is finished.
  func write(titled title: String, progress: ReportProgress) throws {
    try DurableFile.write(page(title: title, summary: "", progress).html(), to: folder.report)
  }

  private func page(
    title: String, summary: String, _ progress: ReportProgress?, isRecorded: Bool = false
  ) -> ReportPage {
    var page = ReportPage(
      title: title, summary: summary, studyFile: studyFile, commands: Self.commands(nil), footer: "Fathom \(version)")
    page.progress = progress
    page.facts = manifest.map { Self.facts($0, isRecorded: isRecorded) } ?? []
    return page
  }

  /// The commands that draw the figures again; `figure` is one of them.
  private static func commands(_ figure: String?) -> String {
    "# in the folder of this file\nfathom plot ." + (figure.map { "\ncd plots && gnuplot \($0).gp" } ?? "")
  }

  /// Data, models, sizes and replicates in one line.
  private static func summary(_ output: StudyOutput) -> String {
    let study = output.results.study
    let sizes = Set(output.results.trajectories.map(\.configuration.size)).sorted()
    let models = study.models.map(\.name)
    var parts = [study.origin?.name ?? study.data.source.name]
    parts.append(models.count <= 4 ? models.joined(separator: ", ") : "\(models.count) models")
    if let first = sizes.first, let last = sizes.last {
      parts.append(
        first == last
          ? first.counted("sample") : "\(sizes.count) sizes from \(count(first)) to \(count(last)) samples")
    }
    parts.append(output.results.replicateWords)
    if study.origin == nil { parts.append("seed \(study.seed)") }
    return parts.joined(separator: " · ")
  }

  private func figure(_ figure: Figure) -> ReportFigure? {
    func contents(_ format: FigureFormat) -> Data? {
      try? plots.appending(path: "\(figure.name).\(format.rawValue)").contents()
    }
    let format = figure.usualFormats.first ?? .svg
    guard let picture = contents(format) else { return nil }
    var shown = ReportFigure(
      name: figure.name, title: figure.title,
      description: [figure.title, figure.subtitle, figure.caption].filter { !$0.isEmpty }.joined(separator: ". "),
      width: figure.screenWidth, picture: picture,
      mediaType: format == .svg ? "image/svg+xml" : "image/\(format.rawValue)")
    if figure.animation != nil { shown.still = contents(.svg) }
    return shown
  }

  private static func tables(_ output: StudyOutput) -> [ReportTable] {
    let metrics = output.results.study.metrics
    let metric = output.results.study.metric
    let overview = ReportTable(
      name: "overview",
      summary: "test \(metric.words)\(metric.directionNote) and gap between train and test \(metric.words), "
        + "means over replicates with 95 % intervals",
      table: ScreenTable.overview(output.analysis).table, isOpen: true)
    var shown: [ResultTable] = [
      .settings, .gaps, .curves, .verdicts, .crossovers, .fits, .drops, .widthDrops, .biasVariance, .costs, .choices,
    ]
    if output.results.study.vary.contains(where: \.setsInitialisers) { shown.append(.initialisers) }
    shown += [.specifications, .deadNeurons, .models]
    let others = shown.map { name in
      ReportTable(
        name: name.rawValue, summary: name.summary(metric),
        table: ScreenTable.cut(output.table(name), name, metrics: metrics))
    }
    return ([overview] + others).filter { !$0.table.rows.isEmpty }
  }

  /// What the results depend on. Of runs that were trained elsewhere, data and machine are not known.
  private static func facts(_ manifest: Manifest, isRecorded: Bool) -> [(name: String, value: String)] {
    guard !isRecorded else {
      return [
        ("Fathom", manifest.fathomVersion), ("Study", manifest.study), ("Runs", manifest.dataProvenance),
        ("SHA-256 of the runs", manifest.dataDigest), ("Command", manifest.command.joined(separator: " ")),
      ]
    }
    var facts = [
      ("Fathom", manifest.fathomVersion), ("Study", manifest.study), ("Seed", String(manifest.seed)),
      ("Data", "\(manifest.dataSource): \(manifest.dataProvenance)"), ("SHA-256 of the data", manifest.dataDigest),
    ]
    if let digest = manifest.dataFilesDigest { facts.append(("SHA-256 of the files", digest)) }
    facts.append(("Samples", manifest.facts.splitWords))
    if let groups = manifest.facts.groupWords { facts.append(("Groups", groups)) }
    return facts + [
      ("Machine", "\(manifest.processor), \(manifest.cores) cores, \(manifest.operatingSystem)"),
      ("Kernels", manifest.kernels),
      ("Command", manifest.command.joined(separator: " ")),
    ]
  }
}

extension ReportProgress {
  /// The progress of a study with some finished trajectories; `total` is nil if the number of all is not known.
  init(state: String = "Not finished", finished: Int, of total: Int?) {
    self.init(
      state: state, line: "\(count(finished))\(total.map { " of \(count($0))" } ?? "") trajectories",
      share: Double(finished) / Double(max(total ?? 0, finished, 1)))
  }
}
