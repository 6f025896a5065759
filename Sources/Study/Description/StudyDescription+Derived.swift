public import NeuralNetwork

extension StudyDescription {
  /// The first metric, which curves, gaps, verdicts, crossovers, fits and findings are about.
  public var metric: Metric { metrics.first ?? .usual }

  /// Every stopping rule with each of its thresholds, in the order of the study file.
  public var rules: [StoppingRule] { stopping.flatMap(\.rules) }

  /// The product of the values under `vary`, applied to the study's settings.
  var variants: [(texts: [String], settings: TrainingSettings)] {
    vary.reduce([(texts: [], settings: training)]) { variants, varied in
      variants.flatMap { variant in
        varied.values.map { value in
          var settings = variant.settings
          value.assignment.apply(to: &settings)
          return (variant.texts + [value.text], settings)
        }
      }
    }
  }

  /// Returns the training settings of one combination of varied values.
  ///
  /// - Parameter texts: one value for each key of `vary`, as the study file spells it; an unknown one changes nothing.
  public func settings(varied texts: [String]) -> TrainingSettings {
    var settings = training
    for (setting, text) in zip(vary, texts) {
      setting.values.first { $0.text == text }?.assignment.apply(to: &settings)
    }
    return settings
  }

  /// Returns the most epochs that a configuration is trained; nil for a model that is not trained in epochs (an SVM).
  public func epochLimit(of configuration: Configuration) -> Int? {
    configuration.kind == .oneShot ? nil : settings(varied: configuration.varied).epochs
  }
}
