import DurableFiles
public import ForeignHistories
import Foundation
import NeuralNetwork
import Reporting
import Study
import StudyFile

/// Histories that another program wrote, as a study with its runs.
public struct HistoryImport: Sendable {
  /// What the files hold.
  public let histories: ForeignHistories
  /// The study with its runs.
  public let recorded: RecordedStudy
  /// How replicates are paired, in a sentence for people.
  public let pairing: String

  /// Reads the files of a request, and replays its stopping rules over their histories.
  ///
  /// Without rules, a run is reported as it ended.
  ///
  /// - Parameter name: the name of the study, if the request has none.
  /// - Throws: errors of files, and ``WorkflowError`` for a rule that looks at what was not recorded.
  public init(_ request: ImportRequest, name: String) throws {
    var histories = try request.read()
    try Self.check(request.stopping.flatMap(\.rules), histories)
    let numbering = try ReplicateNumbers(histories, isPaired: request.isPaired)
    var origin = StudyOrigin.ImportedHistories(
      files: histories.files, program: histories.program, isTestedOnValidation: histories.testPart == .validation,
      hasMeansOnly: histories.runs.contains { $0.replicate == nil && $0.standardErrors != nil },
      remarks: Self.kept(histories.remarks))
    origin.measuredEpochs = histories.measuredEpochs
    origin.constants = histories.constants.map { .init(key: Self.key($0.key), value: $0.values.joined()) }
    if histories.crossed != nil { try Self.checkNumbers(histories, numbering) }
    origin.partsOfData = histories.partsOfData
    var study = Self.study(
      request, histories, origin, name: request.name ?? name,
      replicates: histories.crossed ?? .independent(numbering.count))
    histories.notes += Self.renameSettings(of: &study)
    let layers = Dictionary(study.models.map { ($0.name, $0.kind) }) { first, _ in first }
    let trajectories = zip(histories.runs, numbering.numbers).compactMap { run, replicate -> TrajectoryResult? in
      guard case .recorded(let model)? = layers[run.model] else { return nil }
      return Self.trajectory(run, replicate, model, of: histories)
    }
    let results = StudyResults(study: study, trajectories: trajectories)
    let labels = Dictionary(zip(trajectories.map(\.key), histories.runs.map { $0.replicateLabel(histories) })) {
      first, _ in first
    }
    histories.remarks += MissingScores(results) { labels[$0.key] ?? "replicate \($0.replicate)" }.remarks
    origin.remarks = Self.kept(histories.remarks)
    study.origin = .imported(origin)
    self.histories = histories
    pairing = [numbering.sentence, histories.crossed.map { "Replicates share draws: \($0)." } ?? ""]
      .filter { !$0.isEmpty }.joined(separator: " ")
    recorded = RecordedStudy(
      study: study, trajectories: results.trajectories,
      file: Self.kept(request, name: study.name).importFile, digest: histories.digest)
  }

  /// The request as the results folder keeps it, which can be imported from anywhere: with its name, and absolute paths.
  private static func kept(_ request: ImportRequest, name: String) -> ImportRequest {
    func absolute(_ path: String) -> String {
      path.hasPrefix("~/") ? path : URL(pathAsGiven: path).standardizedFileURL.path(percentEncoded: false)
    }
    var kept = request
    kept.name = name
    kept.files = request.files.map(absolute)
    // Where files are given, a pattern is matched with the ends of their paths, or with the names of runs.
    if request.files.isEmpty { kept.pattern = request.pattern.map(absolute) }
    return kept
  }

  /// The most remarks that are kept with the results.
  private static let mostRemarks = 50

  private static func kept(_ remarks: [String]) -> [String] {
    let others = remarks.count - mostRemarks
    return remarks.prefix(mostRemarks).map { String($0.prefix(500)) } + (others > 0 ? ["and \(others) more"] : [])
  }

  private static func study(
    _ request: ImportRequest, _ histories: ForeignHistories, _ origin: StudyOrigin.ImportedHistories, name: String,
    replicates: Replicates
  ) -> StudyDescription {
    let hasEpochs = Dictionary(grouping: histories.runs, by: \.model).mapValues { $0.contains(where: \.hasEpochs) }
    let tunings = Dictionary(grouping: histories.runs, by: \.model)
      .mapValues { Set($0.map { $0.settings(histories, areTuned: true) }) }
    let models = histories.models.map { model in
      Model(
        name: model.name,
        kind: .recorded(
          RecordedModel(
            hidden: model.hidden, parameters: model.parameters,
            learner: RecordedLearner(hasEpochs[model.name] == true ? .network : .oneShot, depth: model.depth),
            tunings: max(tunings[model.name]?.count ?? 1, 1))))
    }
    func settings(areTuned: Bool) -> [VariedSetting] {
      histories.settings.filter { histories.tuned.contains($0.key) == areTuned }.map { setting in
        VariedSetting(key: Self.key(setting.key), values: setting.values.map { .init(text: $0, assignment: .recorded) })
      }
    }
    let none = StoppingSpecification(name: StoppingRule.none.kind.name, rules: [.none])
    var study = StudyDescription(
      name: name, title: request.title ?? name,
      data: RecordedStudy.data(.imported(origin), histories.metrics),
      sizes: .list(Set(histories.runs.map(\.size)).sorted()), replicates: replicates,
      intervals: .replicates, seed: request.seed ?? StudyFile.usualSeed, metrics: histories.metrics, models: models,
      training: TrainingSettings(), stopping: request.stopping.isEmpty ? [none] : request.stopping,
      vary: settings(areTuned: false), tune: settings(areTuned: true), figures: nil)
    study.origin = .imported(origin)
    return study
  }

  /// Gives settings that are called like a column of a table another name, as no table may have two columns of one name; returns
  /// what to say of it.
  private static func renameSettings(of study: inout StudyDescription) -> [String] {
    var plain = study
    (plain.vary, plain.tune) = ([], [])
    let results = StudyResults(study: plain, trajectories: [])
    let output = StudyOutput(results)
    let tables = ResultTable.allCases.map(output.table) + [GapOnsetTable.table(results, level: 0)]
    var taken = Set(tables.flatMap { $0.columns.map(\.name) })
    var notes: [String] = []
    func rename(_ setting: inout VariedSetting) {
      let key = setting.key
      var name = key
      while !taken.insert(name.replacing("-", with: "_")).inserted {
        name = name == key ? "setting_\(key)" : name + "_"
      }
      setting.key = name
      if name != key { notes.append("The setting '\(key)' is called \(name), as tables have a column of that name.") }
    }
    for index in study.vary.indices { rename(&study.vary[index]) }
    for index in study.tune.indices { rename(&study.tune[index]) }
    return notes
  }

  /// Refuses runs that share draws and would be numbered anew, as the numbers say which draws they share.
  private static func checkNumbers(_ histories: ForeignHistories, _ numbering: ReplicateNumbers) throws {
    guard let (run, _) = zip(histories.runs, numbering.numbers).first(where: { $0.replicate != "\($1)" }) else {
      return
    }
    throw WorkflowError(
      "import: replicates share draws, and \(run.label(histories)) is not of the same ones as the runs of other models; import models with "
        + "other replicates by themselves")
  }

  /// The name of a setting: as study files have it, if it is one of theirs.
  private static func key(_ name: String) -> String {
    let known = name.lowercased().replacing("_", with: "-")
    if let ofData = DataSetting.allCases.first(where: { "data-\($0.rawValue)" == known }) { return ofData.key }
    return TrainingSetting.named(known) == nil ? name : known
  }

  private static func trajectory(
    _ run: ForeignRun, _ replicate: Int, _ model: RecordedModel, of histories: ForeignHistories
  ) -> TrajectoryResult {
    var configuration = Configuration(
      modelIndex: 0, model: run.model, hidden: model.hidden, parameters: model.parameters, size: run.size,
      varied: run.settings(histories, areTuned: false), tuned: run.settings(histories, areTuned: true))
    configuration.recorded = model.learner
    var recordings = Recordings()
    recordings.standardErrors = run.standardErrors
    return TrajectoryResult(
      key: RecordedStudy.key([run.model, "\(run.size)", run.replicate ?? "", "\(replicate)"] + run.settings),
      configuration: configuration, replicate: replicate, history: run.history, diverged: run.diverged, trials: [],
      chance: .unknown, recordings: recordings, epochLimit: model.learner.kind == .network ? run.history.count : nil)
  }

  /// Refuses a rule that looks at something that was not recorded, or not after every epoch.
  private static func check(_ rules: [StoppingRule], _ histories: ForeignHistories) throws {
    let runs = histories.runs
    func label(_ run: ForeignRun) -> String { run.label(histories) }
    if let rule = rules.first(where: { $0 != .none }), !runs.contains(where: \.hasEpochs) {
      throw WorkflowError(
        "stopping: there are results of runs and no epochs to replay the rule \(rule.kind.name) over; leave the rule out"
      )
    }
    for rule in rules {
      if rule.countsUpdates, let run = runs.first(where: { $0.hasEpochs && $0.history.contains { $0.updates == nil } })
      {
        throw WorkflowError(
          "stopping: the rule \(rule.kind.name) counts updates, which \(label(run)) does not have; leave the rule out")
      }
      for (rule, quantity) in rule.ratios {
        guard
          let (run, epoch) = runs.lazy.compactMap({ run in
            run.history.first { quantity.value(in: $0) ?? 0 < 0 }.map { (run, $0.epoch) }
          }).first
        else { continue }
        throw WorkflowError(
          "stopping: the rule \(rule.kind.name) divides by \(quantity.name), which is below 0 in \(label(run)), epoch "
            + "\(epoch), so that it would never end a run; leave the rule out, or take one that looks at differences, such as "
            + "patience")
      }
      for quantity in rule.quantities {
        let run = runs.first { run in
          run.hasEpochs && run.history.contains { quantity.value(in: $0) == nil }
        }
        guard let run else { continue }
        if run.history.contains(where: { quantity.value(in: $0) != nil }),
          let hole = run.history.first(where: { quantity.value(in: $0) == nil })
        {
          throw WorkflowError(
            "stopping: the rule \(rule.kind.name) looks at \(quantity.name), which \(label(run)) does not have after epoch "
              + "\(hole.epoch); fill in the value, take out the rows without it, or leave the rule out")
        }
        // Support vector machines have no losses, say.
        let having = Set(runs.filter { $0.history.contains { quantity.value(in: $0) != nil } }.map(\.model))
        let order = runs.map(\.model).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        let kept = order.filter(having.contains)
        throw WorkflowError(
          "stopping: the rule \(rule.kind.name) looks at \(quantity.name), which \(label(run)) does not have; leave the rule "
            + "out, "
            + (kept.isEmpty || having.contains(run.model)
              ? ""
              : "take only the models that have it with --models \(kept.joined(separator: ",")) (models: in an import file), ")
            + "or name the column that holds it with --map \(quantity.columnName)=COLUMN")
      }
    }
  }
}

extension StoppingRule {
  /// Whether it, or a rule that it is made of, counts updates.
  fileprivate var countsUpdates: Bool { kind == .budget || parts.contains(where: \.countsUpdates) }
}

extension StoppingRule {
  /// What it, or a rule that it is made of, takes ratios of, which mean nothing below 0, with that rule.
  fileprivate var ratios: [(rule: StoppingRule, quantity: StoppingQuantity)] {
    switch kind {
    case .generalisationLoss: [(self, .validationLoss)]
    case .progressQuotient: [(self, .validationLoss), (self, .trainLoss)]
    case .lossChange: isRelative ? [(self, .trainLoss)] : []
    default: parts.flatMap(\.ratios)
    }
  }
}

extension StoppingQuantity {
  /// The name of the column in tables.
  fileprivate var columnName: String { name.replacing("-", with: "_") }
}

extension ForeignRun {
  /// The run in words.
  fileprivate func label(_ histories: ForeignHistories) -> String {
    "the run of \(model) with \(size) samples" + (replicate == nil ? "" : ", \(replicateLabel(histories))")
  }

  /// Its values of those settings that are tuned, or of those that are not.
  fileprivate func settings(_ histories: ForeignHistories, areTuned: Bool) -> [String] {
    zip(histories.settings, settings).filter { histories.tuned.contains($0.0.key) == areTuned }.map(\.1)
  }

  /// What the files call its replicate, such as `seed 0`.
  fileprivate func replicateLabel(_ histories: ForeignHistories) -> String {
    "\(histories.replicateWords ?? "replicate") \(replicate ?? "1")"
  }
}
