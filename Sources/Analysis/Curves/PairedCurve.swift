import NeuralNetwork
import Study

/// The two models of a contrast at every size that both have, under one rule.
struct PairedCurve {
  var contrast: Contrast
  var rule: StoppingRule
  /// By size, ascending.
  var cells: [Cell]

  /// One size.
  struct Cell {
    var size: Int
    /// The leading metric on test data, first − second, by replicate in order, a trial that diverged counting as
    /// ``LostRuns`` say; nil where a model has no result.
    var difference: [Double?]
    /// The same of the gaps; nil where a trial diverged.
    var gap: [Double?]
    /// Of the pairs.
    var firstRuns = RunCounts()
    var secondRuns = RunCounts()

    /// Replicates in which both models have a result.
    var pairs: Int { difference.count { $0 != nil } }
  }
}

extension PairedCurve {
  /// Every two networks of different depth, and every network with every other model, in the order of the study file.
  static func curves(_ results: StudyResults, _ lost: LostRuns) -> [PairedCurve] {
    let measurement = Measurement(gap: .gap(results.study.metric), lost: lost)
    let (rules, replicates) = (results.study.rules, results.study.replicates.count)
    var lines: [LineKey: [[TrajectoryResult]]] = [:]
    var order: [LineKey] = []
    // The results are sorted by model, varied settings and size.
    for trajectory in results.trajectories where lost.canMeasure(trajectory.configuration) {
      let key = LineKey(trajectory.configuration)
      var line = lines.removeValue(forKey: key) ?? []
      if line.isEmpty { order.append(key) }
      if line.last?.first?.configuration.size == trajectory.configuration.size {
        line[line.count - 1].append(trajectory)
      } else {
        line.append([trajectory])
      }
      lines[key] = line
    }
    return order.flatMap { key in
      order.filter { $0.modelIndex > key.modelIndex && $0.varied == key.varied }.flatMap { other in
        curves(lines[key] ?? [], lines[other] ?? [], measurement, rules: rules, replicates: replicates)
      }
    }
  }

  /// A model with its varied settings.
  private struct LineKey: Hashable {
    var modelIndex: Int
    var varied: [String]

    init(_ configuration: Configuration) {
      modelIndex = configuration.modelIndex
      varied = configuration.varied
    }
  }

  /// One curve a rule of two models, whose results are grouped by size.
  private static func curves(
    _ a: [[TrajectoryResult]], _ b: [[TrajectoryResult]], _ measurement: Measurement, rules: [StoppingRule],
    replicates: Int
  ) -> [PairedCurve] {
    guard let one = a.first?.first?.configuration, let other = b.first?.first?.configuration,
      let contrast = Contrast(one, other)
    else { return [] }
    let (first, second) = contrast.first.modelIndex == one.modelIndex ? (a, b) : (b, a)
    let opposites = Dictionary(
      second.compactMap { cell in cell.first.map { ($0.configuration.size, cell) } },
      uniquingKeysWith: { first, _ in first })
    return rules.compactMap { rule in
      let cells = first.compactMap { cell -> Cell? in
        guard let size = cell.first?.configuration.size, let opposite = opposites[size],
          (cell + opposite).contains(where: { $0.trial(of: rule) != nil })
        else { return nil }
        let pairs = zip(
          measurement.trials(cell, rule, replicates), measurement.trials(opposite, rule, replicates)
        ).map { x, y in
          x.flatMap { x in y.map { (x, $0) } }
        }
        return Cell(
          size: size, difference: pairs.map { $0.map { $0.outcome.test - $1.outcome.test } },
          gap: pairs.map { $0.flatMap { x, y in x.gap.flatMap { gap in y.gap.map { gap - $0 } } } },
          firstRuns: RunCounts(pairs.map { $0?.0.outcome }), secondRuns: RunCounts(pairs.map { $0?.1.outcome }))
      }
      guard !cells.isEmpty else { return nil }
      return PairedCurve(contrast: contrast, rule: rule, cells: cells.sorted { $0.size < $1.size })
    }
  }

  /// What of a trial is compared.
  private struct Measurement {
    var gap: Measure
    var lost: LostRuns

    /// What the trials of a configuration come to, by replicate.
    func trials(
      _ cell: [TrajectoryResult], _ rule: StoppingRule, _ replicates: Int
    ) -> [(outcome: Outcome, gap: Double?)?] {
      var values: [(outcome: Outcome, gap: Double?)?] = Array(repeating: nil, count: max(replicates, 1))
      for trajectory in cell where values.indices.contains(trajectory.replicate - 1) {
        let trial = trajectory.trial(of: rule)
        values[trajectory.replicate - 1] = lost.outcome(trajectory, trial).map { outcome in
          (outcome, trial.flatMap { gap.value(of: $0, in: trajectory) })
        }
      }
      return values
    }
  }
}
