import Analysis
import Foundation
import NeuralNetwork
import Study
import TextOutput

// Names and numbers as findings say them.

extension FindingWords {
  /// A model's name in quotes, since it may be a number or a common word.
  func quoted(_ name: String) -> String { "“\(name)”" }

  /// The names of the sides of a contrast: of models, or of a model with a value.
  func names(_ contrast: Contrast) -> (first: String, second: String) {
    func name(_ side: Contrast.Side) -> String {
      quoted(side.model) + (side.value.map { " with \(contrast.kind.name) \($0)" } ?? "")
    }
    return (name(contrast.first), name(contrast.second))
  }

  /// `a, b and c`.
  func listed(_ names: [String]) -> String {
    names.count > 1 ? names.dropLast().joined(separator: ", ") + " and " + (names.last ?? "") : names.joined()
  }

  func setting(_ varied: [String]) -> String {
    let settings = zip(analysis.study.vary, varied).filter { $0.0.values.count > 1 && !$0.1.isEmpty }.map {
      "\($0.key) \($1)"
    }
    return settings.isEmpty ? "" : " with \(settings.joined(separator: ", "))"
  }

  /// A model's name with its settings; without those that do not affect it.
  func name(_ key: CurveKey) -> String { quoted(key.model) + setting(key.ownVaried) }

  /// The rule of a curve in parentheses, after a space, if the study has several rules that affect the model.
  func rule(_ key: CurveKey) -> String {
    analysis.study.rules.count > 1 && key.kind == .network ? " (\(key.rule.inWords))" : ""
  }

  /// The number of runs that a mean is taken over, if others diverged.
  func survivors(_ count: Int, diverged: Int) -> String {
    diverged > 0
      ? " (\(self.count(count)) of \(self.count(count + diverged)) runs; the \(diverged == 1 ? "other" : "others") diverged)"
      : ""
  }

  func count(_ value: Int) -> String { value.grouped }

  /// Words for some of the sizes `compared`; a range means all sizes between its ends.
  func range(_ sizes: [Int], of compared: [Int]) -> String {
    let chosen = Set(sizes).sorted()
    guard let low = chosen.first, let high = chosen.last else { return "" }
    guard low < high else { return "at n = \(count(low))" }
    let within = Set(compared).count { low <= $0 && $0 <= high }
    if chosen.count == within { return "from n = \(count(low)) to \(count(high))" }
    guard chosen.count < 5 else {
      return "at \(count(chosen.count)) of \(count(within)) sizes from n = \(count(low)) to \(count(high))"
    }
    return "at n = \(chosen.dropLast().map { count($0) }.joined(separator: ", ")) and \(count(high))"
  }

  /// Rounds to two or three significant digits, which is what intervals over replicates support.
  func rounded(_ size: Double) -> Int {
    let unit = pow(10, max(0, log10(size).rounded(.down) - 1))
    return Int((size / unit).rounded() * unit)
  }

  /// The unit of ``points(_:)`` and ``magnitude(_:)``.
  var unit: String { metric.differenceWords }

  /// The same after a space, where the metric is named beside it: empty for a number without a unit.
  var unitBesideMetric: String { metric.unit.name.isEmpty ? "" : " \(unit)" }

  /// `+1.2 (0.4 to 2.1)` of a difference between values of the metric.
  func points(_ interval: Interval) -> String { text(interval, signedDifference) }

  /// `1.2 (0.4 to 2.1)` of a difference whose sign is given in words.
  func magnitude(_ interval: Interval) -> String {
    let isNegative = interval.mean < 0
    return text(isNegative ? -interval : interval, unsignedDifference)
  }

  /// `81.2 (80.4 to 82.1) %` of the metric.
  func value(_ interval: Interval) -> String { text(interval, unsignedDifference) + metric.unit.suffix() }

  private func unsignedDifference(_ value: Double, isEnd: Bool) -> String {
    signedDifference(value, isEnd: isEnd).replacing("+", with: "")
  }

  private func signedDifference(_ value: Double, isEnd: Bool) -> String {
    // Very small values have a power of ten, as in tables.
    metric.display == .significant
      ? Table.Display.signedSignificant.text(value)
      : Self.signed(value * metric.unit.factor, decimals: metric.unit.decimals, isEnd: isEnd)
  }

  /// `1.2 (−0.4 to 2.8)` of an estimate that may come out below zero.
  func signedParts(_ interval: Interval) -> String { text(interval, unsigned) }

  func percent(_ interval: Interval) -> String { text(interval, unsigned) }

  /// The mean, with the interval if there is one.
  func text(_ interval: Interval, _ number: (_ value: Double, _ isEnd: Bool) -> String) -> String {
    number(interval.mean, false)
      + (interval.hasEnds ? " (\(number(interval.low, true)) to \(number(interval.high, true)))" : "")
  }

  private func unsigned(_ fraction: Double, isEnd: Bool) -> String {
    signed(fraction, isEnd: isEnd).replacing("+", with: "")
  }

  private func signed(_ fraction: Double, isEnd: Bool) -> String {
    Self.signed(100 * fraction, decimals: 1, isEnd: isEnd)
  }

  /// An end of an interval that would read as zero has one digit more, which says on which side of zero it lies.
  private static func signed(_ value: Double, decimals: Int, isEnd: Bool) -> String {
    for decimals in isEnd ? [decimals, decimals + 1] : [decimals] {
      let format = abs(value) < 1e9 ? "%+.\(decimals)f" : "%+.4g"
      let text = String(format: format, value).replacing("-", with: "−")
      if text.contains(/[1-9]/) { return text }
    }
    return String(format: "%.\(decimals)f", 0.0)
  }
}

extension Interval {
  static prefix func - (interval: Interval) -> Interval {
    interval.hasEnds
      ? Interval(mean: -interval.mean, low: -interval.high, high: -interval.low) : Interval(mean: -interval.mean)
  }
}
