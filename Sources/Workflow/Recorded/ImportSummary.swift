import Analysis
import ForeignHistories
import NeuralNetwork
import Reporting
import Study
import TextOutput

/// What was understood of imported histories, in lines for the terminal.
public struct ImportSummary: Sendable, CustomStringConvertible {
  private let history: HistoryImport

  /// Summarises an import.
  public init(_ history: HistoryImport) { self.history = history }

  /// Several lines: what there is, how it was read, and what was odd.
  public var description: String {
    let (histories, study) = (history.histories, history.recorded.study)
    let runs = history.recorded.trajectories
    var lines = ["\(study.name): \(runs.count.counted("run"))" + (histories.program.map { " by \($0)" } ?? "")]
    func add(_ name: String, _ text: String) {
      if !text.isEmpty { lines.append("  \(name): \(text)") }
    }
    add("models", Self.list(histories.models.map(Self.words)))
    add("training-set sizes", Self.list(Set(runs.map(\.configuration.size)).sorted().map { count($0) }))
    let cells = Dictionary(grouping: runs) {
      [$0.configuration.model, "\($0.configuration.size)"] + $0.configuration.varied
    }
    add("runs of each", Self.range(cells.values.map(\.count)))
    for setting in study.vary { add(setting.key, Self.list(setting.values.map(\.text))) }
    let lengths = runs.filter { $0.configuration.kind == .network }.map(\.history.count)
    add("epochs", lengths.isEmpty ? "none; one result a run" : Self.range(lengths))
    add("measured", Self.list(measured(runs)))
    add("stopping rules", Self.list(study.rules.map(\.inWords)))
    if !history.pairing.isEmpty { lines.append("  \(history.pairing)") }
    if study.origin?.isTestedOnValidation == true { lines.append("  \(StudyOrigin.standIn)") }
    if let sharedData = study.origin?.sharedData { lines.append("  \(sharedData)") }
    if study.rules.count > 1, runs.contains(where: { run in run.history.contains { $0.updates == nil } }) {
      lines.append("  Updates are not known, so what rules cost is counted in epochs.")
    }
    lines += histories.notes.map { "  \($0)" }
    lines += StudyResults(study: study, trajectories: runs).comparisonRemarks.map { "  \($0)." }
    let narrow = histories.models.filter { $0.hidden == nil && $0.depth ?? 0 > 0 }.map(\.name)
    if !narrow.isEmpty {
      lines.append(
        "  The widths of the hidden layers of \(Self.list(narrow)) are not known, so that there are no results by width; an "
          + "import file can say them, as in models: {NAME: {hidden: [64]}}.")
    }
    if !histories.remarks.isEmpty {
      lines.append("  remarks:")
      lines += histories.remarks.map { "    \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  /// The columns that any run has values of.
  private func measured(_ runs: [TrajectoryResult]) -> [String] {
    Measure.scores(history.recorded.study.metrics).filter { measure in
      runs.contains { $0.history.contains { measure.value(of: $0) != nil } }
    }.map(\.name)
  }

  private static func words(_ model: ForeignModel) -> String {
    let layers = model.hidden.map(HiddenLayers.words) ?? model.depth.map { $0.counted("hidden layer") }
    return model.name + (layers.map { " (\($0))" } ?? "")
  }

  private static func range(_ numbers: [Int]) -> String {
    guard let least = numbers.min(), let most = numbers.max() else { return "" }
    return least == most ? count(least) : "\(count(least)) to \(count(most))"
  }

  /// The most items of a list that are shown.
  private static let mostItems = 20

  private static func list(_ items: [String]) -> String {
    items.count > mostItems
      ? items.prefix(mostItems).joined(separator: ", ") + " and \(items.count - mostItems) more"
      : items.joined(separator: ", ")
  }
}
