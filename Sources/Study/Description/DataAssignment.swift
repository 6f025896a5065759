public import Datasets

/// What one value of a varied key of `data` sets.
public enum DataAssignment: Sendable, Equatable, Codable {
  /// The share of training samples with a wrong label.
  case labelNoise(Double)
  /// How features are scaled.
  case scale(Scaling)

  /// Sets the value in `data`.
  public func apply(to data: inout StudyData) {
    switch self {
    case .labelNoise(let share): data.labelNoise = share == 0 ? nil : share
    case .scale(let scaling): data.scale = scaling
    }
  }
}
