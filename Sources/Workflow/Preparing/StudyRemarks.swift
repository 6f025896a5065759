import Datasets
import NeuralNetwork
import Plotting
import SeededRandom
import Study

/// Remarks on what may surprise in a study, one line each, shown before training and again with the results.
struct StudyRemarks {
  /// Remarks on batches and classes.
  private(set) var lines: [String]
  /// Remarks on figures that the study names but that cannot apply to it; not needed once there are results.
  let figures: [String]

  /// `data` is nil if a finished study's data have not been loaded again; there are then no remarks on classes.
  init(_ plan: StudyPlan, _ data: LoadedData?) throws {
    lines = Self.unmeasured(plan.study) + Self.batches(plan) + Self.remainders(plan) + Self.rules(plan)
    if let data {
      lines += try UndefinedMetric(plan.study, data)?.remarks(plan.study) ?? []
      lines += data.remarks + Self.sparsity(plan.study, data) + (try Self.classes(plan.study, data))
    }
    let wanted = plan.study.figures ?? []
    figures = FigureKind.all.filter { wanted.contains($0.name) && !$0.mayApply(plan) }
      .map { "The figure \($0.name.rawValue) does not apply: it needs \($0.requirement)" }
  }

  /// A remark on models of which the first metric cannot be measured.
  private static func unmeasured(_ study: StudyDescription) -> [String] {
    let names = study.metric.needsOutputs ? study.models.map(\.name).filter { study.baseline($0) != nil } : []
    guard !names.isEmpty else { return [] }
    return [
      "\(study.metric.name) needs the outputs of a network, which \(listed(names)) \(names.count == 1 ? "has" : "have") not: curves, "
        + "verdicts and findings leave \(names.count == 1 ? "it" : "them") out; put another metric first to compare "
        + "\(names.count == 1 ? "it" : "them")"
    ]
  }

  /// A remark on training subsets that are smaller than a batch.
  private static func batches(_ plan: StudyPlan) -> [String] {
    var sizes: Set<Int> = []
    var largest = 0
    for case .network(_, let settings) in plan.trajectories.map(\.learner) {
      if case .count(let batch) = settings.batch { largest = max(largest, batch) }
    }
    for planned in plan.trajectories {
      if case .network(_, let settings) = planned.learner, case .count(let batch) = settings.batch,
        batch > planned.configuration.size
      {
        sizes.insert(planned.configuration.size)
      }
    }
    guard !sizes.isEmpty else { return [] }
    return [
      "Batches of \(count(largest)) are larger than the training subsets of \(listed(sizes.sorted().map(count))) samples: "
        + "there an epoch is one update"
    ]
  }

  /// Remarks on last batches of less than a quarter of the size that take a full step.
  private static func remainders(_ plan: StudyPlan) -> [String] {
    var short: Set<[Int]> = []
    for planned in plan.trajectories {
      guard case .network(_, let settings) = planned.learner, settings.remainder == .keep,
        case .count(let batch) = settings.batch, batch < planned.configuration.size
      else { continue }
      let rest = planned.configuration.size % batch
      if rest > 0 && 4 * rest < batch { short.insert([planned.configuration.size, rest, batch]) }
    }
    guard !short.isEmpty else { return [] }
    let cases = short.sorted { $0.lexicographicallyPrecedes($1) }
      .map { "\($0[1]) of \($0[2]) samples at n = \(count($0[0]))" }
    return [
      "The last batch of an epoch is small and takes a full step: \(listed(cases)); "
        + "use remainder: scale, the default, which shortens the step, or sizes that are multiples of the batch"
    ]
  }

  /// A remark on rules that cannot end any training run before its last epoch.
  private static func rules(_ plan: StudyPlan) -> [String] {
    let runs = plan.trajectories.compactMap { planned -> (epochs: Int, updates: Int)? in
      guard case .network(_, let settings) = planned.learner, let epochs = planned.epochLimit else { return nil }
      guard case .count(let batch) = settings.batch else { return (epochs, 1) }
      return (epochs, (planned.configuration.size + batch - 1) / batch)
    }
    guard !runs.isEmpty else { return [] }
    let idle = plan.rules.filter { rule in
      rule != .none && runs.allSatisfy { rule.earliestEpoch(updatesPerEpoch: $0.updates) > Double($0.epochs) }
    }
    guard !idle.isEmpty else { return [] }
    return [
      "No training run is long enough for \(listed(idle.map(\.inWords))): \(idle.count == 1 ? "it" : "they") will never end one; "
        + "raise training.epochs or leave \(idle.count == 1 ? "it" : "them") out"
    ]
  }

  /// A remark on scalings that make other values of the zeros of a sparse table.
  private static func sparsity(_ study: StudyDescription, _ data: LoadedData) -> [String] {
    guard let sparse = data.pool.features.sparse,
      let scaling = study.scalings.first(where: { !$0.keepsZerosOfSparseTables })
    else { return [] }
    return [
      "data.scale \(scaling.rawValue) makes other values of the zeros of this sparse table, so that all "
        + "\(count(sparse.width)) features of every sample take memory and time, and not the "
        + "\(count(sparse.storedCount / max(sparse.sampleCount, 1))) of a sample that are not zero; none and unit keep zeros"
    ]
  }

  /// Remarks on classes with a single sample, and on those without test samples.
  private static func classes(_ study: StudyDescription, _ data: LoadedData) throws -> [String] {
    let pool = data.pool
    guard pool.quantity == nil else { return [] }
    let names = pool.classNames.map { "\"\($0.prefix(40))\"" }
    let single = names.indices.filter { pool.classCounts[$0] == 1 }
    let tested: [Int]
    if let rows = try study.split(data, replicate: 1).test {
      var counts = Array(repeating: 0, count: names.count)
      for row in rows { counts[Int(pool.labels[row])] += 1 }
      tested = counts
    } else {
      tested = data.canonicalTest?.classCounts ?? []
    }
    let untested = tested.indices.filter { tested[$0] == 0 }
    func line(_ classes: [Int], _ words: (one: String, many: String)) -> [String] {
      classes.isEmpty
        ? [] : ["\(classes.count == 1 ? words.one : words.many): \(listed(classes.map { names[$0] }))"]
    }
    let balance =
      ClassBalance(counts: tested)?.warning(for: study.metric).map { ["\($0); \(ClassBalance.advice)"] } ?? []
    return balance
      + line(
        single,
        (
          "A class with one sample, which is trained on or tested on, never both",
          "Classes with one sample, which is trained on or tested on, never both"
        ))
      + line(
        untested,
        (
          "A class without test samples, about which results say nothing",
          "Classes without test samples, about which results say nothing"
        ))
  }
}
