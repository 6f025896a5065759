import Analysis
import ForeignHistories
import NeuralNetwork
import Reporting
import Study
import TextOutput

/// What was understood of imported histories.
public struct ImportSummary: Sendable, Answer {
  private let history: HistoryImport
  private let folder: String?

  /// Summarises an import into `folder`, or one that writes nothing.
  public init(_ history: HistoryImport, folder: String? = nil) { (self.history, self.folder) = (history, folder) }

  /// The least and the most of several numbers.
  struct Range: Encodable {
    var least: Int
    var most: Int

    init?(_ numbers: [Int]) {
      guard let least = numbers.min(), let most = numbers.max() else { return nil }
      (self.least, self.most) = (least, most)
    }
  }

  /// What `fathom import` says, as values.
  public struct Facts: Encodable {
    struct Model: Encodable {
      let name: String
      @OrNull var hidden: [Int]?
      @OrNull var hiddenLayers: Int?
      @OrNull var parameters: Int?
    }

    struct Setting: Encodable {
      let key: String
      let values: [String]
      let tuned: Bool
    }

    @OrNull var folder: String?
    let study: String
    @OrNull var program: String?
    let runs: Int
    let models: [Model]
    let sizes: [Int]
    @OrNull var runsOfEach: Range?
    let settings: [Setting]
    @OrNull var epochs: Range?
    let measured: [String]
    let stopping: [String]
    let notes: [String]
    let remarks: [String]
  }

  /// The facts that ``description`` puts into words.
  public var facts: Facts {
    let (histories, study) = (history.histories, history.recorded.study)
    return Facts(
      folder: folder, study: study.name, program: histories.program, runs: history.recorded.trajectories.count,
      models: histories.models.map {
        Facts.Model(name: $0.name, hidden: $0.hidden, hiddenLayers: $0.depth, parameters: $0.parameters)
      },
      sizes: sizes, runsOfEach: Range(runsOfEach),
      settings: (study.vary + study.tune).map {
        Facts.Setting(key: $0.key, values: $0.values.map(\.text), tuned: study.tune.contains($0))
      }, epochs: Range(lengths),
      measured: measured, stopping: study.rules.map(\.inWords), notes: sentences, remarks: histories.remarks)
  }

  private var sizes: [Int] { Set(history.recorded.trajectories.map(\.configuration.size)).sorted() }

  /// The number of runs of each model, size and setting.
  private var runsOfEach: [Int] {
    Dictionary(grouping: history.recorded.trajectories) {
      [$0.configuration.model, "\($0.configuration.size)"] + $0.configuration.varied + $0.configuration.tuned
    }.values.map(\.count)
  }

  /// The numbers of epochs of runs that have any.
  private var lengths: [Int] {
    history.recorded.trajectories.filter { $0.configuration.kind == .network }.map(\.history.count)
  }

  /// How the files were read, and what follows from what they do not have.
  private var sentences: [String] {
    let (histories, study) = (history.histories, history.recorded.study)
    let runs = history.recorded.trajectories
    var sentences = [history.pairing].filter { !$0.isEmpty }
    if study.origin?.isTestedOnValidation == true { sentences.append(StudyOrigin.standIn) }
    if let sharedData = study.origin?.sharedData { sentences.append(sharedData) }
    if study.rules.count > 1, runs.contains(where: { run in run.history.contains { $0.updates == nil } }) {
      sentences.append("Updates are not known, so what rules cost is counted in epochs.")
    }
    sentences += histories.notes
    sentences += StudyResults(study: study, trajectories: runs).comparisonRemarks.map { "\($0)." }
    let narrow = histories.models.filter { $0.hidden == nil && $0.depth ?? 0 > 0 }.map(\.name)
    if !narrow.isEmpty {
      sentences.append(
        "The widths of the hidden layers of \(Self.list(narrow)) are not known, so that there are no results by width; an "
          + "import file can say them, as in models: {NAME: {hidden: [64]}}.")
    }
    return sentences
  }

  /// Several lines: what there is, how it was read, and what was odd.
  public var description: String {
    let (histories, study) = (history.histories, history.recorded.study)
    let runs = history.recorded.trajectories
    var lines = ["\(study.name): \(runs.count.counted("run"))" + (histories.program.map { " by \($0)" } ?? "")]
    func add(_ name: String, _ text: String) {
      if !text.isEmpty { lines.append("  \(name): \(text)") }
    }
    add("models", Self.list(histories.models.map(Self.words)))
    add("training-set sizes", Self.list(sizes.map { count($0) }))
    add("runs of each", Self.range(runsOfEach))
    for setting in study.vary { add(setting.key, Self.list(setting.values.map(\.text))) }
    for setting in study.tune { add("\(setting.key), tuned", Self.list(setting.values.map(\.text))) }
    add("epochs", lengths.isEmpty ? "none; one result a run" : Self.range(lengths))
    add("measured", Self.list(measured))
    add("stopping rules", Self.list(study.rules.map(\.inWords)))
    lines += sentences.map { "  \($0)" }
    if !histories.remarks.isEmpty {
      lines.append("  remarks:")
      lines += histories.remarks.map { "    \($0)" }
    }
    return lines.joined(separator: "\n")
  }

  /// The columns that any run has values of.
  private var measured: [String] {
    Measure.scores(history.recorded.study.metrics).filter { measure in
      history.recorded.trajectories.contains { $0.history.contains { measure.value(of: $0) != nil } }
    }.map(\.name)
  }

  private static func words(_ model: ForeignModel) -> String {
    let layers = model.hidden.map(HiddenLayers.words) ?? model.depth.map { $0.counted("hidden layer") }
    return model.name + (layers.map { " (\($0))" } ?? "")
  }

  private static func range(_ numbers: [Int]) -> String {
    Range(numbers).map { $0.least == $0.most ? count($0.least) : "\(count($0.least)) to \(count($0.most))" } ?? ""
  }

  /// The most items of a list that are shown.
  private static let mostItems = 20

  private static func list(_ items: [String]) -> String {
    items.count > mostItems
      ? items.prefix(mostItems).joined(separator: ", ") + " and \(items.count - mostItems) more"
      : items.joined(separator: ", ")
  }
}
