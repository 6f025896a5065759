public import NeuralNetwork

extension StudyDescription {
  /// The metric that leads.
  public var metric: Metric { metrics.first ?? .usual }

  /// Every rule and threshold, in the order of the study file.
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

  /// The training settings under the varied values that `texts` spells, one for each key of `vary`.
  public func settings(varied texts: [String]) -> TrainingSettings {
    var settings = training
    for (setting, text) in zip(vary, texts) {
      setting.values.first { $0.text == text }?.assignment.apply(to: &settings)
    }
    return settings
  }

  /// The most epochs that a configuration is trained; nil for what learns in one go.
  public func epochLimit(of configuration: Configuration) -> Int? {
    configuration.hidden == nil ? nil : settings(varied: configuration.varied).epochs
  }
}
