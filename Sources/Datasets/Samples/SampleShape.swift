/// The layout of the features of one sample.
public enum SampleShape: Sendable, Hashable, Codable, CustomStringConvertible {
  /// A plain list of numbers.
  case vector(features: Int)
  /// An image, channel by channel, each row by row from the top.
  case image(width: Int, height: Int, channels: Int)

  /// Number of features of one sample.
  public var featureCount: Int {
    switch self {
    case .vector(let features): features
    case .image(let width, let height, let channels): width * height * channels
    }
  }

  /// The shape in words: `2 features`, `28×28 grey` or `32×32×3`; in the order of NumPy, which is said where it matters.
  public var description: String {
    switch self {
    case .vector(let features): features == 1 ? "1 feature" : "\(features) features"
    case .image(let width, let height, 1):
      "\(height)×\(width) grey" + (width == height ? "" : " (height × width)")
    case .image(let width, let height, let channels):
      "\(height)×\(width)×\(channels)" + (width == height ? "" : " (height × width × channels)")
    }
  }
}
