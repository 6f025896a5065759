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
    /// Counts over the pairs.
    var firstRuns = RunCounts()
    var secondRuns = RunCounts()

    /// Replicates in which both models have a result.
    var pairs: Int { difference.count { $0 != nil } }
  }
}

extension PairedCurve {
  /// The curves of every contrast and rule, in the order of the study file.
  static func curves(_ results: StudyResults, _ lost: LostRuns) -> [PairedCurve] {
    // A model with its varied settings, size by size; the results are sorted so.
    var lines: [[ConfigurationRuns]] = []
    for cell in results.byConfiguration where lost.canMeasure(cell.configuration) {
      if let last = lines.last?.first?.configuration, last.modelIndex == cell.configuration.modelIndex,
        last.varied == cell.configuration.varied
      {
        lines[lines.count - 1].append(cell)
      } else {
        lines.append([cell])
      }
    }
    let gap = Measure.gap(results.study.metric)
    return lines.flatMap { line in
      lines.flatMap { other -> [PairedCurve] in
        guard let one = line.first?.configuration, let two = other.first?.configuration,
          one.modelIndex < two.modelIndex, one.varied == two.varied, let contrast = Contrast(one, two)
        else { return [] }
        let isFirst = contrast.first.modelIndex == one.modelIndex
        return curves(contrast, isFirst ? line : other, isFirst ? other : line, gap, lost, rules: results.study.rules)
      }
    }
  }

  /// One curve for each rule, from the cells of both sides.
  private static func curves(
    _ contrast: Contrast, _ first: [ConfigurationRuns], _ second: [ConfigurationRuns], _ gap: Measure, _ lost: LostRuns,
    rules: [StoppingRule]
  ) -> [PairedCurve] {
    let opposites = Dictionary(
      second.map { ($0.configuration.size, $0) }, uniquingKeysWith: { first, _ in first })
    return rules.compactMap { rule in
      let cells = first.compactMap { cell -> Cell? in
        guard let opposite = opposites[cell.configuration.size] else { return nil }
        let trials = (first: cell.trials(rule), second: opposite.trials(rule))
        guard (trials.first + trials.second).contains(where: { $0 != nil }) else { return nil }
        let outcomes = zip(trials.first, trials.second).map { x, y -> (first: Outcome, second: Outcome)? in
          guard let x, let y, let first = lost.outcome(x), let second = lost.outcome(y) else { return nil }
          return (first, second)
        }
        let gaps = zip(outcomes, zip(trials.first, trials.second)).map { outcome, trials -> Double? in
          guard outcome != nil, let x = trials.0, let y = trials.1,
            let first = gap.value(of: x.trial, in: x.trajectory),
            let second = gap.value(of: y.trial, in: y.trajectory)
          else { return nil }
          return first - second
        }
        return Cell(
          size: cell.configuration.size, difference: outcomes.map { $0.map { $0.first.test - $0.second.test } },
          gap: gaps,
          firstRuns: RunCounts(outcomes.map { $0?.first }), secondRuns: RunCounts(outcomes.map { $0?.second }))
      }
      guard !cells.isEmpty else { return nil }
      return PairedCurve(contrast: contrast, rule: rule, cells: cells.sorted { $0.size < $1.size })
    }
  }
}
