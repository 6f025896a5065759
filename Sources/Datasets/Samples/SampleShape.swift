/// How the features of one sample are laid out.
public enum SampleShape: Sendable, Hashable, Codable, CustomStringConvertible {
  /// `features` numbers without a layout of their own.
  case vector(features: Int)
  /// Channel by channel, each row by row from the top.
  case image(width: Int, height: Int, channels: Int)

  /// The number of features of a sample.
  public var featureCount: Int {
    switch self {
    case .vector(let features): features
    case .image(let width, let height, let channels): width * height * channels
    }
  }

  /// For people: `2 features`, `28×28 grey` or `32×32×3`.
  public var description: String {
    switch self {
    case .vector(let features): features == 1 ? "1 feature" : "\(features) features"
    case .image(let width, let height, 1): "\(width)×\(height) grey"
    case .image(let width, let height, let channels): "\(width)×\(height)×\(channels)"
    }
  }
}
