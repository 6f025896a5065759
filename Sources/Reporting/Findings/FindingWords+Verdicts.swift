import Analysis
import Foundation
import NeuralNetwork
import Study

/// Which of two things is better.
extension FindingWords {
  /// Whether findings compare models pair by pair; with more than two models they compare the best with the others.
  var isPairwise: Bool { analysis.study.models.count <= 2 }

  var contrasts: [Contrast] {
    var seen: Set<Contrast> = []
    return analysis.comparisons.map(\.contrast).filter { seen.insert($0).inserted }
  }

  func verdicts(atMost most: Int) -> [String] {
    let standing = StandingWords(analysis, self).sentences
    guard let largest = analysis.comparisons.map(\.pairs).max() else { return standing }
    let unpaired = analysis.comparisons.unpairedWords(names: names, count: count)
    guard analysis.comparisons.contains(where: \.isDecidable) else {
      return [unpaired, undecidable(largest)].compactMap(\.self)
    }
    let ofModels = analysis.comparisons.filter(\.contrast.isOfModels)
    let reversals = Reversal.all(ofModels)
    let shown = pairs(atMost: most)
    var sentences = shown.flatMap { contrast in
      [verdict(contrast)] + reversals.filter { $0.contrast == contrast }.prefix(2).map(reversal)
    }
    if !isPairwise { sentences += reversals.prefix(2).map(reversal) }
    if shown.count < contrasts.count(where: \.isOfModels) { sentences.append(decided(of: ofModels)) }
    return (isPairwise ? sentences + standing : standing + sentences)
      + verdictsOfSettings() + [unpaired].compactMap(\.self)
  }

  /// The pairs of models that findings speak of one by one.
  func pairs(atMost most: Int) -> [Contrast] {
    isPairwise ? Array(contrasts.filter(\.isOfModels).prefix(most)) : []
  }

  /// How many of several comparisons are decided.
  private func decided(of comparisons: [Comparison]) -> String {
    let decided = comparisons.filter { $0.verdict != .undecided }
    let caveat = caveat(decided.map { [$0.firstRuns, $0.secondRuns] })
    return
      "Of all \(count(comparisons.count)) comparisons between models \(decided.isEmpty ? "none" : count(decided.count)) \(decided.count > 1 ? "are" : "is") decided"
      + (caveat.isEmpty ? "" : ", \(caveat)") + "; tables/verdicts.tsv has them"
      + (decided.isEmpty ? detectable(comparisons) : "") + "."
  }

  private func undecidable(_ pairs: Int) -> String {
    if analysis.curves.contains(where: { $0.count > 0 }), analysis.curves.allSatisfy({ $0[.test(metric)] == nil }) {
      return "No run has a value of \(metric.words) on test data, so nothing can be compared; put another metric first."
    }
    let replicates = analysis.study.replicates
    let fewest = Comparison.fewestPairs
    let unpaired = analysis.comparisons.filter { !$0.isPaired }
    if let runs = unpaired.map({ min($0.firstCount, $0.secondCount) }).max(), runs > pairs {
      return
        "With \(runs) unpaired \(runs == 1 ? "run" : "runs") of each no difference between models can be decided; it "
        + "takes at least \(Comparison.fewestUnpaired), and 10 or more to see small ones."
    }
    if replicates.isCrossed || pairs >= replicates.count, let words = Comparison.undecidable(with: replicates) {
      return words + "."
    }
    let ofRuns = pairs == 1 ? "one pair of runs" : "\(pairs) pairs of runs"
    let counted = analysis.isFinal ? ofRuns : "\(pairs) replicates so far"
    return replicates.isCrossed
      ? "So far too few of \(replicates) are finished for any difference between models to be decided; it takes at least "
        + "\(fewest) of each."
      : "With \(counted) no difference between models can be decided; it takes at least \(fewest), and 10 or "
        + "more to see small ones."
  }

  func verdict(_ contrast: Contrast) -> String {
    let cells = analysis.comparisons.filter { $0.contrast == contrast }
    let decided = cells.filter { $0.verdict != .undecided }
    guard let any = cells.first else { return "" }
    let (first, second) = names(contrast)
    let versus = "\(first) against \(second)\(setting(contrast.varied))"
    let compared =
      cells.count == 1
      ? "at n = \(count(any.size))" : "in \(count(cells.count)) comparisons by training-set size and stopping rule"
    guard !decided.isEmpty else {
      return "\(versus): \(compared) no winner is certain\(largestSeen(of: cells))\(detectable(cells))."
    }
    if cells.count == 1, let difference = any.difference {
      let (winner, loser) = any.verdict == .better ? (first, second) : (second, first)
      return "\(winner) beats \(loser)"
        + "\(setting(contrast.varied)) at n = \(count(any.size)) by \(magnitude(difference)) \(unit) (\(any.rule.inWords))"
        + notes(any).map { "; \($0)" }.joined() + "."
    }
    let winners = [
      (first, decided.filter { $0.verdict == .better }), (second, decided.filter { $0.verdict == .worse }),
    ].filter { !$0.1.isEmpty }.map { name, won -> String in
      let rules = Set(won.map(\.rule.label)).count
      let rulesSeen = Set(cells.map(\.rule.label)).count
      let under = rulesSeen > 1 ? ", under \(count(rules)) of \(count(rulesSeen)) rules" : ""
      return "\(name) wins \(won.count == cells.count ? "all" : count(won.count)), "
        + "\(range(won.map(\.size), of: cells.map(\.size)))\(under)\(advantages(won))" + caveats(won)
    }
    let open = cells.count - decided.count
    return "\(versus), \(compared): \(winners.joined(separator: "; "))"
      + (open > 0 ? "; \(count(open)) undecided." : ".")
  }

  /// Between which limits the advantages of decided cells lie. The largest mean would be too large by selection, so the
  /// limits are those of simultaneous intervals, which hold for any cells that are picked.
  private func advantages(_ won: [Comparison]) -> String {
    let ranges = won.compactMap { cell in
      cell.simultaneous.map { cell.difference?.mean ?? 0 < 0 ? -$0 : $0 }
    }
    guard let low = ranges.map(\.low).min(), let high = ranges.map(\.high).max(), let any = won.first else { return "" }
    let together = analysis.comparisons.count {
      $0.simultaneous != nil && $0.contrast.answersSameQuestion(as: any.contrast)
    }
    let all = together > 1 ? ", by intervals that hold for all \(count(together)) comparisons together" : ""
    // An interval that ends where values do says nothing there.
    let hasEnd = high < metric.bounds.differences.upperBound
    guard won.count == 1 || magnitude(Interval(mean: low)).contains(/[1-9]/) else {
      guard hasEnd else { return "" }
      return "; there it is ahead by at most \(magnitude(Interval(mean: high))) \(unit)\(all)"
    }
    return won.count == 1
      ? ", by \(magnitude(Interval(mean: abs(any.difference?.mean ?? 0), low: low, high: high))) \(unit)\(all)"
      : "; there it is ahead by "
        + (hasEnd
          ? "between \(magnitude(Interval(mean: low))) and \(magnitude(Interval(mean: high)))"
          : "at least \(magnitude(Interval(mean: low)))")
        + " \(unit)\(all)"
  }

  /// The differences that undecided cells would usually have decided.
  func detectable(_ cells: [Comparison]) -> String {
    // Cells in which nothing varies say nothing.
    let limits = cells.filter(\.isDecidable).compactMap(\.pairwise.detectable).filter { $0 > 0 }.sorted()
    let possible = limits.filter { $0 <= metric.bounds.differences.upperBound }
    guard !limits.isEmpty else { return "" }
    guard let least = possible.first, let most = possible.last else {
      return "; runs differ so much that no difference would usually be detected here"
    }
    let (low, high) = (magnitude(Interval(mean: least)), magnitude(Interval(mean: most)))
    let isUpTo = possible.count == limits.count
    let amount =
      !isUpTo ? "\(low) \(unit) or more" : low == high ? "\(low) \(unit)" : "between \(low) and \(high) \(unit)"
    return "; the smallest difference that is usually detected here is \(amount)"
      + (isUpTo && low == high ? "" : ", depending on size and rule")
  }

  /// The largest difference of undecided cells, and why it is undecided if its interval excludes zero.
  private func largestSeen(of cells: [Comparison]) -> String {
    guard
      let widest = cells.filter({ $0.difference != nil }).max(by: {
        abs($0.difference?.mean ?? 0) < abs($1.difference?.mean ?? 0)
      }), let difference = widest.difference
    else { return "" }
    var text =
      "; the largest difference seen is \(points(difference)) \(unit)\(metric.directionNote) (n = \(count(widest.size)), "
      + "\(widest.rule.inWords))"
    if !widest.isDecidable {
      let runs =
        widest.isPaired
        ? "\(widest.pairs == 1 ? "one pair" : "\(count(widest.pairs)) pairs") of runs"
        : "\(count(widest.firstCount)) and \(count(widest.secondCount)) unpaired runs"
      text += ", from \(runs), too few to decide it"
    } else if difference.excludesZero {
      text +=
        widest.pairwise.single <= Comparison.level
        ? ", whose interval excludes zero by itself, but not after correction for \(count(widest.familySize)) comparisons"
        : ", whose interval excludes zero, but whose test does not (p = \(String(format: "%.2f", widest.pairwise.corrected)))"
    }
    return text + notes(widest).map { "; \($0)" }.joined()
  }

  /// Notes on runs behind a comparison that are at chance or diverged.
  private func notes(_ cell: Comparison) -> [String] {
    let names = names(cell.contrast)
    return notes(names.first, cell.firstRuns, of: cell.firstCount)
      + notes(names.second, cell.secondRuns, of: cell.secondCount)
  }

  func notes(_ name: String, _ runs: RunCounts, of count: Int) -> [String] {
    var notes: [String] = []
    if runs.knownAtChance > 0 {
      notes.append(
        "\(name) is not distinguishable from chance in \(self.count(runs.knownAtChance)) of \(self.count(count)) runs"
      )
    }
    if runs.diverged > 0 {
      notes.append(
        "\(self.count(runs.diverged)) of \(self.count(count)) runs of \(name) diverged and "
          + "\(runs.diverged == 1 ? "counts" : "count") as \(metric.shortLostOutcome)")
    }
    return notes
  }

  /// How many of several findings rest on runs that are not distinguishable from chance or diverged; empty if none does.
  func caveat(_ findings: [[RunCounts]], noun: String = "these") -> String {
    let affected = findings.filter { $0.contains { $0.diverged + $0.knownAtChance > 0 } }
    guard !affected.isEmpty else { return "" }
    let kinds: [(KeyPath<RunCounts, Int>, String)] = [
      (\.knownAtChance, "are not distinguishable from chance"),
      (\.diverged, "diverged and count as \(metric.shortLostOutcome)"),
    ]
    let words = kinds.filter { kind in affected.joined().contains { $0[keyPath: kind.0] > 0 } }.map(\.1)
    return "\(count(affected.count)) of \(noun) with runs that \(words.joined(separator: ", or "))"
  }

  /// In how many of several decided cells a model was at chance or lost runs.
  private func caveats(_ cells: [Comparison]) -> String {
    guard let any = cells.first else { return "" }
    if cells.count == 1 { return notes(any).isEmpty ? "" : " – \(notes(any).joined(separator: ", "))" }
    let names = names(any.contrast)
    let sides = zip([names.first, names.second], [cells.map(\.firstRuns), cells.map(\.secondRuns)])
    let words: [(KeyPath<RunCounts, Int>, String)] = [
      (\.knownAtChance, "is not distinguishable from chance in some or all runs"),
      (\.diverged, "has runs that diverged and count as \(metric.shortLostOutcome)"),
    ]
    let caveats = sides.flatMap { name, runs in
      words.compactMap { key, words -> String? in
        let affected = runs.count { $0[keyPath: key] > 0 }
        guard affected > 0 else { return nil }
        return "in \(affected == cells.count ? "all" : count(affected)) of these \(name) \(words)"
      }
    }
    return caveats.isEmpty ? "" : " – \(caveats.joined(separator: ", "))"
  }

  private func reversal(_ reversal: Reversal) -> String {
    func rules(_ rules: [StoppingRule]) -> String {
      rules.count > 2
        ? "\(rules[0].inWords) and \(rules.count - 1) others" : rules.map(\.inWords).joined(separator: " and ")
    }
    let names = names(reversal.contrast)
    return "At n = \(count(reversal.size)) the stopping rule alone decides\(setting(reversal.contrast.varied)): "
      + "\(names.first) wins with \(rules(reversal.forFirst)), \(names.second) with \(rules(reversal.forSecond))."
  }
}
