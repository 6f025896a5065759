import Foundation

extension DataSource {
  /// A key in the section `data` of a study file that only some sources read, in the order in which files list them.
  public enum Key: String, Sendable, CaseIterable, CustomStringConvertible {
    case path, target, groups, task, features, ignore, categorical, missing
    case missingValues = "missing-values"
    case delimiter, decimal, header, encoding
    case firstColumn = "first-column"
    case samples, noise, classes, folds, inputs

    /// The key as study files have it.
    public var description: String { rawValue }
  }

  /// The type and range of a key's values, with the property of ``DataSource`` that stores it.
  public enum Values: Sendable {
    /// A single line of text with at most this many characters.
    case line(any WritableKeyPath<DataSource, String?> & Sendable, Int)
    /// One of these words; and other spellings, each of one of them.
    case choice(any WritableKeyPath<DataSource, String?> & Sendable, [String], spellings: [String: String] = [:])
    /// Several single lines of text with at most this many characters each; whether they may be empty.
    case list(any WritableKeyPath<DataSource, [String]?> & Sendable, Int, orEmpty: Bool)
    /// A whole number in this range.
    case integer(any WritableKeyPath<DataSource, Int?> & Sendable, ClosedRange<Int>)
    /// A number in this range.
    case number(any WritableKeyPath<DataSource, Double?> & Sendable, ClosedRange<Double>)
  }

  /// The column of CSV files to predict unless another is given.
  static let usualTarget = "label"

  /// Returns the value of `key` as a study file spells it; nil if the source does not set it.
  public func text(of key: Key) -> String? {
    switch key.declaration.values {
    case .line(let path, _), .choice(let path, _, _): self[keyPath: path]
    case .list(let path, _, _): self[keyPath: path].map(Self.text)
    case .integer(let path, _): self[keyPath: path].map { "\($0)" }
    case .number(let path, _): self[keyPath: path].map { "\($0)" }
    }
  }

  /// Sets `key` to the value that `text` spells; returns false, with the key unset, if it is not of the key's type.
  public mutating func set(_ key: Key, _ text: String) -> Bool {
    switch key.declaration.values {
    case .line(let path, _), .choice(let path, _, _): self[keyPath: path] = text
    case .list(let path, _, _): self[keyPath: path] = try? JSONDecoder().decode([String].self, from: Data(text.utf8))
    case .integer(let path, _): self[keyPath: path] = Int(text)
    case .number(let path, _): self[keyPath: path] = Double(text)
    }
    return self.text(of: key) != nil
  }

  /// A list in the form that YAML and JSON share.
  private static func text(_ items: [String]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes]
    return (try? encoder.encode(items)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
  }

  /// Returns the source with the values of `defaults` for all keys that it does not set.
  public func completed(by defaults: DataSource) -> DataSource {
    var source = self
    for key in Key.allCases where source.text(of: key) == nil {
      if let text = defaults.text(of: key) { _ = source.set(key, text) }
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
        The file of csv, npz and libsvm, or the folder to look in first for mnist, fashion-mnist and cifar-10; relative to \
        the folder of the study file.
        """,
        "The folder to look in first, or the file of csv, npz or libsvm."
      )
    case .target:
      (
        .line(\.target, 1000), "The CSV column that holds the class.",
        "The CSV column that holds the class; \(DataSource.usualTarget) unless given."
      )
    case .task:
      (
        .choice(\.task, DataSource.Task.allCases.map(\.rawValue)),
        """
        What is learnt: to predict the class (classification) or the number (regression) that the target holds. Unless given, \
        it is the class; but a target of more than \(LabelColumn.mostNumericClasses) different numbers, or of \
        numbers hardly any of which occurs twice has to say which.
        """,
        "regression, to predict the number in the target, or classification, if many numbers are names of classes."
      )
    case .features:
      (
        .list(\.features, 1000, orEmpty: false), "The CSV columns that are features; unless given, all but the target.",
        "The CSV columns that are features: a,b."
      )
    case .ignore: (.list(\.ignore, 1000, orEmpty: false), "CSV columns to leave out.", "CSV columns to leave out: a,b.")
    case .categorical:
      (
        .list(\.categorical, 1000, orEmpty: false),
        "CSV columns whose numbers are names. Like columns of text, they become a feature for each value, at most 100.",
        "CSV columns whose numbers are names: a,b."
      )
    case .missing:
      (
        .choice(\.missing, MissingValues.allCases.map(\.rawValue)),
        "What happens to missing values: refuse (the default), drop their rows, or impute (the mean or the most frequent value of "
          + "the training subset, and a feature that marks them).",
        "What happens to missing values: refuse, drop or impute."
      )
    case .missingValues:
      (
        .list(\.missingValues, 100, orEmpty: true),
        "How missing values are spelt, in lower or upper case; unless given, \(MissingText.usual.map(quoted).joined(separator: ", ")).",
        "How missing values are spelt: ?,none."
      )
    case .delimiter:
      (
        .choice(\.delimiter, ["auto"] + Delimiter.allCases.map(\.rawValue), spellings: Delimiter.spellings),
        "What separates the fields of the CSV file; unless given, what fits its first lines (auto).",
        "What separates the fields; auto unless given."
      )
    case .decimal:
      (
        .choice(\.decimal, ["auto"] + DecimalMark.allCases.map(\.rawValue)),
        "The decimal mark; unless given, what fits the first lines (auto).", "The decimal mark; auto unless given."
      )
    case .header:
      (
        .choice(\.header, ["auto", "true", "false"]),
        "Whether the first line of the CSV file names the columns; without names they are c1, c2 and so on. Unless given, it does "
          + "if it has no numbers (auto).",
        "Whether the first line names the columns; auto unless given."
      )
    case .encoding:
      (
        .choice(\.encoding, TextEncoding.allCases.map(\.rawValue)),
        "The encoding of the CSV file; unless given, what its byte-order mark says, or UTF-8 (auto).",
        "The encoding; auto unless given."
      )
    case .firstColumn:
      (
        .integer(\.firstColumn, DataSource.firstColumnRange),
        "The number that columns of libsvm count from; unless given, 0 if there is a column 0, else 1.",
        "The number that columns of libsvm count from, 0 or 1."
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
    case .line, .choice: "a text"
    case .list: "a list of texts"
    case .number: "a number"
    case .integer: "a whole number"
    }
  }
}
