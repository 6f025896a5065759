/// The distribution from which the initial weights, or biases, of a layer are drawn.
public enum Initialiser: Sendable, Hashable, Codable {
  /// Uniform between two numbers.
  case uniform(Double, Double)
  /// Normal with this mean and standard deviation.
  case normal(mean: Double, standardDeviation: Double)
  /// The same number for all.
  case constant(Double)
  /// U(−a, a) with a = √(6 / (fan-in + fan-out)) (Glorot and Bengio 2010, eq. 16).
  case xavierUniform
  /// N(0, 2 / (fan-in + fan-out)) (Glorot and Bengio 2010, eq. 12).
  case xavierNormal
  /// U(−a, a) with a = √(6 / fan-in) (He et al. 2015, eq. 10).
  case kaimingUniform
  /// N(0, 2 / fan-in) (He et al. 2015, eq. 10).
  case kaimingNormal
}

extension Initialiser: CustomStringConvertible {
  /// The spelling in study files, e.g. `uniform(-1,1)`.
  public var description: String {
    switch self {
    case .uniform(let low, let high): "uniform(\(text(low)),\(text(high)))"
    case .normal(let mean, let deviation): "normal(\(text(mean)),\(text(deviation)))"
    case .constant(let value): "constant(\(text(value)))"
    case .xavierUniform: "xavier-uniform"
    case .xavierNormal: "xavier-normal"
    case .kaimingUniform: "kaiming-uniform"
    case .kaimingNormal: "kaiming-normal"
    }
  }
  /// A whole number without its decimal point.
  private func text(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }
}
