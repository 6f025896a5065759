import Foundation
import NeuralNetwork
import Study

/// Stopping rules as figures name them: two that differ in anything have different names.
enum RuleText {
  /// The threshold of a rule, rounded only as far as the same number can be read back; empty without one.
  static func threshold(_ rule: StoppingRule) -> String { rule.threshold.map(number) ?? "" }

  private static func number(_ threshold: Double) -> String {
    let text = NumberText.plain(threshold)
    return Double(text.replacing(",", with: "")) == threshold ? text : "\(threshold)"
  }

  /// In full, as a panel title, e.g. `stop when |ΔL| < 0.005`.
  static func title(_ rule: StoppingRule) -> String { rule.kind.opening + short(rule) }

  /// What stands before the threshold in the title of a rule on the change of the loss, e.g. `stop when |ΔL| <`, if
  /// `rules` differ in nothing else, so that thresholds alone can name them; nil if they do.
  static func beforeThresholds(_ rules: [StoppingRule]) -> String? {
    guard let first = rules.first, first.kind == .lossChange, first.firstEpoch == nil,
      Set(rules.map(family)).count == 1
    else { return nil }
    return (first.kind.opening + subject(first, length: first.length) + comparison(first))
      .trimmingCharacters(in: .whitespaces)
  }

  /// The shortest form that is still unique.
  static func short(_ rule: StoppingRule) -> String { short(rule, length: rule.length) }

  private static func short(_ rule: StoppingRule, length: Int?) -> String {
    if rule.kind.takesParts { return rule.parts.map(short).joined(separator: rule.kind.comparison) }
    let isUsual = rule.threshold == rule.kind.thresholds.fallback
    return subject(rule, length: length) + (isUsual ? "" : comparison(rule) + threshold(rule))
      + limits(rule, length: length)
  }

  /// The rule without its threshold, which names a group of thresholds.
  static func family(_ rule: StoppingRule) -> String {
    rule.kind.takesParts ? short(rule) : subject(rule, length: rule.length) + limits(rule, length: rule.length)
  }

  /// The rule without its length, which names a group of lengths.
  static func ofAnyLength(_ rule: StoppingRule) -> String { short(rule, length: nil) }

  /// What stands between the subject and the threshold.
  private static func comparison(_ rule: StoppingRule) -> String {
    guard rule.kind == .target else { return rule.kind.comparison }
    return rule.stopsLaterBelow ? " ≤ " : " ≥ "
  }

  /// The symbol, with a length that needs no noun; of a target, what has to reach it.
  private static func subject(_ rule: StoppingRule, length: Int?) -> String {
    if rule.kind == .target, let quantity = rule.quantity { return quantity.words }
    let length = rule.kind.length?.noun == nil ? length.map { " \(NumberText.count($0))" } : nil
    let isUsual = rule.quantity == rule.kind.quantity?.fallback
    let monitored = isUsual ? "" : rule.quantity.map { " on \($0.words)" } ?? ""
    return rule.kind.symbol + (rule.isRelative ? "/L" : "") + (length ?? "") + monitored
  }

  /// The epochs that the rule looks at, if it is not each of them: a length with its noun, and a first epoch.
  private static func limits(_ rule: StoppingRule, length: Int?) -> String {
    let from = rule.firstEpoch.map { ", from epoch \(NumberText.count($0))" } ?? ""
    guard let length, let noun = rule.kind.length?.noun else { return from }
    return ", \(noun)s of \(length)" + from
  }

  /// When a trial under the rule is measured, e.g. `after the last epoch`.
  static func moment(_ rule: StoppingRule) -> String { rule == .none ? "after the last epoch" : "under \(short(rule))" }
}
