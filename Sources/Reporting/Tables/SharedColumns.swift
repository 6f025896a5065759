import Analysis
public import NeuralNetwork
import Study

// Columns that several tables share.

extension RowColumn {
  /// One for each varied key, named as in the study file with `_` for `-` and `.`.
  static func varied(_ study: StudyDescription, _ values: @escaping (Row) -> [String]) -> [RowColumn] {
    settings(study.vary, values)
  }

  /// One for each tuned key, named likewise.
  static func tuned(_ study: StudyDescription, _ values: @escaping (Row) -> [String]) -> [RowColumn] {
    settings(study.tune, values)
  }

  private static func settings(_ settings: [VariedSetting], _ values: @escaping (Row) -> [String]) -> [RowColumn] {
    settings.indices.map { index in
      RowColumn(settings[index].columnName, .setting) { row -> String? in
        let values = values(row)
        // Empty in a contrast of this key's values.
        return values.indices.contains(index) && !values[index].isEmpty ? values[index] : nil
      }
    }
  }

  /// The name of a stopping rule and its threshold; `none` has none.
  static func rule(_ rule: @escaping (Row) -> StoppingRule) -> [RowColumn] {
    [RowColumn("rule") { rule($0).name }, RowColumn("threshold") { rule($0).threshold }]
  }

  /// Whether differences are paired by replicate.
  static func pairing(_ isPaired: @escaping (Row) -> Bool) -> RowColumn {
    RowColumn("pairing") { isPaired($0) ? "paired" : "unpaired" }
  }

  /// A mean and the ends of its interval, missing where there is none.
  static func interval(
    _ name: String, _ display: Table.Display, low: String? = nil, high: String? = nil,
    _ interval: @escaping (Row) -> Interval?
  ) -> [RowColumn] {
    func ends(_ row: Row) -> Interval? { interval(row).flatMap { $0.hasEnds ? $0 : nil } }
    return [
      RowColumn(name, display) { interval($0)?.mean }, RowColumn(low ?? name + "_low", display) { ends($0)?.low },
      RowColumn(high ?? name + "_high", display) { ends($0)?.high },
    ]
  }
}

extension RowColumn where Row == CurvePoint {
  /// A measure and the ends of its interval.
  static func interval(_ measure: Measure) -> [RowColumn] {
    interval(measure.name, measure.display) { measure.isKnown(of: $0.key.recorded) ? $0[measure] : nil }
  }
}

extension Measure {
  /// Whether anything is known of it of runs that were recorded elsewhere, or of others: single results have no epochs.
  func isKnown(of recorded: RecordedLearner?) -> Bool {
    recorded?.kind != .oneShot || ![.epoch, .stoppedEpoch].contains(self)
  }
}

extension RowColumn {
  /// The configuration and replicate of a trajectory, with its varied and tuned settings.
  static func trajectory(_ study: StudyDescription, _ trajectory: @escaping (Row) -> TrajectoryResult) -> [RowColumn] {
    func configuration(_ row: Row) -> Configuration { trajectory(row).configuration }
    return [
      RowColumn("model") { configuration($0).model }, RowColumn("hidden_layers") { configuration($0).depth },
      RowColumn("parameters") { configuration($0).parameters },
      RowColumn("size") { configuration($0).size }, RowColumn("replicate") { trajectory($0).replicate },
    ] + structure(study) { configuration($0).modelIndex } + varied(study) { configuration($0).varied }
      + tuned(study) { configuration($0).tuned }
  }

  /// The draws that a crossed replicate shares with others; no columns for independent ones.
  static func draws(_ study: StudyDescription, _ replicate: @escaping (Row) -> Int) -> [RowColumn] {
    guard study.replicates.isCrossed else { return [] }
    return [
      RowColumn(ReplicateDraws.columns.data) { study.replicates.draws(of: replicate($0)).data },
      RowColumn(ReplicateDraws.columns.initialWeights) { study.replicates.draws(of: replicate($0)).initialWeights },
    ]
  }

  /// The model of a curve.
  static func model(_ study: StudyDescription, _ key: @escaping (Row) -> CurveKey) -> [RowColumn] {
    [
      RowColumn("model") { key($0).model }, RowColumn("hidden_layers") { key($0).depth },
      RowColumn("parameters") { key($0).parameters },
    ] + structure(study) { key($0).modelIndex }
  }

  /// What the hidden layers of a model do besides weights and activation; no column if all models are plain.
  private static func structure(_ study: StudyDescription, _ index: @escaping (Row) -> Int) -> [RowColumn] {
    let words = study.models.indices.map {
      study.layers(ofModelAt: $0)?.structure.words.joined(separator: ", ") ?? ""
    }
    guard words.contains(where: { !$0.isEmpty }) else { return [] }
    return [
      RowColumn("structure") { row in
        let index = index(row)
        return words.indices.contains(index) && !words[index].isEmpty ? words[index] : nil
      }
    ]
  }

  /// The two sides of a contrast, models or values, what differs between them, and the model that has both values.
  static func contrast(_ contrast: @escaping (Row) -> Contrast) -> [RowColumn] {
    sides(first: { contrast($0).first }, second: { contrast($0).second }, kind: { contrast($0).kind })
  }

  static func sides(
    first: @escaping (Row) -> Contrast.Side, second: @escaping (Row) -> Contrast.Side,
    kind: @escaping (Row) -> Contrast.Kind
  ) -> [RowColumn] {
    [
      RowColumn("first") { first($0).value ?? first($0).model },
      RowColumn("second") { second($0).value ?? second($0).model },
      RowColumn("differs") { kind($0).name },
      RowColumn("model") { first($0).value == nil ? nil : first($0).model },
    ]
  }
}

extension VariedSetting {
  /// As columns of tables are named.
  var columnName: String { key.replacing("-", with: "_").replacing(".", with: "_") }
}

extension Metric {
  /// How values of the metric, and distances from its best value, are shown.
  public var display: Table.Display {
    switch unit {
    case .fraction: .percent
    case .plain(_, let decimals): Self.usualDecimals ~= decimals ? .decimals(max(decimals, 0)) : .significant
    }
  }

  /// Smaller and larger values are shown with a power of ten.
  private static var usualDecimals: ClosedRange<Int> { -5...7 }

  /// How differences between its values are shown.
  var differenceDisplay: Table.Display {
    switch unit {
    case .fraction: .points
    case .plain(_, let decimals): Self.usualDecimals ~= decimals ? .signed(max(decimals, 0)) : .signedSignificant
    }
  }
}

extension Measure {
  var display: Table.Display {
    switch self {
    case .metric(let metric, _): metric.display
    case .gap(let metric), .overfitting(let metric), .shift(let metric): metric.differenceDisplay
    case .loss, .lossGap: .loss
    case .epoch, .stoppedEpoch, .updates: .decimals(1)
    case .seconds: .decimals(2)
    }
  }
}
