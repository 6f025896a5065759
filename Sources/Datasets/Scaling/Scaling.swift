/// How features are scaled before training.
public enum Scaling: String, Sendable, Hashable, Codable, CaseIterable {
  /// As they are in the source.
  case none
  /// To 0–1: images by their largest grey level, other features by minimum and maximum of the training subset.
  case unit
  /// To mean 0 and standard deviation 1 for each feature, fitted on the training subset only.
  case standardise
  /// As `unit`, then less each feature's mean over the training subset: of images, the mean image.
  case centre
  /// As `unit`, then less the mean over each sample's own features: of an image, its mean level.
  case centreSamples = "centre-samples"
}
