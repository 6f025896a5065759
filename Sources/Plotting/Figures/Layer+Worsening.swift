import NeuralNetwork

extension Layer {
  /// An arrow beside the point of a metric's `value` at which a curve has become worse; nil if the point is not on the axis.
  static func worsening(_ metric: Metric, x: Double, value: Double, on y: Axis) -> Layer? {
    guard let fraction = y.fraction(of: metric.unit.factor * value) else { return nil }
    let place = metric.direction == .higherIsBetter ? max(fraction - 0.06, 0.03) : min(fraction + 0.06, 0.97)
    return .note(text: metric.worseningArrow, x: x, y: y.value(at: place))
  }
}
