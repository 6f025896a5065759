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
public struct PlanSummary: Sendable, CustomStringConvertible {
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
  private let table: TableFacts?
  private let roundingNote: String?
  private let remarks: StudyRemarks

  /// Estimates the time from the speed of each network on random samples and from a few small trajectories, measured for a
  /// fraction of a second, and how
  /// many replicates a precision takes from the results in `folder`, if it holds any of the study.
  ///
  /// - Throws: ``WorkflowError`` if the study does not fit this machine's memory; `DataError` if the data cannot be
  ///   loaded.
  public init(_ prepared: PreparedStudy, jobs: Int, folder: ResultsFolder? = nil) throws {
    let plan = prepared.plan
    let data = try prepared.data()
    memory = MemoryEstimate(plan, data: data, jobs: jobs)
    try memory.check()
    table = data.pool.table
    roundingNote = prepared.roundingNote
    remarks = try StudyRemarks(plan, data)
    self.plan = plan
    self.jobs = jobs
    let heldOut = plan.facts.validation + plan.facts.test
    var speeds: [Speed: (samplesPerSecond: Double, secondsToScore: Double)] = [:]
    let study = plan.study
    let goal = study.replicates.goal
    let times = try TrajectoryTime(plan, data, near: folder)
    var (all, first) = ((seconds: 0.0, count: 0.0), (seconds: 0.0, count: 0.0))
    func add(_ seconds: Double, _ planned: PlannedTrajectory) {
      all = (all.seconds + seconds, all.count + 1)
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
    func whole(_ sum: (seconds: Double, count: Double)) -> Double {
      max(sum.seconds / workers, sum.count * times.storing)
    }
    secondsAtMost = whole(all)
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

  /// Several lines on data, models, sizes, replicates, rules, trials, time and memory.
  public var description: String {
    let study = plan.study
    let sizes = Set(plan.trajectories.map(\.configuration.size)).sorted()
    let facts = plan.facts
    func values(_ settings: [VariedSetting]) -> String {
      settings.map { "\($0.key) \($0.values.map(\.text).joined(separator: ", "))" }.joined(separator: "; ")
    }
    var lines = [
      "\(study.name): \(study.title)",
      "  data          \(study.data.source.name): \(facts.inputs) \(facts.inputs == 1 ? "feature" : "features"), "
        + (study.predictsQuantity
          ? "predicting \(study.data.source.quantityName)" : "\(facts.classNames.count) classes") + "; "
        + facts.splitWords + (study.data.labelNoise.map { "; label-noise \($0)" } ?? ""),
      "  models        " + Self.models(plan).joined(separator: ", "),
      "  sizes         " + sizes.map(count).joined(separator: " "),
      "  replicates    \(replicates)",
      "  stopping      "
        + plan.rules.map(\.label).joined(separator: ", "),
    ]
    if let groups = facts.groupWords { lines.insert("  groups        " + groups, at: 2) }
    if let table {
      lines.insert(contentsOf: ["  table         \(table.writing)", "  columns       \(table.columnsInWords)"], at: 2)
    }
    if !study.vary.isEmpty { lines.append("  varied        " + values(study.vary)) }
    if !study.tune.isEmpty {
      lines.append("  tuned         \(values(study.tune)) (all are trained; the best on validation data are reported)")
    }
    let notes = [TrialRemarks.missingClasses(sizes, facts), roundingNote].compactMap { $0 }
    lines += (notes + remarks.lines + remarks.figures).map { "  note          \($0)" }
    let epochs = plan.trajectories.compactMap(\.epochLimit).max() ?? 0
    lines += [
      "  trials        \(count(plan.trialCount)) from \(count(plan.trajectories.count)) trajectories"
        + (plan.trialCount == plan.trajectories.count
          ? "" : ": \(count(plan.trajectories.count)) training runs instead of \(count(plan.trialCount))"),
      "  time          at most \(time) on \(jobs) \(jobs == 1 ? "worker" : "workers") of an idle "
        + "machine" + (epochs > 0 ? ", if every trajectory runs all \(epochs) epochs" : "")
        + (untimed > 0 ? "; not counting the \(count(untimed)) support vector machines, whose time is not known" : ""),
      "  memory        about \(count(max(memory.megabytes, 1))) MB and the program itself",
    ]
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
    return "\(Self.duration(secondsAtFirst)) for \(count(goal.from)) replicates, \(most) for \(count(goal.to)),"
  }

  private static func models(_ plan: StudyPlan) -> [String] {
    var seen: Set<Int> = []
    return plan.trajectories.filter { seen.insert($0.configuration.modelIndex).inserted }
      .sorted { $0.configuration.modelIndex < $1.configuration.modelIndex }.map { planned in
        switch planned.learner {
        case .network(let architecture, _):
          "\(planned.configuration.model) \(architecture.widths.map(String.init).joined(separator: "-")) "
            + "(\((["\(count(architecture.parameterCount)) parameters"] + architecture.structure.words).joined(separator: ", ")))"
        case .supportVectorMachine:
          "\(planned.configuration.model) (\(plan.study.baseline(planned.configuration.model) ?? ""))"
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
