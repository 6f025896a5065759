extension DataSource {
  /// A key of a study file's section `data` that some sources read, in the order in which files list them.
  public enum Key: String, Sendable, CaseIterable {
    case path, target, samples, noise, classes, folds, inputs
  }

  /// The values of a key, and the property of a source that has them.
  public enum Values: Sendable {
    /// One line of at most so many characters.
    case line(any WritableKeyPath<DataSource, String?> & Sendable, Int)
    case integer(any WritableKeyPath<DataSource, Int?> & Sendable, ClosedRange<Int>)
    case number(any WritableKeyPath<DataSource, Double?> & Sendable, ClosedRange<Double>)
  }

  /// The value of `key` as a study file spells it; nil if the source does not give it.
  public func text(of key: Key) -> String? {
    switch key.declaration.values {
    case .line(let path, _): self[keyPath: path]
    case .integer(let path, _): self[keyPath: path].map { "\($0)" }
    case .number(let path, _): self[keyPath: path].map { "\($0)" }
    }
  }

  /// Gives `key` the value that `text` spells; returns false if that is none of its kind.
  public mutating func set(_ key: Key, _ text: String) -> Bool {
    switch key.declaration.values {
    case .line(let path, _): self[keyPath: path] = text
    case .integer(let path, _): self[keyPath: path] = Int(text)
    case .number(let path, _): self[keyPath: path] = Double(text)
    }
    return self.text(of: key) != nil
  }

  /// The source with what it leaves out as `defaults` has it.
  public func completed(by defaults: DataSource) -> DataSource {
    var source = self
    for key in Key.allCases {
      switch key.declaration.values {
      case .line(let path, _): source[keyPath: path] = self[keyPath: path] ?? defaults[keyPath: path]
      case .integer(let path, _): source[keyPath: path] = self[keyPath: path] ?? defaults[keyPath: path]
      case .number(let path, _): source[keyPath: path] = self[keyPath: path] ?? defaults[keyPath: path]
      }
    }
    return source
  }
}

extension DataSource.Key {
  /// What is known of a key: to add one, add a case, a property of `DataSource`, and a declaration here.
  var declaration: (values: DataSource.Values, about: String, help: String) {
    switch self {
    case .path:
      (
        .line(\.path, 4096),
        "The CSV file, or the folder to look in first for mnist, fashion-mnist and cifar-10.",
        "The folder to look in first, or the CSV file."
      )
    case .target:
      (
        .line(\.target, 1000), "The CSV column that holds the class; all others are features.",
        "The CSV column that holds the class; label unless given."
      )
    case .samples:
      (
        .integer(\.samples, DataSource.sampleRange), "Number of points to make.",
        "Points to make, for data that are made."
      )
    case .noise:
      (
        .number(\.noise, DataSource.noiseRange), "Standard deviation of the noise on each coordinate.",
        "Standard deviation of the noise on made points."
      )
    case .classes:
      (.integer(\.classes, DataSource.classRange), "Number of classes to make.", "Classes of made points.")
    case .folds:
      (
        .integer(\.folds, DataSource.foldRange),
        "How often the line is folded: the classes take turns at 2^folds borders.",
        "How often the line of sawtooth is folded."
      )
    case .inputs:
      (
        .integer(\.inputs, DataSource.inputRange),
        "Number of features: each the position on the line, with noise of its own.", "Features of sawtooth."
      )
    }
  }

  public var values: DataSource.Values { declaration.values }
  /// What it says, for the schema of study files.
  public var about: String { declaration.about }
  /// A line for the help of a command that has an option for it.
  public var help: String { declaration.help }

  /// What its values are, to go after "expected".
  public var kind: String {
    switch values {
    case .line: "a text"
    case .number: "a number"
    case .integer: "a whole number"
    }
  }
}
