public import Analysis
import CurveFitting
import Foundation
import NeuralNetwork
import Study

/// What a study found, in a few plain sentences, each with its number and interval, and no more than the data support.
public struct Findings: Sendable, Equatable {
  public let sentences: [String]

  /// At most this many comparisons of models are put into words; the tables have all.
  private static let mostPairs = 4

  public init(_ analysis: StudyAnalysis) {
    let replicates = analysis.curves.map(\.count).max() ?? 0
    guard replicates > 0 else {
      sentences = []
      return
    }
    guard analysis.study.replicates.independentCount(among: replicates) > 1 else {
      guard replicates == 1 else {
        sentences = [
          "So far one draw of the data is finished, from which nothing can be concluded: a difference may be that of lucky "
            + "samples."
        ]
        return
      }
      sentences = [
        analysis.study.replicates.count > 1
          ? "So far one replicate is finished, from which nothing can be concluded: a difference may be that of a lucky seed."
          : "With one replicate nothing can be concluded: a difference may be that of a lucky seed. Ask for 10 replicates."
      ]
      return
    }
    let words = FindingWords(analysis)
    sentences =
      words.verdicts(most: Self.mostPairs) + words.crossovers(most: Self.mostPairs) + words.gaps()
      + words.sources(most: 2) + words.costs()
      + words.drops() + words.asymptotes()
  }
}

/// The sentences, one kind after the other.
private struct FindingWords {
  let analysis: StudyAnalysis
  /// The rule that trains longest, which says most about the models themselves.
  let longest: StoppingRule?
  /// Models, by index, in the order of the study file.
  let first: Int?

  init(_ analysis: StudyAnalysis) {
    self.analysis = analysis
    longest = analysis.costs.first?.reference ?? analysis.curves.first?.key.rule
    first = analysis.comparisons.map { min($0.deeperIndex, $0.shallowerIndex) }.min()
  }

  // MARK: Verdicts

  private struct Pair: Hashable {
    var deeperIndex: Int
    var shallowerIndex: Int
    var varied: [String]

    init(_ comparison: Comparison) {
      (deeperIndex, shallowerIndex) = (comparison.deeperIndex, comparison.shallowerIndex)
      varied = comparison.varied
    }

    init(_ crossover: Crossover) {
      (deeperIndex, shallowerIndex) = (crossover.deeperIndex, crossover.shallowerIndex)
      varied = crossover.varied
    }

    init(_ reversal: Reversal) {
      (deeperIndex, shallowerIndex) = (reversal.deeperIndex, reversal.shallowerIndex)
      varied = reversal.varied
    }
  }

  /// The pairs that are put into words: all if they are few, otherwise those with the first model.
  private func pairs(most: Int) -> (shown: [Pair], all: Int) {
    var pairs: [Pair] = []
    for comparison in analysis.comparisons where !pairs.contains(Pair(comparison)) { pairs.append(Pair(comparison)) }
    let withFirst = pairs.filter { min($0.deeperIndex, $0.shallowerIndex) == first }
    return (Array((pairs.count <= most ? pairs : withFirst).prefix(most)), pairs.count)
  }

  func verdicts(most: Int) -> [String] {
    let (shown, all) = pairs(most: most)
    guard let largest = analysis.comparisons.map(\.pairs).max() else { return [] }
    guard analysis.comparisons.contains(where: \.isDecidable) else { return [undecidable(largest)] }
    let reversals = Reversal.all(analysis.comparisons)
    var sentences = shown.flatMap { pair in
      [verdict(pair)] + reversals.filter { Pair($0) == pair }.prefix(2).map(reversal)
    }
    if shown.count < all {
      let decided = analysis.comparisons.count { $0.verdict != .undecided }
      sentences.append(
        "Of all \(count(analysis.comparisons.count)) comparisons between models \(count(decided)) are decided; "
          + "tables/verdicts.tsv has them.")
    }
    return sentences
  }

  private func undecidable(_ pairs: Int) -> String {
    let replicates = analysis.study.replicates
    let fewest = Comparison.fewestPairs
    if replicates.isCrossed {
      return replicates.independentCount < fewest
        ? "With \(replicates) no difference between models can be decided; it takes at least \(fewest) of each."
        : "So far too few of \(replicates) are finished for any difference between models to be decided; it takes at least "
          + "\(fewest) of each."
    }
    let soFar = pairs < replicates.count ? "so far " : ""
    return "With \(pairs) replicates \(soFar)no difference between models can be decided; it takes at least \(fewest), "
      + "and 10 or more to see small ones."
  }

  private func verdict(_ pair: Pair) -> String {
    let cells = analysis.comparisons.filter { Pair($0) == pair }
    let decided = cells.filter { $0.verdict != .undecided }
    guard let any = cells.first else { return "" }
    let versus = "\(any.deeper) against \(any.shallower)\(setting(pair.varied))"
    let compared =
      cells.count == 1
      ? "at n = \(count(any.size))" : "in \(count(cells.count)) comparisons by training-set size and stopping rule"
    guard !decided.isEmpty else {
      let widest = cells.compactMap(\.difference).max { abs($0.mean) < abs($1.mean) }
      let most = widest.map { "; the largest difference seen is \(points($0)) points" } ?? ""
      return "\(versus): \(compared) no winner can be told\(most)."
    }
    if cells.count == 1, let difference = any.difference {
      let isFirst = [.deeper, .network].contains(any.verdict)
      return "\(isFirst ? any.deeper : any.shallower) beats \(isFirst ? any.shallower : any.deeper)"
        + "\(setting(pair.varied)) at n = \(count(any.size)) by \(magnitude(difference)) points (\(any.rule.label))."
    }
    let winners = [
      (any.deeper, decided.filter { [.deeper, .network].contains($0.verdict) }),
      (any.shallower, decided.filter { [.shallower, .baseline].contains($0.verdict) }),
    ].filter { !$0.1.isEmpty }.map { name, won -> String in
      guard let largest = won.max(by: { abs($0.difference?.mean ?? 0) < abs($1.difference?.mean ?? 0) }),
        let difference = largest.difference
      else { return "" }
      let rules = Set(won.map(\.rule.label)).count
      let rulesSeen = Set(cells.map(\.rule.label)).count
      let under = rulesSeen > 1 ? ", under \(count(rules)) of \(count(rulesSeen)) rules" : ""
      return "\(name) wins \(won.count == cells.count ? "all" : count(won.count)), \(range(won.map(\.size)))\(under), "
        + "by up to \(magnitude(difference)) points (n = \(count(largest.size)), \(largest.rule.label))"
    }
    let open = cells.count - decided.count
    return "\(versus), \(compared): \(winners.joined(separator: "; "))"
      + (open > 0 ? "; \(count(open)) undecided." : ".")
  }

  private func reversal(_ reversal: Reversal) -> String {
    func rules(_ rules: [StoppingRule]) -> String {
      rules.count > 2
        ? "\(rules[0].label) and \(rules.count - 1) others" : rules.map(\.label).joined(separator: " and ")
    }
    return "At n = \(count(reversal.size)) the stopping rule alone decides\(setting(reversal.varied)): "
      + "\(reversal.deeper) wins with \(rules(reversal.forDeeper)), \(reversal.shallower) with "
      + "\(rules(reversal.forShallower))."
  }

  // MARK: Crossovers

  /// Under the rule that trains longest, of the pairs that are put into words.
  func crossovers(most: Int) -> [String] {
    let shown = pairs(most: most).shown
    return analysis.crossovers.filter { $0.rule == longest && shown.contains(Pair($0)) }.compactMap { crossover in
      guard Comparison.isDecidable(pairs: crossover.pairs, of: analysis.study.replicates),
        let leader = crossover.leader
      else { return nil }
      let other = leader == crossover.deeper ? crossover.shallower : crossover.deeper
      let place = "\(setting(crossover.varied)) (\(crossover.rule.label))"
      if crossover.several > 0.5 {
        return
          "The learning curves of \(crossover.deeper) and \(crossover.shallower) seem to cross more than once\(place), "
          + "so there is no one size from which either is ahead."
      }
      guard case .at(let low) = crossover.low, case .at(let high) = crossover.high, case .at(let n) = crossover.median
      else { return nil }
      return "From about n* = \(count(rounded(n))) training samples on (95 % interval \(count(rounded(low))) to "
        + "\(count(rounded(high)))) \(leader) is ahead of \(other)\(place)."
    }
  }

  // MARK: Gaps

  /// How the gap changes with data, for the model with the largest.
  func gaps() -> [String] {
    let points = analysis.curves.filter { $0.key.rule == longest && $0.count > 1 }
    guard let worst = points.max(by: { $0[.gap]?.mean ?? 0 < $1[.gap]?.mean ?? 0 }), let gap = worst[.gap] else {
      return []
    }
    let start =
      "The largest overfitting gap, \(self.points(gap)) points, is that of \(worst.key.model) at n = "
      + "\(count(worst.size))\(setting(worst.key.varied))"
    guard let last = points.last(where: { $0.key == worst.key }), last.size > worst.size, let end = last[.gap] else {
      return [start + "."]
    }
    return ["\(start); at n = \(count(last.size)) it is \(self.points(end)) points."]
  }

  /// What the test error consists of at the largest size, for the first models.
  func sources(most: Int) -> [String] {
    let size = analysis.biasVariances.map(\.configuration.size).max()
    let rows = analysis.biasVariances.filter { $0.rule == longest && $0.configuration.size == size && $0.hasIntervals }
    return rows.prefix(most).map { row in
      let weightier =
        row.difference.low > 0
        ? "; the draw of the data matters more than the initial weights"
        : row.difference.high < 0 ? "; the initial weights matter more than the draw of the data" : ""
      return "Of the test error of \(row.configuration.model) at n = \(count(row.configuration.size))"
        + "\(setting(row.configuration.varied)), \(percent(row.testError)) %, bias makes up \(signedParts(row.bias)), the "
        + "draw of the data \(signedParts(row.data)), the initial weights \(signedParts(row.initial)) and both together "
        + "\(signedParts(row.interaction)) points\(weightier)."
    }
  }

  // MARK: Costs

  /// What the rule that stops earliest costs at the largest size, for the model that it costs most.
  func costs() -> [String] {
    let size = analysis.costs.map(\.size).max()
    let costs = analysis.costs.filter { $0.size == size && $0.pairs > 1 }
    guard let dearest = costs.filter({ $0.accuracy.high < 0 }).min(by: { $0.accuracy.mean < $1.accuracy.mean }) else {
      guard let cheapest = costs.filter({ $0.updates.mean < 0.9 }).min(by: { $0.updates.mean < $1.updates.mean }) else {
        return []
      }
      return [
        "Stopping by \(cheapest.rule.label) rather than \(cheapest.reference.label) takes "
          + "\(percent(cheapest.updates)) % of the updates, and changes the test accuracy of \(cheapest.model) at n = "
          + "\(count(cheapest.size)) by \(points(cheapest.accuracy)) points."
      ]
    }
    return [
      "Stopping by \(dearest.rule.label) rather than \(dearest.reference.label) costs \(dearest.model) "
        + "\(magnitude(dearest.accuracy)) points of test accuracy at n = \(count(dearest.size))"
        + "\(setting(dearest.varied)) and takes \(percent(dearest.updates)) % of the updates."
    ]
  }

  // MARK: Shapes

  func drops() -> [String] {
    guard let worst = analysis.drops.min(by: { $0.change.mean < $1.change.mean }) else { return [] }
    let others = analysis.drops.count - 1
    return [
      "More data made it worse: \(worst.key.model) (\(worst.key.rule.label)\(setting(worst.key.varied))) loses "
        + "\(magnitude(worst.change)) points from n = \(count(worst.from)) to \(count(worst.to))"
        + (worst.recovery.map { ", and has recovered at \(count($0))" } ?? "")
        + (others > 0 ? "; so \(others == 1 ? "does one other curve" : "do \(count(others)) other curves")." : ".")
    ]
  }

  /// Where the curves of the rule that trains longest level off, as far as that is known.
  func asymptotes() -> [String] {
    let known = analysis.fittedCurves.filter { $0.key.rule == longest && $0.asymptote != nil }
    return known.prefix(2).compactMap { curve in
      guard let asymptote = curve.asymptote, let best = curve.best else { return nil }
      return "\(curve.key.model)\(setting(curve.key.varied)) seems to level off at a test accuracy of "
        + "\(percent(asymptote)) % (\(best.curve.family.words), \(curve.key.rule.label)), as far as its curve tells."
    }
  }

  // MARK: Numbers

  private func setting(_ varied: [String]) -> String {
    let settings = zip(analysis.study.vary, varied).filter { $0.0.values.count > 1 }.map { "\($0.key) \($1)" }
    return settings.isEmpty ? "" : " with \(settings.joined(separator: ", "))"
  }

  private func count(_ value: Int) -> String { value.formatted(.number.locale(Locale(identifier: "en_GB"))) }

  private func range(_ sizes: [Int]) -> String {
    guard let low = sizes.min(), let high = sizes.max() else { return "" }
    return low == high ? "at n = \(count(low))" : "from n = \(count(low)) to \(count(high))"
  }

  /// Two significant digits and a bit: what an interval of replicates supports.
  private func rounded(_ size: Double) -> Int {
    let unit = pow(10, max(0, log10(size).rounded(.down) - 1))
    return Int((size / unit).rounded() * unit)
  }

  /// `+1.2 (0.4 to 2.1)` in percentage points.
  private func points(_ interval: Interval) -> String {
    "\(signed(interval.mean)) (\(signed(interval.low)) to \(signed(interval.high)))"
  }

  /// `1.2 (0.4 to 2.1)` of a difference whose sign is told in words.
  private func magnitude(_ interval: Interval) -> String {
    let ends = [abs(interval.low), abs(interval.high)].sorted()
    return "\(decimal(abs(interval.mean))) (\(decimal(ends[0])) to \(decimal(ends[1])))"
  }

  /// `1.2 (−0.4 to 2.8)` of an estimate that may come out below zero.
  private func signedParts(_ interval: Interval) -> String {
    func text(_ value: Double) -> String { signed(value).replacing("+", with: "") }
    return "\(text(interval.mean)) (\(text(interval.low)) to \(text(interval.high)))"
  }

  private func percent(_ interval: Interval) -> String {
    "\(decimal(interval.mean)) (\(decimal(interval.low)) to \(decimal(interval.high)))"
  }

  private func decimal(_ fraction: Double) -> String { String(format: "%.1f", 100 * fraction) }

  private func signed(_ fraction: Double) -> String {
    let text = String(format: "%+.1f", 100 * fraction).replacing("-", with: "−")
    return text.contains(/[1-9]/) ? text : "0.0"
  }
}
