public import Analysis
import Foundation
public import NeuralNetwork
public import Study
import TextOutput

/// How precisely differences are known, beside what the study asks for, in words.
public struct PrecisionWords: Sendable {
  private let achieved: AchievedPrecision

  /// Puts a precision into words.
  public init(_ achieved: AchievedPrecision) { self.achieved = achieved }

  /// What is asked for, e.g. `±0.5 points wanted; 10 to 200 replicates`.
  public static func wanted(_ goal: PrecisionGoal, _ metric: Metric) -> String {
    "±\(number(goal.precision)) \(metric.unit.shortDifferenceName) wanted; \(range(goal)) replicates"
  }

  /// How far the study is, e.g. `±0.8 points of ±0.5 wanted; about 35 of 10 to 200 replicates`.
  public var progress: String {
    let goal = achieved.goal
    guard let widest = achieved.widest else { return Self.wanted(goal, achieved.metric) }
    let known = "±\(Self.above(widest)) \(unit) of ±\(Self.number(goal.precision)) wanted"
    switch achieved.decision {
    case .reached: return "\(known), with \(achieved.replicates.grouped) of \(Self.range(goal)) replicates"
    case .add:
      guard let estimate = achieved.estimate else { return "\(known); \(Self.range(goal)) replicates" }
      return estimate > goal.to
        ? "\(known); about \(estimate.grouped) replicates, more than the \(goal.to.grouped) allowed"
        : "\(known); about \(estimate.grouped) of \(Self.range(goal)) replicates"
    case .exhausted:
      return "\(known), with all \(achieved.replicates.grouped) replicates allowed\(estimated("; about ", " would do"))"
    case .outOfReach(let floor):
      return "\(known); \(Self.outOfReach(floor))"
    }
  }

  /// Why more replicates do not help, and what does; `floor` is the width that the test samples leave, in `unit`.
  static func outOfReach(_ floor: Double, _ unit: String? = nil) -> String {
    "no number of replicates brings it below ±\(([above(floor), unit].compactMap(\.self)).joined(separator: " ")) on these test "
      + "samples; take a larger test set, or intervals: \(IntervalScope.replicates.rawValue)"
  }

  /// `about 420 replicates` between two texts; empty if that cannot be told.
  func estimated(_ before: String, _ after: String) -> String {
    achieved.estimate.map { "\(before)\($0.grouped)\(after)" } ?? ""
  }

  private var unit: String { achieved.metric.unit.shortDifferenceName }

  private static func range(_ goal: PrecisionGoal) -> String { "\(goal.from.grouped) to \(goal.to.grouped)" }

  static func number(_ value: Double) -> String { String(format: "%g", value) }

  /// A width rounded up to two digits, so that the text promises no more than there is.
  static func above(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    let unit = pow(10, floor(log10(value)) - 1)
    return number((value / unit * (1 - 1e-9)).rounded(.up) * unit)
  }
}
