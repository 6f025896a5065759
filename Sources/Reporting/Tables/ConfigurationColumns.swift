import Analysis
public import NeuralNetwork
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
  ["", "_low", "_high"].map { Table.Column(measure.name + $0, measure.display) }
}

/// Columns for a difference between values of `metric` and the ends of its interval.
func differenceColumns(_ name: String, of metric: Metric) -> [Table.Column] {
  ["", "_low", "_high"].map { Table.Column(name + $0, metric.differenceDisplay) }
}

/// The mean and the ends of its interval, missing where there is none.
func intervalCells(_ interval: Interval?) -> [Table.Cell] {
  let known = interval.flatMap { $0.hasEnds ? $0 : nil }
  return [interval?.mean, known?.low, known?.high].map { Table.Cell($0) }
}

extension Metric {
  /// How its values, and distances from the best value, are shown.
  public var display: Table.Display {
    switch unit {
    case .fraction: .percent
    case .plain(_, let decimals): .decimals(decimals)
    }
  }

  /// How differences between its values are shown.
  var differenceDisplay: Table.Display {
    switch unit {
    case .fraction: .points
    case .plain(_, let decimals): .signed(decimals)
    }
  }
}

extension Measure {
  var display: Table.Display {
    switch self {
    case .metric(let metric, _): metric.display
    case .gap(let metric): metric.differenceDisplay
    case .loss, .lossGap: .decimals(4)
    case .epoch, .stoppedEpoch, .updates: .decimals(1)
    case .seconds: .decimals(2)
    }
  }
}
