import Analysis
import Datasets
import NeuralNetwork
import Plotting
import SeededRandom
import Study
import StudyFile
import SupportVectorMachines

/// Remarks on what may surprise in a study, one line each: those that `fathom plan`, `run` and `train` show before training, and
/// that results keep.
struct StudyRemarks {
  /// Remarks on data, batches and classes.
  private(set) var lines: [String]
  /// Remarks on figures that the study names but that cannot apply to it; not needed once there are results.
  let figures: [String]

  /// `data` is nil if a finished study's data have not been loaded again; there are then no remarks on them.
  /// `replaced` are the keys in whose place the study has values under `vary` or `tune`.
  init(_ plan: StudyPlan, _ data: LoadedData?, replaced: [StudyFile.ReplacedKey] = []) throws {
    lines = Self.unmeasured(plan.study) + Self.classWeights(plan.study) + Self.batches(plan) + Self.remainders(plan)
    lines += Self.rules(plan) + Self.schedules(plan) + Self.idle(plan.study) + Self.replaced(plan.study, replaced)
    lines += [Comparison.withFirstAlone(of: plan.study)].compactMap(\.self)
    if let data {
      lines += Self.labelNoise(plan.study, data)
      lines += try UndefinedMetric.remarks(plan.study, data)
      lines += Self.rounding(plan, data) + data.remarks + Self.sparsity(plan.study, data)
      lines += try Self.classes(plan.study, data) + Self.largeGroups(plan.study, data)
    }
    let wanted = plan.study.figures ?? []
    figures =
      FigureKind.all.filter { kind in wanted.contains { $0.figure == kind.name } && !kind.mayApply(to: plan) }
      .map { "The figure \($0.name.rawValue) does not apply: it needs \($0.name.needs.words)" }
  }

  /// A remark on each key that counts for nothing: those of the file, and of support vector machines.
  private static func replaced(_ study: StudyDescription, _ keys: [StudyFile.ReplacedKey]) -> [String] {
    func remark(_ given: [String], _ section: String, _ setting: VariedSetting) -> String? {
      given.isEmpty
        ? nil
        : "\(listed(given)) \(given.count == 1 ? "is" : "are") not used: \(section) gives \(setting.key) "
          + "\(setting.values.map(\.text).joined(separator: ", "))"
    }
    let given = keys.compactMap { replaced in
      [("vary", study.vary), ("tune", study.tune)].lazy.compactMap { section, settings in
        settings.first { $0.key == replaced.key }.flatMap {
          remark([replaced.path + (replaced.value.map { " \($0)" } ?? "")], section, $0)
        }
      }.first
    }
    return given
      + study.tune.compactMap { tuned in
        let given = study.models.compactMap { model -> String? in
          guard case .supportVectorMachine(let settings) = model.kind, let text = settings.given(tuned.key) else {
            return nil
          }
          return "models.\(model.name).\(tuned.key) \(text)"
        }
        return remark(given, "tune", tuned)
      }
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
    let subsets =
      sizes == [1] ? "subset of 1 sample" : "subsets of \(listed(sizes.sorted().map(count))) samples"
    return [
      "Batches of \(count(largest)) are larger than the training \(subsets): "
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

  /// Remarks on schedules that change nothing in the epochs that there are.
  private static func schedules(_ plan: StudyPlan) -> [String] {
    let runs = plan.trajectories.compactMap { planned -> (settings: TrainingSettings, epochs: Int)? in
      guard case .network(_, let settings) = planned.learner, let epochs = planned.epochLimit else { return nil }
      return (settings, epochs)
    }
    let isWarmingUp = runs.contains { $0.settings.warmUp > 0 && $0.settings.warmUp >= $0.epochs }
    let steps = runs.compactMap { run in
      if case .step(let epochs, _) = run.settings.schedule, epochs >= run.epochs { epochs } else { nil }
    }
    return [
      isWarmingUp
        ? "training.warm-up is as long as training or longer, so that the learning rate never reaches its value" : nil,
      steps.min().map {
        "training.schedule: the first step comes after \(count($0)) \($0 == 1 ? "epoch" : "epochs"), and no run is longer, so that "
          + "the learning rate stays as it is"
      },
    ].compactMap(\.self)
  }

  /// A remark on so many wrong labels that another class is more frequent than the right one.
  private static func labelNoise(_ study: StudyDescription, _ data: LoadedData) -> [String] {
    let classes = data.pool.classNames.count
    guard let most = study.labelNoises.max(), classes > 1, most > 1 - 1 / Double(classes) else { return [] }
    return [
      "\(DataSetting.labelNoise.key) \(most): of \(classes) classes each wrong one is then more frequent than the right one, so that models learn "
        + "wrong labels"
    ]
  }

  /// A remark on what features lose in single precision, if anything is trained in it, or else by values far from all others.
  private static func rounding(_ plan: StudyPlan, _ data: LoadedData) -> [String] {
    let scalings = plan.study.scalings.lazy
    let isRounded = plan.trajectories.contains { $0.learner.isInSinglePrecision }
    let lost = isRounded ? scalings.compactMap { FeatureRounding.note(on: data, scaling: $0) }.first : nil
    return [lost ?? scalings.compactMap { FeatureOutliers.note(on: data, scaling: $0) }.first].compactMap(\.self)
  }

  /// A remark on models that take no notice of weights of classes.
  private static func classWeights(_ study: StudyDescription) -> [String] {
    let names = study.models.filter { if case .supportVectorMachine = $0.kind { true } else { false } }.map(\.name)
    guard !names.isEmpty, study.values(of: \.classWeights).contains(where: { $0 != .none }) else { return [] }
    return [
      "class-weights is a setting of networks and not applied to \(listed(names)): a difference may be that of the weights"
    ]
  }

  /// A remark on scalings that make other values of the zeros of a sparse table.
  private static func sparsity(_ study: StudyDescription, _ data: LoadedData) -> [String] {
    guard let sparse = data.pool.features.sparse,
      let scaling = study.scalings.first(where: { !$0.keepsZerosOfSparseTables })
    else { return [] }
    return [
      "\(DataSetting.scale.key) \(scaling.rawValue) makes other values of the zeros of this sparse table, so that all "
        + "\(count(sparse.width)) features of every sample take memory and time, and not the "
        + "\(count(sparse.storedCount / max(sparse.sampleCount, 1))) of a sample that are not zero; none and unit keep zeros"
    ]
  }

  /// A remark on groups that have more samples than are to be tested on, and are tested on in no replicate.
  static func largeGroups(_ study: StudyDescription, _ data: LoadedData) throws -> [String] {
    guard case .drawn(let holdOut) = study.data.test, let groups = data.pool.groups, let sizes = data.pool.groupSizes
    else { return [] }
    let wanted = try holdOut.count(of: data.pool.count, key: "data.test")
    var untested = sizes.filter { $0.value > wanted }
    var replicate = 1
    while !untested.isEmpty, replicate <= study.replicates.count {
      for sample in try study.split(data, replicate: replicate).test ?? [] { untested[groups[sample]] = nil }
      replicate += 1
    }
    guard let most = untested.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else { return [] }
    let names = data.pool.table?.namesOfGroups ?? []
    let found = untested.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { group, size in
      "\(names.indices.contains(Int(group)) ? "\"\(names[Int(group)].prefix(40))\"" : "number \(group)") (\(count(size)) samples)"
    }
    return [
      "\(found.count == 1 ? "A group is" : "Groups are") larger than the \(count(wanted)) samples to test on, and never tested on, so "
        + "that results say nothing of such groups: \(listed(found)); raise data.test to \(count(most.value)) or more to have "
        + "\(found.count == 1 ? "it" : "them") tested on at times"
    ]
  }

  /// Remarks on how held-out samples spread over the classes.
  private static func classes(_ study: StudyDescription, _ data: LoadedData) throws -> [String] {
    guard data.pool.quantity == nil else { return [] }
    let names = data.pool.classNames.map { "\"\($0.prefix(40))\"" }
    let counts = try study.heldOutClassCounts(data)
    // That of one test set may be chance; findings are of the mean, too.
    let balance = ClassBalance(mean: counts.compactMap { ClassBalance(counts: $0.test) })?
      .warning(for: study.metric).map { ["\($0); \(ClassBalance.advice)"] }
    return (balance ?? [])
      + absent(
        names, counts.map(\.test), "test", "about which results say nothing", "of which those say nothing")
      + absent(
        names, counts.map(\.validation), "validation",
        "which rules on validation data do not see",
        "which rules on validation data do not see there")
  }

  /// Remarks on classes without samples in all or some of the sets of a part.
  private static func absent(
    _ names: [String], _ sets: [[Int]], _ part: String, _ always: String, _ there: String
  ) -> [String] {
    let absent = names.indices.map { index in sets.count { $0.indices.contains(index) && $0[index] == 0 } }
    let never = names.indices.filter { absent[$0] == sets.count }
    let sometimes = names.indices.filter { 0..<sets.count ~= absent[$0] && absent[$0] > 0 }
    func who(_ classes: [Int]) -> String { classes.count == 1 ? "A class" : "Classes" }
    var lines: [String] = []
    if !never.isEmpty {
      lines.append("\(who(never)) without \(part) samples, \(always): \(listed(never.map { names[$0] }))")
    }
    if !sometimes.isEmpty {
      lines.append(
        "\(who(sometimes)) without \(part) samples in some replicates, \(there): "
          + listed(sometimes.map { "\(names[$0]) in \(count(absent[$0])) of \(count(sets.count))" }))
    }
    return lines
  }
}

extension Learner {
  fileprivate var isInSinglePrecision: Bool {
    if case .network(_, let settings) = self { settings.precision == .single } else { true }
  }
}

extension SupportVectorSettings {
  /// The value of `c` or `gamma`, if it is not what it is unless given; nil for other keys.
  fileprivate func given(_ key: String) -> String? {
    let gamma: Gamma? =
      switch kernel {
      case .linear: nil
      case .polynomial(_, let gamma, _), .rbf(let gamma): gamma
      }
    switch (key, gamma) {
    case ("c", _): return c == SupportVectorSettings().c ? nil : number(c)
    case ("gamma", .value(let value)): return number(value)
    case ("gamma", .auto): return "auto"
    default: return nil
    }
  }

  private func number(_ value: Double) -> String { Int(exactly: value).map(String.init) ?? "\(value)" }
}
