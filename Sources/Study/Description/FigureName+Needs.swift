import NeuralNetwork

/// What a study must have for a figure.
public struct FigureNeeds: Sendable {
  /// What it must have; completes a sentence that begins "needs".
  public let words: String
  /// Whether a study may have it, as far as its file tells.
  public let mayBeMet: @Sendable (StudyDescription) -> Bool

  fileprivate init(_ words: String, _ mayBeMet: @escaping @Sendable (StudyDescription) -> Bool = { _ in true }) {
    (self.words, self.mayBeMet) = (words, mayBeMet)
  }
}

extension FigureName {
  /// Fewer training-set sizes have no fitted curves.
  public static let fewestFittedSizes = 5
  /// Fewer epochs make no animation.
  public static let fewestEpochs = 5

  /// What a study must have for figures of this kind.
  public var needs: FigureNeeds {
    switch self {
    case .learningCurves, .gaps: FigureNeeds("at least two training-set sizes") { $0.sizeCount > 1 }
    case .verdicts:
      FigureNeeds("two models, or a key under vary with at least two values") {
        $0.models.count > 1 || $0.hasNetworks && $0.vary.haveSeveralValues
      }
    case .errors:
      FigureNeeds("at least \(Self.fewestFittedSizes) training-set sizes, or two and a target") { $0.sizeCount > 1 }
    case .gapMap: FigureNeeds("finished trials")
    case .biasVariance: FigureNeeds("replicates: {data, initial-weights}") { $0.replicates.isCrossed }
    case .thresholds:
      FigureNeeds("a network and a stopping rule with at least two thresholds or lengths") { study in
        study.hasNetworks
          && study.rules.contains { rule in study.rules.count { $0.kind == rule.kind && $0.threshold != nil } > 1 }
      }
    case .cost: FigureNeeds("a network and at least two stopping rules") { $0.hasNetworks && $0.rules.count > 1 }
    case .depth:
      FigureNeeds("models of at least two different depths") { Set($0.networks.map(\.hidden.depth)).count > 1 }
    case .width: FigureNeeds("models of at least three widths that have one depth") { $0.networks.count > 2 }
    case .epochs: FigureNeeds("a network with finished training runs") { $0.hasNetworks }
    case .sweep:
      FigureNeeds("a network and a key under vary with at least two values") {
        $0.hasNetworks && $0.vary.haveSeveralValues
      }
    case .choices: FigureNeeds("a key under tune with at least two values") { $0.tune.haveSeveralValues }
    case .specifications:
      FigureNeeds("two models that are compared, and a key under vary or tune with at least two values") {
        $0.models.count > 1 && ($0.vary + $0.tune).haveSeveralValues
      }
    case .batchLoss: FigureNeeds("a network and record: {batch-loss: true}") { $0.hasNetworks && $0.record.batchLoss }
    case .deadNeurons:
      FigureNeeds("a network and record: {dead-neurons: true}") { $0.hasNetworks && $0.record.deadNeurons }
    case .decisionBoundary: FigureNeeds("classes of data with two features") { !$0.predictsQuantity }
    case .weights: FigureNeeds("networks on images") { $0.hasNetworks }
    case .progress:
      FigureNeeds("a network and at least \(Self.fewestEpochs) epochs") {
        $0.hasNetworks
          && ($0.training.epochs >= Self.fewestEpochs || ($0.vary + $0.tune).contains { $0.key == "epochs" })
      }
    }
  }
}

extension StudyDescription {
  fileprivate var networks: [NetworkLayers] {
    models.compactMap { if case .network(let layers) = $0.kind { layers } else { nil } }
  }

  fileprivate var hasNetworks: Bool { !networks.isEmpty }

  fileprivate var sizeCount: Int {
    switch sizes {
    case .list(let sizes), .perClass(let sizes): sizes.count
    case .all: 1
    }
  }
}

extension HiddenLayers {
  fileprivate var depth: Int {
    switch self {
    case .widths(let widths): widths.count
    case .matchingParameters(let depth, _): depth
    }
  }
}

extension [VariedSetting] {
  fileprivate var haveSeveralValues: Bool { contains { $0.values.count > 1 } }
}
