import Analysis
import NeuralNetwork

/// How well models do with each of their settings: mean accuracy at the largest size under the rule that trains longest, on
/// validation data if the study has any.
struct Ranking {
  let size: Int
  let rule: StoppingRule
  /// Validation or test accuracy.
  let measure: Measure
  private let accuracies: [ModelSetting: Double]

  /// nil without any accuracy.
  init?(_ analysis: StudyAnalysis) {
    guard let size = analysis.curves.map(\.size).max(), let rule = analysis.longestRule else { return nil }
    let points = analysis.curves.filter { $0.size == size }
    let measure = points.contains { $0[.validationAccuracy] != nil } ? Measure.validationAccuracy : .testAccuracy
    var accuracies: [ModelSetting: Double] = [:]
    for point in points where point.key.rule == rule {
      let setting = ModelSetting(modelIndex: point.key.modelIndex, varied: point.key.varied)
      accuracies[setting] = point[measure]?.mean
    }
    guard !accuracies.isEmpty else { return nil }
    (self.size, self.rule, self.measure, self.accuracies) = (size, rule, measure, accuracies)
  }

  /// The first of the best; nil if none has been measured.
  func best(of settings: some Sequence<ModelSetting>) -> ModelSetting? {
    var best: (setting: ModelSetting, accuracy: Double)?
    for setting in settings {
      guard let accuracy = accuracies[setting], accuracy > best?.accuracy ?? -1 else { continue }
      best = (setting, accuracy)
    }
    return best?.setting
  }

  /// Those of `settings` that are as good as `best`; nil if one of them is better, or `best` was not measured.
  func equals(of best: ModelSetting, among settings: some Sequence<ModelSetting>) -> [ModelSetting]? {
    guard let accuracy = accuracies[best] else { return nil }
    let differences = settings.compactMap { setting in
      accuracies[setting].map { (setting: setting, difference: $0 - accuracy) }
    }
    guard differences.allSatisfy({ $0.difference < Interval.rounding }) else { return nil }
    return differences.filter { $0.difference > -Interval.rounding }.map(\.setting)
  }

  /// By what the best is the best. Nothing may be selected on test data, so that a choice by them says what it is.
  var criterion: String {
    let place = "at n = \(NumberText.count(size)) \(RuleText.moment(rule))"
    return measure == .validationAccuracy
      ? "validation accuracy \(place)"
      : "test accuracy \(place), for illustration: there are no validation data to select by"
  }
}
