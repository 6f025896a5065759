/// The keys of a request that do not mean something to figures of every kind.
public enum FigureKey: String, Sendable, CaseIterable {
  /// Stopping rules to show.
  case rules
  /// Other words for stopping rules.
  case ruleLabels = "labels.rules"
  /// Scales of the axes of numbers.
  case logX = "log-x"
  case logY = "log-y"
  /// Other words for the axes.
  case xLabel = "labels.x"
  case yLabel = "labels.y"
  /// Colours of models.
  case colours
}

extension FigureName {
  /// The keys that change nothing in figures of this kind.
  public var idleKeys: Set<FigureKey> {
    switch self {
    case .learningCurves, .errors, .gaps, .cost, .epochs, .thresholds, .sweep: []
    // Maps, in the colours of values.
    case .verdicts, .gapMap, .choices: [.logX, .logY, .colours]
    // Colours stand for parts of the error, or sizes.
    case .biasVariance, .depth, .width: [.colours]
    case .specifications: [.logX, .xLabel, .colours]
    // No rule has a name there, but captions may say which models are best under one.
    case .batchLoss, .deadNeurons: [.ruleLabels]
    case .progress: [.colours]
    // Images.
    case .decisionBoundary: [.ruleLabels, .logX, .logY, .colours]
    case .weights: [.ruleLabels, .logX, .logY, .xLabel, .yLabel, .colours]
    }
  }
}

extension FigureRequest {
  /// The keys that the request gives and that change nothing in its figure.
  var idleKeys: [FigureKey] { FigureKey.allCases.filter { figure.idleKeys.contains($0) && gives($0) } }

  private func gives(_ key: FigureKey) -> Bool {
    switch key {
    case .rules: selection.rules != nil
    case .logX: style.logX != nil
    case .logY: style.logY != nil
    case .colours: style.colours != nil
    case .ruleLabels: style.labels?.keys.contains { $0.hasPrefix("rules.") } ?? false
    case .xLabel: style.labels?["x"] != nil
    case .yLabel: style.labels?["y"] != nil
    }
  }

  /// The same request without the keys that change nothing in its figure.
  public var withoutIdleKeys: FigureRequest {
    var request = self
    for key in idleKeys {
      switch key {
      case .rules: request.selection.rules = nil
      case .logX: request.style.logX = nil
      case .logY: request.style.logY = nil
      case .colours: request.style.colours = nil
      case .ruleLabels: request.style.labels = request.style.labels?.filter { !$0.key.hasPrefix("rules.") }
      case .xLabel: request.style.labels?["x"] = nil
      case .yLabel: request.style.labels?["y"] = nil
      }
    }
    return request
  }
}
