import Analysis
import NeuralNetwork
import Study
import TextOutput

// Where the leader changes, and who is ahead over all sizes.

extension FindingWords {
  /// Crossovers under the rule that trains longest, of the pairs in the findings, or with the best model; and of the values
  /// of keys.
  func crossovers(atMost most: Int) -> [String] {
    let best = analysis.standing?.best.key
    let ofModels =
      isPairwise
      ? pairs(atMost: most)
      : Array(
        contrasts.filter { contrast in
          contrast.isOfModels
            && (best.map { contrast.contains(modelAt: $0.modelIndex) && contrast.varied == $0.varied } ?? false)
        }.prefix(2))
    let shown = ofModels + settings.filter { $0.contrasts.count <= Self.mostOfSetting }.flatMap(\.contrasts)
    return analysis.crossovers.filter { $0.rule == longest && shown.contains($0.contrast) }.compactMap { crossover in
      guard crossover.isDecidable(of: analysis.study.replicates) else { return nil }
      let (first, second) = names(crossover.contrast)
      let isForFirst = crossover.isForFirst == true
      let (leader, other) = isForFirst ? (first, second) : (second, first)
      let place = "\(setting(crossover.contrast.varied)) (\(crossover.rule.inWords))"
      guard !crossover.hasSeveral else { return changes(crossover, first, second, place) }
      guard case .at(let low) = crossover.low, case .at(let high) = crossover.high, case .at(let n) = crossover.position
      else { return nil }
      let decided = [
        crossover.decidedBefore.map { "that \(other) is ahead is decided up to n = \(count($0))" },
        crossover.decidedFrom.map { "that \(leader) is ahead is decided from n = \(count($0)) on" },
      ].compactMap(\.self)
      return "From about n* = \(count(rounded(n))) training samples on (95 % interval \(count(rounded(low))) to "
        + "\(count(rounded(high)))) \(leader) is ahead of \(other)\(place)"
        + (decided.isEmpty ? "; no size on either side is decided." : "; \(decided.joined(separator: ", ")).")
    }
  }

  /// What is decided of curves that cross more than once in many resamples, as curves that are close to each other do; nil
  /// if the leader is not known to change.
  private func changes(_ crossover: Crossover, _ first: String, _ second: String, _ place: String) -> String? {
    let decided = analysis.comparisons.filter {
      $0.contrast == crossover.contrast && $0.rule == crossover.rule && $0.verdict != .undecided
    }.sorted { $0.size < $1.size }
    // The first size of each leader.
    let leads = decided.enumerated().filter { $0 == 0 || decided[$0 - 1].verdict != $1.verdict }.map(\.element)
    guard leads.count > 1 else { return nil }
    let words = leads.map { "\($0.verdict == .better ? first : second) is ahead at n = \(count($0.size))" }
    return "By verdict, the lead between \(first) and \(second) changes\(place): "
      + words.joined(separator: ", then ")
      + (leads.count > 2
        ? ", so there is no one size from which either is ahead."
        : "; the curves lie so close in between that the size is not known.")
  }

  /// The difference averaged over the sizes, under the rule that trains longest, of the pairs in the findings; and the
  /// rules under which it is decided for the other model.
  func averages(atMost most: Int) -> [String] {
    let shown = pairs(atMost: most)
    return analysis.crossovers.filter { $0.rule == longest && shown.contains($0.contrast) }.compactMap { crossover in
      guard crossover.isDecidable(of: analysis.study.replicates),
        let average = crossover.average
      else { return nil }
      let (first, second) = names(crossover.contrast)
      let place = "\(setting(crossover.contrast.varied)) (\(crossover.rule.inWords))"
      let side = average.side(of: crossover, metric)
      let opposite = analysis.crossovers.filter { other in
        guard other.contrast == crossover.contrast, let average = other.average else { return false }
        return average.side(of: other, metric) != 0 && average.side(of: other, metric) != side
      }
      func named(_ crossover: Crossover) -> String {
        crossover.rule.inWords + (crossover.average.map { " by \(magnitude($0))" } ?? "")
      }
      guard side != 0 else {
        let others = Dictionary(grouping: opposite) { $0.average?.side(of: $0, metric) ?? 0 }.sorted { $0.key > $1.key }
          .map { side, rules in
            "\(side > 0 ? first : second) is with \(rules.map(named).joined(separator: ", "))"
          }
        return "Averaged over the sizes, neither \(first) nor \(second) is certain to be ahead"
          + "\(place): the difference is \(points(average)) \(unit)\(metric.directionNote)"
          + (average.excludesZero && (crossover.averageTest?.single ?? 0) <= Comparison.level
            ? ", whose interval excludes zero by itself, but not after correction for all \(count(tested(crossover))) averages"
            : "")
          + sizesAffected(crossover)
          + (others.isEmpty ? "." : "; \(others.joined(separator: "; ")).")
      }
      let (leader, other) = side > 0 ? (first, second) : (second, first)
      let caveat = sizesAffected(crossover)
      return "Averaged over the sizes, \(leader) is ahead of \(other) by "
        + "\(magnitude(average)) \(unit)\(place)\(caveat)"
        + (opposite.isEmpty
          ? "." : "; but \(other) is ahead with \(opposite.map(named).joined(separator: ", ")).")
    }
  }

  /// The number of averages that are corrected together.
  private func tested(_ crossover: Crossover) -> Int {
    analysis.crossovers.count { $0.contrast.answersSameQuestion(as: crossover.contrast) }
  }

  /// At how many of the sizes behind an average runs diverged or are at chance.
  private func sizesAffected(_ crossover: Crossover) -> String {
    let cells = analysis.comparisons.filter { $0.contrast == crossover.contrast && $0.rule == crossover.rule }
    let caveat = caveat(cells.map { [$0.firstRuns, $0.secondRuns] }, noun: "\(count(cells.count)) sizes")
    return caveat.isEmpty ? "" : " – \(caveat)"
  }
}

extension Interval {
  /// For the average difference of a crossover: 1 if it is decided for the first model, −1 if for the second, else 0.
  fileprivate func side(of crossover: Crossover, _ metric: Metric) -> Int {
    guard let p = crossover.averageTest?.corrected, p <= Comparison.level, excludesZero else { return 0 }
    return metric.sign * mean > 0 ? 1 : -1
  }
}
