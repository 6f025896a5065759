import Analysis
import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
import Plotting
import Reporting
import Study
import TextOutput
import TrialStorage

/// What a run prints of a study's results: test values and gaps, findings, remarks, and where the files are.
///
/// It is kept as `summary.json`, so that a finished study needs no analysis to print it again.
public struct RunSummary: Codable, Sendable, Equatable {
  /// Title of the study, then what the overview has.
  private let heading: [String]
  /// Which rows the overview leaves out; nil if none.
  private let leftOut: String?
  /// Test values and gaps.
  private let overview: Table
  /// The findings, each a sentence.
  private let findings: [String]
  /// What a reader should know about trials and figures, each a sentence without a full stop.
  private let remarks: [String]
  /// What a reader should know about data and settings, likewise.
  fileprivate let studyRemarks: [String]
  /// Names of the figures.
  private let figures: [String]

  /// The most rows of the overview.
  private static let maximumRows = 30

  /// Sums up the output of a study; `facts` are those of its data.
  init(_ output: StudyOutput, facts: DataFacts, _ studyRemarks: StudyRemarks) {
    let study = output.analysis.study
    let metric = study.metric
    let replicates = output.results.trainedReplicates
    let unit =
      metric.unit.name.isEmpty
      ? "" : metric.isInUnitOfData ? " \(metric.differenceWords)" : " in \(metric.differenceName)"
    heading = [
      study.title,
      "Test \(metric.words)\(metric.directionNote), and gap between train and test \(metric.words)"
        + "\(unit): "
        + (replicates == 1 ? "of 1 replicate" : "mean [95 % interval] of up to \(replicates) replicates"),
    ]
    (overview, leftOut) = ScreenTable.overview(output.analysis, maximumRows: Self.maximumRows)
    findings = Findings(output.analysis).sentences
    figures = output.drawnFigures.map(\.name)
    self.studyRemarks = studyRemarks.lines
    var remarks = TrialRemarks(output.results, facts).lines
    remarks += FigureKind.undrawn(study, drawn: figures).map {
      "Not drawn: \($0.fileName), which \($0.absence(in: output.analysis))"
    }
    if study.figures?.contains(where: { $0.style.width != nil }) == true {
      remarks += output.figures.compactMap { $0.heightRemark() }
    }
    self.remarks = remarks
  }

  /// Returns the lines for a terminal of `width` columns; `folder` is the path of the results folder.
  func text(folder: String, width: Int) -> String {
    let folder = folder.withoutControls()
    let base = folder.hasSuffix("/") ? folder : folder + "/"
    let heading = heading + (leftOut.map { ["\($0); all are in fathom curves \(folder)"] } ?? [])
    var lines = heading.map { $0.wrapped(to: width) } + ["", TableFormat.table.write(overview, width: width)]
    if !findings.isEmpty {
      lines += ["Findings"] + findings.map { "- \($0)".wrapped(to: width, indent: "  ") } + [""]
    }
    let drawn = figures.isEmpty ? "(none)" : "(\(figures.joined(separator: ", ")); pictures and gnuplot scripts)"
    let last =
      remarks + studyRemarks + [
        "Figures  \(base)plots/  \(drawn)", "Tables   \(base)tables/", "Report   \(base)report.html",
      ]
    return (lines + last.map { $0.wrapped(to: width, indent: "         ") }).joined(separator: "\n")
  }

  /// Bytes that a summary may have.
  private static let largestFile = 16 << 20

  /// Reads a summary that ``write(to:)`` wrote.
  ///
  /// - Throws: if the file is missing, larger than 16 MiB, or not a summary.
  init(contentsOf item: FolderItem) throws {
    self = try ReadableJSON.value(of: item.contents(upTo: Self.largestFile))
    guard overview.rows.allSatisfy({ $0.count == overview.columns.count }),
      overview.columns.allSatisfy(\.display.isReadable)
    else {
      throw FileError(path: item.path, action: "cannot read", reason: "its table cannot be shown")
    }
  }

  /// Writes the summary as JSON, whole or not at all.
  ///
  /// - Throws: `FileError` if the file cannot be written.
  func write(to item: FolderItem) throws {
    try DurableFile.write(try ReadableJSON.data(self), to: item)
  }
}

extension ResultsFolder {
  /// The remarks on data and settings that the last run to finish the study kept, which need no data; empty if there are none.
  var keptRemarks: [String] { (try? RunSummary(contentsOf: summary))?.studyRemarks ?? [] }
}
