import Analysis
import NeuralNetwork
import Study

/// How well models do with each of their settings: the mean of the leading metric at the largest size under the rule that trains longest, on
/// validation data if the study has any.
struct Ranking {
  let size: Int
  let rule: StoppingRule
  /// The metric on validation or on test data.
  let measure: Measure
  /// How good each is: the more, the better.
  private let goodness: [ModelSetting: Double]
  private let metric: Metric

  /// nil if nothing was measured.
  init?(_ analysis: StudyAnalysis) {
    var analysis = analysis
    analysis.curves = analysis.rankedCurves ?? analysis.curves
    guard let size = analysis.curves.map(\.size).max(), let rule = analysis.longestRule else { return nil }
    let points = analysis.curves.filter { $0.size == size }
    let metric = analysis.study.metric
    let measure = points.contains { $0[.validation(metric)] != nil } ? Measure.validation(metric) : .test(metric)
    var goodness: [ModelSetting: Double] = [:]
    for point in points where point.key.rule == rule {
      let setting = ModelSetting(modelIndex: point.key.modelIndex, varied: point.key.varied)
      goodness[setting] = point[measure].map { metric.sign * $0.mean }
    }
    guard !goodness.isEmpty else { return nil }
    (self.size, self.rule, self.measure, self.metric, self.goodness) = (size, rule, measure, metric, goodness)
  }

  /// The first of the best; nil if none has been measured.
  func best(of settings: some Sequence<ModelSetting>) -> ModelSetting? {
    var best: (setting: ModelSetting, goodness: Double)?
    for setting in settings {
      guard let goodness = goodness[setting], goodness > best?.goodness ?? -.infinity else { continue }
      best = (setting, goodness)
    }
    return best?.setting
  }

  /// Those of `settings` that are as good as `best`; nil if one of them is better, or `best` was not measured.
  func equals(of best: ModelSetting, among settings: some Sequence<ModelSetting>) -> [ModelSetting]? {
    guard let most = goodness[best] else { return nil }
    let measured = settings.compactMap { setting in goodness[setting].map { (setting: setting, goodness: $0) } }
    let equals = measured.filter { Interval.areEqual($0.goodness, most) }
    guard measured.allSatisfy({ $0.goodness <= most || Interval.areEqual($0.goodness, most) }) else { return nil }
    return equals.map(\.setting)
  }

  /// The criterion of the best. Nothing may be selected on test data, so a choice by them is called an illustration.
  var criterion: String {
    let place = "at n = \(NumberText.count(size)) \(RuleText.moment(rule))"
    return measure == .validation(metric)
      ? "validation \(metric.words) \(place)"
      : "test \(metric.words) \(place), for illustration: there are no validation data to select by"
  }
}
