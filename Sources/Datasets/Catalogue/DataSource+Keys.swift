extension DataSource {
  /// A key in the section `data` of a study file that only some sources read, in the order in which files list them.
  public enum Key: String, Sendable, CaseIterable {
    case path, target, groups, samples, noise, classes, folds, inputs
  }

  /// The type and range of a key's values, with the property of ``DataSource`` that stores it.
  public enum Values: Sendable {
    /// A single line of text with at most this many characters.
    case line(any WritableKeyPath<DataSource, String?> & Sendable, Int)
    /// A whole number in this range.
    case integer(any WritableKeyPath<DataSource, Int?> & Sendable, ClosedRange<Int>)
    /// A number in this range.
    case number(any WritableKeyPath<DataSource, Double?> & Sendable, ClosedRange<Double>)
  }

  /// Returns the value of `key` as a study file spells it; nil if the source does not set it.
  public func text(of key: Key) -> String? {
    switch key.declaration.values {
    case .line(let path, _): self[keyPath: path]
    case .integer(let path, _): self[keyPath: path].map { "\($0)" }
    case .number(let path, _): self[keyPath: path].map { "\($0)" }
    }
  }

  /// Sets `key` to the value that `text` spells; returns false, with the key unset, if it is not of the key's type.
  public mutating func set(_ key: Key, _ text: String) -> Bool {
    switch key.declaration.values {
    case .line(let path, _): self[keyPath: path] = text
    case .integer(let path, _): self[keyPath: path] = Int(text)
    case .number(let path, _): self[keyPath: path] = Double(text)
    }
    return self.text(of: key) != nil
  }

  /// Returns the source with the values of `defaults` for all keys that it does not set.
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
        """
        The CSV file, or the folder to look in first for mnist, fashion-mnist and cifar-10; relative to the folder of the \
        study file.
        """,
        "The folder to look in first, or the CSV file."
      )
    case .target:
      (
        .line(\.target, 1000), "The CSV column that holds the class; all others are features.",
        "The CSV column that holds the class; label unless given."
      )
    case .groups:
      (
        .line(\.groups, 1000),
        """
        A CSV column with the group of each sample, such as the patient; it is not a feature. Training, validation and test \
        sets never share a group.
        """,
        "A CSV column with the group of each sample, which is never divided; no groups unless given."
      )
    case .samples:
      (
        .integer(\.samples, DataSource.sampleRange), "Number of points to make.",
        "Number of points, for synthetic data."
      )
    case .noise:
      (
        .number(\.noise, DataSource.noiseRange), "Standard deviation of the noise on each coordinate.",
        "Standard deviation of the noise, for synthetic data."
      )
    case .classes:
      (.integer(\.classes, DataSource.classRange), "Number of classes to make.", "Number of classes of synthetic data.")
    case .folds:
      (
        .integer(\.folds, DataSource.foldRange),
        "How often the line is folded: the classes alternate, with 2^folds borders between them.",
        "How often the line of sawtooth is folded."
      )
    case .inputs:
      (
        .integer(\.inputs, DataSource.inputRange),
        "Number of features; each is the position on the line plus noise of its own.", "Features of sawtooth."
      )
    }
  }

  /// The type and range of the values, with the property that stores them.
  public var values: DataSource.Values { declaration.values }
  /// Description for the JSON Schema of study files.
  public var about: String { declaration.about }
  /// One line of help for command-line options.
  public var help: String { declaration.help }

  /// The type of the values in words, to follow "expected".
  public var kind: String {
    switch values {
    case .line: "a text"
    case .number: "a number"
    case .integer: "a whole number"
    }
  }
}
