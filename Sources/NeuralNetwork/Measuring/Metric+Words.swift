import Foundation

// How metrics and their values are put into words.

extension Metric.Unit {
  /// The factor that values are multiplied by to be shown: 100 for fractions, which are shown in percent.
  public var factor: Double { if case .fraction = self { 100 } else { 1 } }

  /// The unit of values as shown, e.g. `%`; empty for a number without a unit.
  public var name: String {
    switch self {
    case .fraction: "%"
    case .plain(let name, _): name
    }
  }

  /// The unit to follow a value as shown, e.g. ` %`; empty for a number without a unit.
  public func suffix(after space: String = " ") -> String { name.isEmpty ? "" : space + name }

  /// The most decimals of a value in a table; those of double precision around 1.
  static let mostDecimals = 16

  /// The shortest span of a plot axis, in the unit of values as shown.
  public var leastSpan: Double {
    switch self {
    case .fraction: 1
    case .plain(_, let decimals): pow(10, Double(2 - max(decimals, 0)))
    }
  }

  /// Number of decimals of a value, or a difference, in a sentence.
  public var decimals: Int {
    switch self {
    case .fraction: 1
    case .plain(_, let decimals): max(decimals - 1, 0)
    }
  }
}

extension Metric {
  /// The name in table columns, e.g. `log_loss`.
  public var columnName: String { name.replacing("-", with: "_") }

  /// The name with its unit, as on axes, e.g. `accuracy (%)`.
  public var label: String { withUnit(words) }

  /// Returns the name of something in the unit of the metric's values with that unit, as on axes, e.g. `test error (%)`.
  public func withUnit(_ name: String) -> String { unit.name.isEmpty ? name : "\(name) (\(unit.name))" }

  /// The unit of differences between values as shown, e.g. `percentage points`; for a number without a unit, the metric.
  public var differenceName: String {
    switch unit {
    case .fraction: "percentage points"
    case .plain(let name, _): name.isEmpty ? words : name
    }
  }

  /// A form of ``differenceName`` to follow a number in sentences, e.g. `points`, `in R²` or, of a target called price, `in units
  /// of price`.
  public var differenceWords: String {
    switch unit {
    case .fraction: "points"
    case .plain(let name, _) where isInUnitOfData:
      name == Self.unitOfData ? "in the \(name)" : "in units of \(name)"
    case .plain(let name, _): name.isEmpty ? "in \(words)" : name
    }
  }

  /// The name at the beginning of a sentence, with a note if lower is better.
  public var title: String { words.prefix(1).uppercased() + words.dropFirst() + directionNote }

  /// The plural of ``errorName`` at the beginning of a sentence, e.g. `Errors`.
  public var errorTitle: String {
    let plural = errorName.hasSuffix("s") ? errorName + "es" : errorName + "s"
    return plural.prefix(1).uppercased() + plural.dropFirst()
  }

  /// An arrow in the direction in which values get worse.
  public var worseningArrow: String { direction == .higherIsBetter ? "↓" : "↑" }

  /// `highest` or `lowest`: the word for the best of several values.
  public var bestWord: String { direction == .higherIsBetter ? "highest" : "lowest" }

  /// `below` or `above`: the side on which values are worse.
  public var worseSide: String { direction == .higherIsBetter ? "below" : "above" }

  /// `fall` or `rise`: the verb for a curve that gets worse.
  public var worsening: String { direction == .higherIsBetter ? "fall" : "rise" }

  /// `falling` or `rising`: the participle of ``worsening``.
  public var worseningParticiple: String { direction == .higherIsBetter ? "falling" : "rising" }

  /// ` (lower is better)`, to follow the name of the metric; empty if higher is better, as readers expect.
  public var directionNote: String { direction == .higherIsBetter ? "" : " (lower is better)" }

  /// The formula of the gap, e.g. `train accuracy − test accuracy`.
  public var gapFormula: String {
    let parts = ["train \(words)", "test \(words)"]
    return (direction == .higherIsBetter ? parts : parts.reversed()).joined(separator: " − ")
  }

  /// The value that diverged runs count as where models are compared, e.g. `an accuracy of 0`.
  public var lostOutcome: String {
    guard let worst else { return "\(shortLostOutcome) of any run at that size, or of chance if that is worse" }
    return "\("aeiou".contains(words.prefix(1)) ? "an" : "a") \(words) of \(String(format: "%g", worst))"
  }

  /// A shorter form of ``lostOutcome``, e.g. `0 %` or `twice the worst RMSE`.
  public var shortLostOutcome: String {
    guard let worst else { return "twice the worst \(errorName)" }
    return "\(String(format: "%g", worst * unit.factor))\(unit.suffix())"
  }
}
