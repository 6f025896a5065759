import Analysis
import NeuralNetwork
import Study

// Columns that several tables share.

extension Table.Cell {
  /// The threshold of a rule; missing for `none`.
  static func threshold(_ rule: StoppingRule) -> Table.Cell { Table.Cell(rule.threshold) }
}

extension StudyDescription {
  /// One column for each varied key, named as in the study file with `_` for `-`.
  var variedColumns: [Table.Column] {
    vary.map { Table.Column($0.key.replacing("-", with: "_")) }
  }
}

/// Columns for a measure and the ends of its interval.
func intervalColumns(_ measure: Measure) -> [Table.Column] {
  ["", "_low", "_high"].map { Table.Column(measure.rawValue + $0, measure.display) }
}

/// The mean and the ends of its interval, missing where there is none.
func intervalCells(_ interval: Interval?) -> [Table.Cell] {
  let known = interval.flatMap { $0.hasEnds ? $0 : nil }
  return [interval?.mean, known?.low, known?.high].map { Table.Cell($0) }
}

extension Measure {
  var display: Table.Display {
    switch self {
    case .trainAccuracy, .validationAccuracy, .testAccuracy: .percent
    case .gap: .points
    case .trainLoss, .validationLoss, .testLoss, .lossGap: .decimals(4)
    case .epoch, .stoppedEpoch, .updates: .decimals(1)
    case .seconds: .decimals(2)
    }
  }
}
