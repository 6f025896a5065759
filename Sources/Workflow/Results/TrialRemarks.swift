import Analysis
import Datasets
import NeuralNetwork
import Study
import TextOutput

/// What a reader of results should know about their trials: which failed or cannot be told from chance, and which had
/// too little to learn from.
struct TrialRemarks {
  /// Each a sentence without a full stop; nil where there is nothing to say.
  let diverged, atChance, worseThanChance, unmeasured, missingClasses: String?

  /// `facts` are those of the data, if they are known.
  init(_ results: StudyResults, _ facts: DataFacts?) {
    // A model that no varied setting affects is repeated for each of their values.
    var seen: Set<Configuration> = []
    let cells = results.byConfiguration.filter { seen.insert($0.configuration.effective).inserted }
    let trials = cells.flatMap { cell in results.study.rules.flatMap { cell.trials($0) } }.compactMap(\.self)
    func share(_ part: Int, of whole: Int? = nil, _ words: (_ isOne: Bool) -> String) -> String? {
      part > 0 ? "\(count(part)) of \((whole ?? trials.count).counted("trial")) \(words(part == 1))" : nil
    }
    // Of imported runs the limits of chance are not known.
    let judged = trials.count(where: \.trajectory.chance.isKnown)
    let metric = results.study.metric
    diverged = share(trials.count { $0.trial.status == .diverged }) { isOne in
      "diverged; \(isOne ? "it is" : "they are") left out of the means, and \(isOne ? "counts" : "count") in verdicts as "
        + metric.lostOutcome
    }
    let unlearnt = trials.filter { $0.trajectory.isAtChance($0.trial) }
    let isOutOfReach = unlearnt.allSatisfy { run in
      guard let best = metric.best, let limit = run.trajectory.chance.test[metric] else { return false }
      return !metric.isBeyondChance(best, limit: limit)
    }
    // What has no loss is judged by the metrics alone, of which accuracy sees most.
    let isByMetrics =
      !results.study.metrics.contains(.accuracy) && unlearnt.contains { $0.trajectory.configuration.kind == .oneShot }
    let byMetrics = isByMetrics ? " by \(listed(results.study.metrics.map(\.words)))" : ""
    atChance = share(unlearnt.count, of: judged) { isOne in
      "\(isOne ? "is" : "are") not distinguishable from chance\(byMetrics); \(isOne ? "it is" : "they are") in the means"
        + (isOutOfReach ? "; with so few test samples not even the best test \(metric.words) would be" : "")
    }
    let metrics = listed(results.study.metrics.filter { $0.expectedByChance != nil }.map(\.words))
    worseThanChance = share(trials.count { $0.trajectory.isWorseThanChance($0.trial) }, of: judged) { isOne in
      "\(isOne ? "is" : "are") worse than chance on test data by \(metrics): \(isOne ? "its" : "their") order of the samples is the "
        + "wrong way round; \(isOne ? "it is" : "they are") in the means"
    }
    let unmeasured = trials.count { trial in
      guard let record = trial.trajectory.reported(by: trial.trial) else { return false }
      return record.test[metric] == nil && (trial.trajectory.configuration.kind == .network || !metric.needsOutputs)
    }
    self.unmeasured = metric.undefined.flatMap { undefined in
      share(unmeasured) { isOne in
        "\(isOne ? "has" : "have") no \(metric.words), because \(isOne ? "its" : "their") test samples are \(undefined.words), "
          + "and \(isOne ? "is" : "are") left out; "
          + (results.study.data.test == .canonical ? "" : "enlarge data.test, or ") + "put another metric first"
      }
    }
    missingClasses = facts.flatMap { Self.missingClasses(results.trajectories.map(\.configuration.size), $0) }
  }

  var lines: [String] { [diverged, atChance, worseThanChance, unmeasured, missingClasses].compactMap(\.self) }

  /// Which training subsets cannot have a sample of every class or, if groups come one after the other, do not have one in
  /// every replicate; nil if all have.
  static func missingClasses(_ sizes: [Int], _ facts: DataFacts) -> String? {
    let small = Set(sizes.filter { $0 < facts.allClasses }).sorted()
    guard !small.isEmpty else { return nil }
    let words = facts.groups == nil ? "cannot have" : "consist of whole groups and do not in every replicate have"
    return
      "Training subsets of \(small.map(String.init).joined(separator: ", ")) \(small == [1] ? "sample" : "samples") \(words) all "
      + facts.classNames.count.counted("class", "classes")
  }
}
