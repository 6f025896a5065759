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
    "±\(number(goal.precision)) \(metric.differenceWords) wanted; "
      + "\(goal.from.grouped) to \(goal.to.grouped) replicates"
  }

  /// How far the study is and what helps, e.g. `±0.8 points of ±0.5 wanted, with 20 replicates (at least 10, at most 200);
  /// about 51 would do`.
  public var progress: String { told(missing) }

  /// The same in fewer words, for a study that goes on.
  public var step: String { told([needed].compactMap(\.self)) }

  private func told(_ more: [String]) -> String {
    let goal = achieved.goal
    guard let widest = achieved.widest else { return Self.wanted(goal, achieved.metric) }
    let known = "±\(Self.above(widest)) \(unit) of ±\(Self.number(goal.precision)) wanted, with \(replicates)"
    return ([known] + more).joined(separator: "; ")
  }

  /// `60 replicates (at least 10, at most 200)`.
  var replicates: String {
    let goal = achieved.goal
    return "\(achieved.replicates.grouped) replicates (at least \(goal.from.grouped), at most \(goal.to.grouped))"
  }

  /// What would help if the precision is not reached; empty if it is.
  var missing: [String] {
    let floor = achieved.floor.map(remaining)
    switch achieved.decision {
    case .reached: return []
    case .add, .exhausted: return [needed, floor].compactMap(\.self)
    case .outOfReach: return ["more would gain little", floor].compactMap(\.self)
    }
  }

  /// How many replicates are needed; nil if that cannot be told.
  private var needed: String? {
    guard let estimate = achieved.estimate, estimate > achieved.replicates else { return nil }
    let purpose = achieved.floor == nil ? "would do" : "would come near what is possible"
    guard estimate <= Replicates.most else {
      return "more than \(Replicates.most.grouped) \(purpose), and no study may have as many"
    }
    return "about \(estimate.grouped) \(purpose)"
      + (estimate > achieved.goal.to ? ", but to is \(achieved.goal.to.grouped)" : "")
  }

  /// What any number of replicates leaves, and what helps.
  private func remaining(_ floor: Double) -> String {
    let isUncertain = achieved.replicates < PrecisionGoal.fewestToGiveUp
    let (place, remedy) =
      achieved.isTestSetDrawn ? ("data", "take more data") : ("test samples", "take a larger test set")
    return "however many there are, about ±\(Self.above(floor)) \(unit) stay on these \(place)"
      + (isUncertain ? ", as far as so few tell" : "")
      + "; \(remedy), or intervals: \(IntervalScope.replicates.rawValue)"
  }

  private var unit: String { achieved.metric.differenceWords }

  static func number(_ value: Double) -> String { String(format: "%g", value) }

  /// A width rounded up to two digits, so that the text promises no more than there is.
  static func above(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    let unit = pow(10, floor(log10(value)) - 1)
    return number((value / unit * (1 - 1e-9)).rounded(.up) * unit)
  }
}
