extension DataSource {
  /// A key of a study file's section `data` that some sources read, in the order in which files list them.
  public enum Key: String, Sendable, CaseIterable {
    case path, target, samples, noise, classes, folds, inputs

    /// What its values are, to go after "expected".
    public var kind: String {
      switch self {
      case .path, .target: "a text"
      case .noise: "a number"
      case .samples, .classes, .folds, .inputs: "a whole number"
      }
    }
  }

  /// The value of `key` as a study file spells it; nil if the source does not give it.
  public func text(of key: Key) -> String? {
    switch key {
    case .path: path
    case .target: target
    case .samples: samples.map { "\($0)" }
    case .noise: noise.map { "\($0)" }
    case .classes: classes.map { "\($0)" }
    case .folds: folds.map { "\($0)" }
    case .inputs: inputs.map { "\($0)" }
    }
  }

  /// Gives `key` the value that `text` spells; returns false if that is none of its kind.
  public mutating func set(_ key: Key, _ text: String) -> Bool {
    switch key {
    case .path: path = text
    case .target: target = text
    case .samples: samples = Int(text)
    case .noise: noise = Double(text)
    case .classes: classes = Int(text)
    case .folds: folds = Int(text)
    case .inputs: inputs = Int(text)
    }
    return self.text(of: key) != nil
  }
}
