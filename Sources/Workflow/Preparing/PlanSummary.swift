import Analysis
import Benchmarking
import Datasets
import Foundation
import NeuralNetwork
import Reporting
import SavedModels
import SeededRandom
public import Study
import TextOutput
public import TrialStorage

/// What a study would do and cost, as text: the output of `fathom plan`.
public struct PlanSummary: Sendable, Answer {
  /// The plan that is summed up.
  public let plan: StudyPlan
  /// Number of trajectories trained at the same time.
  public let jobs: Int
  /// Estimated seconds if every trajectory is trained to its last epoch; stopping rules shorten that.
  public let secondsAtMost: Double
  /// The same for the replicates that are trained first; nil if no precision decides how many follow.
  private let secondsAtFirst: Double?
  /// Number of support vector machines that are so large that their time is not estimated.
  private let untimed: Int
  /// How precisely the results that there are know the differences.
  private let precision: AchievedPrecision?
  /// The memory that the study needs.
  public let memory: MemoryEstimate
  /// What the results folder has of the plan; nil if there is none to look at.
  private let stored: StoredWork?
  /// Estimated seconds for what the results folder lacks, as ``secondsAtMost``.
  private let secondsLeft: Double
  private let table: TableFacts?
  private let remarks: StudyRemarks

  /// Estimates the time from the speed of each network on random samples and from a few small trajectories, measured for a
  /// fraction of a second, and how
  /// many replicates a precision takes from the results in `folder`, if it holds any of the study. That it holds none is said
  /// only if the user chose it.
  ///
  /// - Throws: ``WorkflowError`` if the study does not fit this machine's memory; `DataError` if the data cannot be
  ///   loaded.
  public init(
    _ prepared: PreparedStudy, jobs: Int, folder: ResultsFolder? = nil, isFolderChosen: Bool = false
  ) throws {
    let plan = prepared.plan
    let data = try prepared.data()
    memory = MemoryEstimate(plan, data: data, jobs: jobs)
    try memory.check()
    table = data.pool.table
    remarks = try prepared.remarks(on: data)
    self.plan = plan
    self.jobs = jobs
    let heldOut = plan.facts.validation + plan.facts.test
    var speeds: [Speed: (samplesPerSecond: Double, secondsToScore: Double)] = [:]
    let study = plan.study
    let goal = study.replicates.goal
    let stored = try folder.flatMap { try StoredWork(plan, in: $0, isChosen: isFolderChosen) }
    self.stored = stored
    let times = try TrajectoryTime(plan, data, near: folder)
    typealias Sum = (seconds: Double, count: Double)
    var (all, first, left): (Sum, Sum, Sum) = ((0, 0), (0, 0), (0, 0))
    func add(_ seconds: Double, _ planned: PlannedTrajectory) {
      all = (all.seconds + seconds, all.count + 1)
      if stored?.missing.contains(planned.key) != false { left = (left.seconds + seconds, left.count + 1) }
      if let goal, planned.replicate <= goal.from { first = (first.seconds + seconds, first.count + 1) }
    }
    for planned in plan.trajectories {
      guard case .network(let architecture, let settings) = planned.learner else {
        add(times.machine(cost: planned.cost(evaluated: heldOut)) ?? 0, planned)
        continue
      }
      let kind = Speed(architecture: architecture, settings: settings)
      let speed = speeds[kind] ?? kind.measure(on: data.pool, study.scalings)
      speeds[kind] = speed
      let (size, sample) = (Double(planned.configuration.size), speed.secondsToScore)
      let epoch = size / speed.samplesPerSecond + (size + Double(heldOut)) * sample
      add(times.network + Double(settings.epochs) * epoch, planned)
    }
    let workers = Double(max(min(jobs, plan.trajectories.count), 1))
    // Results are stored one at a time, however many workers there are.
    func whole(_ sum: Sum) -> Double {
      max(sum.seconds / workers, sum.count * times.storing)
    }
    secondsAtMost = whole(all)
    secondsLeft = whole(left)
    secondsAtFirst = goal.map { _ in whole(first) }
    untimed = times.machine(cost: 0) == nil ? plan.trajectories.count { $0.epochLimit == nil } : 0
    precision = try folder.flatMap { try AchievedPrecision(plan, in: $0) }
  }

  /// A network whose speed is measured once.
  private struct Speed: Hashable {
    private static let samples = 512
    var architecture: Architecture
    var settings: TrainingSettings

    /// Samples that are trained on in a second, and seconds to score one: of `dataset` if that is sparse, else of random
    /// samples, which take as long as others.
    func measure(on dataset: Dataset, _ scalings: [Scaling]) -> (samplesPerSecond: Double, secondsToScore: Double) {
      var generator = SeededGenerator(key: 1)
      let samples: LabelledSamples<Float>
      if dataset.features.sparse != nil, let scaling = scalings.first, scalings.allSatisfy(\.keepsZerosOfSparseTables) {
        let rows = Array(0..<min(Self.samples, dataset.count))
        samples = FeatureScaler(scaling, fittedTo: dataset, rows: rows).labelled(dataset, rows: rows)
      } else {
        let features = (0..<Self.samples * architecture.inputs).map { _ in Float(generator.uniform()) }
        let classes = max(architecture.outputs, 2)
        let labels = (0..<Self.samples).map { Int32($0 % classes) }
        // One linear output predicts a quantity.
        let isOfQuantity = architecture.outputs == 1 && settings.loss == .meanSquaredError
        samples = LabelledSamples<Float>(
          features: features, featureCount: architecture.inputs, labels: labels,
          quantities: isOfQuantity ? QuantityTargets(labels.map { Double($0) }, mean: 0.5, deviation: 0.5) : nil)
      }
      let measured = TrainingBenchmark(architecture: architecture, settings: settings).measure(
        samples, epochs: 3, seconds: 0.02)
      return (measured.samplesPerSecond, measured.secondsToScore / Double(samples.count))
    }
  }

  /// What `fathom plan` says, as values.
  public struct Facts: Encodable, Sendable {
    let study: String
    let title: String
    let data: Data
    let models: [Model]
    let sizes: [Int]
    /// The replicates that are planned; the most of them, if a precision decides how many there are.
    let replicates: Int
    @OrNull var precision: Double?
    let rules: [String]
    let varied: [Setting]
    let tuned: [Setting]
    let notes: [String]
    let trials: Int
    let trajectories: Int
    let jobs: Int
    /// The last epoch of any trajectory; null if no model is trained by epochs.
    @OrNull var epochs: Int?
    let secondsAtMost: Double
    /// The same for the replicates that are trained first; null if no precision decides how many follow.
    @OrNull var secondsAtFirst: Double?
    /// Support vector machines whose time is not known.
    let untimed: Int
    let megabytes: Int
    /// What the results folder has; null if none was looked at.
    @OrNull var results: Results?

    /// The data.
    struct Data: Encodable, Sendable {
      let source: String
      let features: Int
      /// Null if a quantity is predicted.
      @OrNull var classes: Int?
      @OrNull var quantity: String?
      let train: Int
      let validation: Int
      let test: Int
      @OrNull var labelNoise: Double?
      @OrNull var groups: Int?
    }

    /// A model.
    struct Model: Encodable, Sendable {
      let name: String
      /// Units of each layer, from the inputs to the outputs; null for a support vector machine.
      @OrNull var layers: [Int]?
      @OrNull var parameters: Int?
      /// What else there is to say of it.
      let about: [String]
    }

    /// A varied or tuned key.
    struct Setting: Encodable, Sendable {
      let key: String
      let values: [String]

      init(_ setting: VariedSetting) { (key, values) = (setting.key, setting.values.map(\.text)) }

      var words: String { "\(key) \(values.joined(separator: ", "))" }
    }

    /// What a results folder has of the plan.
    struct Results: Encodable, Sendable {
      let folder: String
      let finished: Int
      let missing: Int
      let secondsLeft: Double
      /// Why the folder cannot take the results of the study.
      @OrNull var problem: String?
      /// What becomes of runs in it with another number of epochs.
      @OrNull var otherEpochs: String?
    }
  }

  /// What the text says, as values.
  public var facts: Facts {
    let (study, facts) = (plan.study, plan.facts)
    let sizes = Set(plan.trajectories.map(\.configuration.size)).sorted()
    let compares = study.models.count > 1 || study.vary.contains { $0.values.count > 1 }
    let undecidable = compares && study.replicates.goal == nil ? Comparison.undecidable(with: study.replicates) : nil
    let notes = [TrialRemarks.missingClasses(sizes, facts), undecidable].compactMap { $0 }
    return Facts(
      study: study.name, title: study.title,
      data: Facts.Data(
        source: study.data.source.name, features: facts.inputs,
        classes: study.predictsQuantity ? nil : facts.classNames.count,
        quantity: study.predictsQuantity ? study.data.source.quantityName : nil, train: facts.trainingPool,
        validation: facts.validation, test: facts.test, labelNoise: study.data.labelNoise, groups: facts.groups?.count),
      models: Self.models(plan), sizes: sizes, replicates: study.replicates.count,
      precision: study.replicates.goal?.precision,
      rules: plan.rules.map(\.label), varied: study.vary.map(Facts.Setting.init),
      tuned: study.tune.map(Facts.Setting.init),
      notes: notes + remarks.lines + remarks.figures + FigureRehearsal(plan).problems, trials: plan.trialCount,
      trajectories: plan.trajectories.count,
      jobs: jobs, epochs: plan.trajectories.compactMap(\.epochLimit).max(), secondsAtMost: secondsAtMost,
      secondsAtFirst: secondsAtFirst, untimed: untimed, megabytes: max(memory.megabytes, 1),
      results: stored.map {
        Facts.Results(
          folder: $0.folder, finished: $0.finished, missing: plan.trajectories.count - $0.finished,
          secondsLeft: secondsLeft,
          problem: $0.refusal, otherEpochs: $0.otherLimits)
      })
  }

  /// Several lines on data, models, sizes, replicates, rules, trials, time, memory, and what there is already.
  public var description: String {
    let facts = facts
    var lines = [
      "\(facts.study): \(facts.title)",
      "  data          \(facts.data.source): \(facts.data.features.counted("feature")), "
        + (facts.data.quantity.map { "predicting \($0)" } ?? (facts.data.classes ?? 0).counted("class", "classes"))
        + "; "
        + plan.facts.splitWords + (facts.data.labelNoise.map { "; label-noise \($0)" } ?? ""),
      "  models        " + facts.models.map(\.words).joined(separator: ", "),
      "  sizes         " + facts.sizes.map(count).joined(separator: " "),
      "  replicates    \(replicates)",
      "  stopping      " + facts.rules.joined(separator: ", "),
    ]
    if let groups = plan.facts.groupWords { lines.insert("  groups        " + groups, at: 2) }
    if let table {
      lines.insert(contentsOf: ["  table         \(table.writing)", "  columns       \(table.columnsInWords)"], at: 2)
    }
    func words(_ settings: [Facts.Setting]) -> String { settings.map(\.words).joined(separator: "; ") }
    if !facts.varied.isEmpty { lines.append("  varied        " + words(facts.varied)) }
    if !facts.tuned.isEmpty {
      lines.append("  tuned         \(words(facts.tuned)) (all are trained; the best on validation data are reported)")
    }
    lines += facts.notes.map { "  note          \($0)" }
    let trajectories = facts.trajectories.counted("trajectory", "trajectories")
    lines += [
      "  trials        \(count(facts.trials)) from \(trajectories)"
        + (facts.trials == facts.trajectories
          ? "" : ": \(facts.trajectories.counted("training run")) instead of \(count(facts.trials))"),
      "  time          at most \(time) on \(jobs.counted("worker")) of an idle machine"
        + (facts.epochs.map { ", if every trajectory runs all \($0.counted("epoch"))" } ?? "")
        + (untimed > 0 ? "; not counting \(untimed.counted("support vector machine")), whose time is not known" : ""),
      "  memory        about \(count(facts.megabytes)) MB and the program itself",
    ]
    if let results = facts.results { lines.append("  results       \(results.words)") }
    return lines.joined(separator: "\n")
  }

  /// The number of replicates or, if a precision decides it, what is known of it.
  private var replicates: String {
    guard let goal = plan.study.replicates.goal else { return plan.study.replicates.description }
    return precision.map { PrecisionWords($0).progress } ?? PrecisionWords.wanted(goal, plan.study.metric)
  }

  /// The time in words; from the fewest to the most replicates, if a precision decides how many there are.
  private var time: String {
    let most = Self.duration(secondsAtMost)
    guard let goal = plan.study.replicates.goal, let secondsAtFirst else { return most }
    return "\(Self.duration(secondsAtFirst)) for \(goal.from.counted("replicate")), \(most) for \(count(goal.to)),"
  }

  private static func models(_ plan: StudyPlan) -> [Facts.Model] {
    var seen: Set<Int> = []
    return plan.trajectories.filter { seen.insert($0.configuration.modelIndex).inserted }
      .sorted { $0.configuration.modelIndex < $1.configuration.modelIndex }.map { planned in
        let name = planned.configuration.model
        return switch planned.learner {
        case .network(let architecture, _):
          Facts.Model(
            name: name, layers: architecture.widths, parameters: architecture.parameterCount,
            about: architecture.structure.words)
        case .supportVectorMachine:
          Facts.Model(name: name, about: [plan.study.baseline(name)].compactMap(\.self))
        }
      }
  }

  /// A span of time in words.
  static func duration(_ seconds: Double) -> String {
    switch seconds {
    case ..<1: "1 s"
    case ..<90: "\(Int(seconds.rounded(.up))) s"
    case ..<5400: "\(Int((seconds / 60).rounded(.up))) min"
    case ..<172_800: "\(Int((seconds / 3600).rounded(.up))) h"
    default: "\(count(Int(min(seconds / 86400, 1e9)))) days"
    }
  }
}

extension PlanSummary.Facts.Model {
  /// E.g. `deep 64-8-10 (610 parameters)`.
  fileprivate var words: String {
    let layers = layers.map { " \($0.map(String.init).joined(separator: "-"))" } ?? ""
    return
      "\(name)\(layers) (\(((parameters.map { [$0.counted("parameter")] } ?? []) + about).joined(separator: ", ")))"
  }
}

extension PlanSummary.Facts.Results {
  /// What there is, and what `fathom run` would do.
  fileprivate var words: String {
    if let problem { return problem }
    let all = finished + missing
    let there = finished == 0 ? "none" : "\(count(finished)) of \(all.counted("trajectory", "trajectories"))"
    let left =
      missing == 0
      ? "nothing is left to train"
      : "\(count(missing)) to train, which \(missing == 1 ? "takes" : "take") at most \(PlanSummary.duration(secondsLeft))"
    return "\(folder) has \(there); \(left)" + (otherEpochs.map { "; \($0)" } ?? "")
  }
}

extension AchievedPrecision {
  /// What the whole replicates in a folder give for a plan; nil unless it holds at least one of the same study.
  fileprivate init?(_ plan: StudyPlan, in folder: ResultsFolder) throws {
    guard plan.study.replicates.goal != nil, folder.hasStore else { return nil }
    let store = try SQLiteTrialStore(folder.store, readOnly: true)
    let record = StudyRecord(
      description: plan.study, file: "", dataDigest: plan.facts.digest, engineVersion: StudyPlan.engineVersion)
    guard try store.study()?.changes(to: record).isEmpty ?? false else { return nil }
    let keys = Set(plan.trajectories.map(\.key))
    let stored = try store.results().filter { keys.contains($0.key) }
    let whole = plan.remaining(given: stored).wholeReplicates(of: plan.study.replicates)
    guard whole > 0 else { return nil }
    self.init(try folder.results(of: plan.decided(whole).study, stored))
  }
}

/// A number with thousands separators.
func count(_ value: Int) -> String { value.grouped }
