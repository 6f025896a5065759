import Foundation

// How metrics and their values are put into words.

extension Metric.Unit {
  /// What values are multiplied by to be shown: 100 for percent.
  public var factor: Double { if case .fraction = self { 100 } else { 1 } }

  /// The unit of values that are shown.
  public var name: String {
    switch self {
    case .fraction: "%"
    case .plain(let name, _): name
    }
  }

  /// The unit of differences between values that are shown.
  public var differenceName: String {
    switch self {
    case .fraction: "percentage points"
    case .plain(let name, _): name
    }
  }

  /// The same as briefly as a sentence about it allows.
  public var shortDifferenceName: String { if case .fraction = self { "points" } else { differenceName } }

  /// The shortest axis that is drawn of values that are shown.
  public var leastSpan: Double { if case .fraction = self { 1 } else { 0.01 } }

  /// The decimals of a value, or a difference, in a sentence.
  public var decimals: Int {
    switch self {
    case .fraction: 1
    case .plain(_, let decimals): decimals - 1
    }
  }
}

extension Metric {
  /// As it stands in names of columns, e.g. `log_loss`.
  public var columnName: String { name.replacing("-", with: "_") }

  /// With its unit, as axes are labelled, e.g. `accuracy (%)`.
  public var label: String { "\(name) (\(unit.name))" }

  /// The name at the beginning of a sentence, with what one has to know to read its values.
  public var title: String { name.prefix(1).uppercased() + name.dropFirst() + directionNote }

  /// The plural of ``errorName`` at the beginning of a sentence.
  public var errorTitle: String {
    let plural = errorName.hasSuffix("s") ? errorName + "es" : errorName + "s"
    return plural.prefix(1).uppercased() + plural.dropFirst()
  }

  /// Points to where values get worse.
  public var worseningArrow: String { direction == .higherIsBetter ? "↓" : "↑" }

  /// `highest` or `lowest`: what the best value of several is.
  public var bestWord: String { direction == .higherIsBetter ? "highest" : "lowest" }

  /// `below` or `above`: where values are worse.
  public var worseSide: String { direction == .higherIsBetter ? "below" : "above" }

  /// `fall` or `rise`: what a curve does that gets worse.
  public var worsening: String { direction == .higherIsBetter ? "fall" : "rise" }

  /// `falling` or `rising`.
  public var worseningParticiple: String { direction == .higherIsBetter ? "falling" : "rising" }

  /// Adds to what is measured that lower is better; nothing where higher is, as one expects.
  public var directionNote: String { direction == .higherIsBetter ? "" : " (lower is better)" }

  /// What is subtracted from what in a gap, each with a word before it, e.g. `train accuracy − test accuracy`.
  public var gapFormula: String {
    let parts = ["train \(name)", "test \(name)"]
    return (direction == .higherIsBetter ? parts : parts.reversed()).joined(separator: " − ")
  }

  /// What runs that diverged count as where models are compared, e.g. `an accuracy of 0`.
  public var lostOutcome: String {
    guard let worst else { return lostWithoutBound }
    return "\("aeiou".contains(name.prefix(1)) ? "an" : "a") \(name) of \(String(format: "%g", worst))"
  }

  /// The same in fewer words, e.g. `0 %`.
  public var shortLostOutcome: String {
    guard let worst else { return lostWithoutBound }
    return "\(String(format: "%g", worst * unit.factor)) \(unit.name)"
  }

  private var lostWithoutBound: String { "the worst \(name) of any run at that size" }
}
