import Analysis
import Foundation
import NeuralNetwork
import Study

/// The rules of a study that differ in nothing but their threshold.
struct ThresholdFamily {
  /// Those of the study, in its order.
  let rules: [StoppingRule]

  /// The families of some rules, in the order of their first rules.
  static func families(_ rules: [StoppingRule]) -> [ThresholdFamily] {
    var order: [StoppingRule] = []
    var members: [StoppingRule: [StoppingRule]] = [:]
    for rule in rules {
      let key = rule.threshold == nil ? rule : rule.with(threshold: 1)
      if members[key] == nil { order.append(key) }
      if members[key]?.contains(rule) != true { members[key, default: []].append(rule) }
    }
    return order.compactMap { members[$0].map(ThresholdFamily.init) }
  }

  /// Whether a larger threshold ends training sooner.
  var stopsSoonerAbove: Bool { rules.first?.stopsLaterBelow ?? false }

  /// The thresholds of the study, ascending.
  private var own: [Double] { rules.compactMap(\.threshold).sorted() }

  private var countsWholes: Bool { if case .count? = rules.first?.kind.thresholds { true } else { false } }

  /// At most `count` thresholds, ascending: those of the study, and others at equal ratios with three digits, from the
  /// strictest that all of `runs` answer to the loosest that still makes a difference to some of them. None is within half
  /// such a ratio of one of the study's.
  ///
  /// A family without thresholds has no others.
  func rules(atMost count: Int, _ runs: Runs) -> [StoppingRule] {
    guard let rule = rules.first, let low = own.first, let high = own.last else { return rules }
    // Those of the study may take more room than others.
    guard count > own.count + 1 else { return own.evenlySpaced(max(4 * count, 2)).map(rule.with) }
    let anchors = (low: anchor(low, runs), high: anchor(high, runs))
    let first = end(from: anchors.low, by: 0.5, runs)
    let last = max(end(from: anchors.high, by: 2, runs), first)
    let steps = Double(count - own.count - 1)
    let step = pow(last / first, 1 / steps)
    let spread = stride(from: 0, through: steps, by: 1).map { rounded(first * pow(step, $0)) }.filter { threshold in
      own.allSatisfy { max($0, threshold) > min($0, threshold) * step.squareRoot() }
    }
    return Set(spread + own).sorted().map(rule.with)
  }

  /// Where the search for an end begins: a threshold of the study or, for zero, one that all runs answer.
  private func anchor(_ threshold: Double, _ runs: Runs) -> Double {
    guard threshold <= 0, let rule = rules.first else { return threshold }
    return (0..<Self.doublings).lazy.map { pow(0.5, Double($0)) }.first { runs.stops(rule.with(threshold: $0)) != nil }
      ?? 1
  }

  /// How often a threshold is doubled or halved in the search for the end.
  private static let doublings = 24

  /// The share of runs that may still end elsewhere beyond the last threshold: a few unusual ones must not take most of the
  /// slider.
  private static let negligible = 0.05

  /// The end of what is of use, from `start` on: where runs no longer answer or, if they all do, where next to nothing
  /// changes any more.
  private func end(from start: Double, by factor: Double, _ runs: Runs) -> Double {
    guard let rule = rules.first else { return start }
    func threshold(_ exponent: Double) -> Double {
      let value = start * pow(factor, exponent)
      return countsWholes ? max(value.rounded(), 1) : value
    }
    var (inside, outside) = (0.0, Double(Self.doublings))
    let extreme = runs.stops(rule.with(threshold: threshold(outside)))
    func isInside(_ exponent: Double) -> Bool {
      guard let stops = runs.stops(rule.with(threshold: threshold(exponent))) else { return false }
      guard let extreme else { return true }
      return Double(zip(stops, extreme).count { $0 != $1 }) > Self.negligible * Double(stops.count)
    }
    guard isInside(inside) else { return start }
    while outside - inside > 0.1 {
      let middle = (inside + outside) / 2
      if isInside(middle) { inside = middle } else { outside = middle }
    }
    return threshold(extreme == nil ? inside : outside)
  }

  private func rounded(_ threshold: Double) -> Double {
    countsWholes ? max(threshold.rounded(), 1) : SignificantDigits.rounded(threshold, to: 3)
  }
}

extension StoppingRule {
  /// The same rule with another threshold.
  func with(threshold: Double) -> StoppingRule {
    StoppingRule(
      kind, length: length, threshold: threshold, quantity: quantity, isRelative: isRelative, firstEpoch: firstEpoch,
      parts: parts)
  }
}

/// Numbers as they are drawn.
enum SignificantDigits {
  /// The nearest number with so many significant digits.
  static func rounded(_ value: Double, to digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value }
    return Double(String(format: "%.\(digits - 1)e", value)) ?? value
  }
}
