/// How features are scaled before training.
public enum Scaling: String, Sendable, Hashable, Codable, CaseIterable {
  /// No scaling.
  case none
  /// To 0–1: images by the largest grey level, other features by minimum and maximum of the training subset. The features of
  /// sparse tables are divided by their largest magnitude there.
  case unit
  /// Each feature to mean 0 and standard deviation 1, fitted on the training subset only.
  case standardise
  /// Like `unit`, then minus each feature's mean over the training subset; for images, the mean image.
  case centre
  /// Like `unit`, then minus the mean over each sample's own features; for an image, its mean level.
  case centreSamples = "centre-samples"

  /// Whether the zeros of a sparse table stay zeros, so that only other values take memory.
  public var keepsZerosOfSparseTables: Bool {
    switch self {
    case .none, .unit: true
    case .standardise, .centre, .centreSamples: false
    }
  }
}
