import Analysis
import NeuralNetwork
import Study

/// What of a study a panel shows; nil for all rules, models and settings.
struct StudyPart: Sendable, Equatable {
  var rules: [StoppingRule]?
  /// Positions of the models.
  var models: [Int]?
  /// The varied settings, empty for those of which the panel shows several.
  var varied: [String]?
  /// What is compared.
  var contrast: Contrast?

  init(rules: [StoppingRule]? = nil, models: [Int]? = nil, varied: [String]? = nil) {
    (self.rules, self.models, self.varied) = (rules, models, varied)
  }

  init(_ setting: ModelSetting) { self.init(models: [setting.modelIndex], varied: setting.varied) }

  init(_ contrast: Contrast) { self.contrast = contrast }

  /// Whether the panel shows something of a model, rule and settings, where they are given.
  func holds(model: Int?, varied texts: [String]?, rule: StoppingRule?) -> Bool {
    func agrees(_ texts: [String], _ others: [String]) -> Bool {
      zip(texts, others).allSatisfy { $0 == $1 || $0.isEmpty || $1.isEmpty }
    }
    if let rule, let rules, !rules.contains(rule) { return false }
    if let model, let models, !models.contains(model) { return false }
    if let texts, let varied, !agrees(texts, varied) { return false }
    guard let contrast, let model else { return true }
    return contrast.sides.contains { side in
      side.modelIndex == model && texts.map { agrees($0, contrast.varied(of: side)) } ?? true
    }
  }

  /// Whether the panel may show a comparison.
  func holds(_ other: Contrast, _ rule: StoppingRule) -> Bool {
    if let contrast, contrast != other { return false }
    return other.sides.allSatisfy { holds(model: $0.modelIndex, varied: other.varied(of: $0), rule: rule) }
  }
}
