import Datasets

/// A key of `data` that studies can vary.
public enum DataSetting: String, Sendable, CaseIterable {
  /// How features are scaled.
  case scale
  /// The share of training samples with a wrong label.
  case labelNoise = "label-noise"

  /// The setting of `key`, e.g. `data.scale`; nil if there is none.
  public init?(key: String) {
    guard let setting = Self.allCases.first(where: { $0.key == key }) else { return nil }
    self = setting
  }

  /// The key with its section, e.g. `data.scale`.
  public var key: String { "data.\(rawValue)" }

  /// The name in running text, e.g. `label noise`.
  public var words: String {
    switch self {
    case .scale: "scaling"
    case .labelNoise: "label noise"
    }
  }

  /// Returns the value that `data` has, as study files spell it; nil if it has none.
  public func text(in data: StudyData) -> String? {
    switch self {
    case .scale: data.scale.rawValue
    case .labelNoise: data.labelNoise.map { "\($0)" }
    }
  }
}
