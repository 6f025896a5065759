import Datasets
import NeuralNetwork
import Study

/// The section `data`: the data set, how it is split and scaled.
enum DataSection {
  static let sources = DatasetCatalogue.sources.map(\.name)

  /// The sources that read a file of the user's own.
  private static let ownFiles = DatasetCatalogue.sources.filter(\.isOwnFile).map(\.name)

  /// The sources that read `key`.
  private static func readers(of key: DataSource.Key) -> Condition {
    Condition(key: "source", values: DatasetCatalogue.sources.filter { $0.keys.contains(key) }.map(\.name))
  }

  /// A key that only some sources read and whose default depends on the source; its value sets that part of a source.
  private static func key(_ key: DataSource.Key) -> Key<Change> {
    let defaults = DatasetCatalogue.sources.compactMap { source in
      source.defaults.text(of: key).map { (source: source.name, value: $0) }
    }
    let values = Set(defaults.map(\.value))
    let shown = values.count == 1 ? values.first.map { Int($0).map(JSON.integer) ?? .string($0) } : nil
    let each = defaults.map { "\(number($0.value)) for \($0.source)" }.joined(separator: ", ")
    return Key(
      key.rawValue, Format(key.values), values.count > 1 ? "\(key.about) Unless given, \(each)." : key.about,
      shown: shown, need: key == .path ? .when(Condition(key: "source", values: ownFiles)) : .optional,
      for: readers(of: key))
  }

  typealias Change = @Sendable (inout DataSource) -> Void

  /// A default as people write it.
  private static func number(_ text: String) -> String { Double(text).map { JSON.number($0).text() } ?? text }

  static let source = Key(
    "source",
    Format<String>.choice(sources.map { ($0, $0) }).hinting { text in
      DataSource.sourceName(ofFile: text).map { "write source: \($0), path: \(text)" }
    },
    "The data set: images (digits, mnist, fashion-mnist, cifar-10), a file of your own (csv, npz, libsvm), or synthetic points (all others).",
    need: .always)
  /// The keys that only some sources read.
  static let sourceKeys = DataSource.Key.allCases.map(key)
  static let test = Key(
    "test", TestSection.format,
    """
    The test set: the data set's own (canonical, the default for digits, mnist, fashion-mnist, cifar-10 and npz), or a \
    fraction or count drawn from all samples of the data, stratified by class, anew for each replicate (default elsewhere: \
    0.3). Of csv and libsvm, also another file with the same columns; of csv, the samples that have a value in a column.
    """)
  static let validation = Key(
    "validation", .heldOut(countFrom: 0),
    "Validation set: a fraction or count held out of the training pool before any subset is drawn; 0 for none.",
    default: .fraction(0.2), shown: 0.2)
  static let scale = Key(
    DataSetting.scale.rawValue, Format<Scaling>.choice(),
    """
    How features are scaled: none, unit (to 0-1), standardise (mean 0, standard deviation 1), centre (unit, minus each \
    feature's mean) or centre-samples (unit, minus each sample's mean); fitted on the training subset only.
    """,
    default: .unit, shown: "unit")

  static let labelNoise = Key(
    DataSetting.labelNoise.rawValue, Format<Double>.number(NumberRange(from: 0, under: 1)),
    """
    The share of the training samples whose label is replaced by that of another class, each of the others with the same \
    probability. Validation and test sets stay clean.
    """,
    default: 0, shown: 0)

  static let section = Section(
    path: "data",
    keys: [source.outline] + sourceKeys.map(\.outline) + [
      test.outline, validation.outline, scale.outline, labelNoise.outline,
    ])

  static func read(_ element: Element) throws -> StudyData {
    let fields = try Fields(element, section)
    let name = try fields.value(source)
    guard let entry = DatasetCatalogue.sources.first(where: { $0.name == name }) else {
      throw element.failure("no source \(name)")
    }
    var given = DataSource(name: name)
    let test: TestSet
    switch try fields.optional(Self.test) {
    case .own(let own):
      let isTaken = if case .file = own { entry.takesTestFile } else { entry.takesTestColumn }
      guard isTaken else {
        let takers = DatasetCatalogue.sources.filter {
          if case .file = own { $0.takesTestFile } else { $0.takesTestColumn }
        }
        let place = if case .file = own { "another file" } else { "a column" }
        throw (fields["test"] ?? element).failure(
          "only \(takers.map(\.name).joined(separator: " and ")) may have a test set in \(place); give a fraction such as 0.3"
        )
      }
      if case .column(_, _, .some) = own, let value = fields["validation"] {
        throw value.failureAtKey("data.test names the samples to validate on already; leave one of them out")
      }
      given.ownTest = own
      if case .file(let path) = own, let element = fields["test"] { given.ownTest = .file(element.located(path).path) }
      test = .canonical
    case .usual(.canonical) where !entry.hasCanonicalTest:
      throw (fields["test"] ?? element).failure(
        "\(name) has no test set of its own; give a fraction such as 0.3\(entry.takesTestFile ? ", or the file with the test set" : "")"
      )
    case .usual(let usual): test = usual
    case nil: test = entry.hasCanonicalTest ? .canonical : .drawn(.fraction(0.3))
    }
    for key in sourceKeys { try fields.optional(key)?(&given) }
    var folder: String?
    if let path = given.path, let element = fields["path"] { (given.path, folder) = element.located(path) }
    let noise = try fields.value(labelNoise)
    return StudyData(
      source: given.completed(by: entry.defaults), test: test, validation: try fields.value(validation),
      scale: try fields.value(scale), labelNoise: noise == 0 ? nil : noise, folder: folder)
  }
}

extension Format where Value == DataSection.Change {
  /// The format that reads a key's values and sets them in a source.
  fileprivate init(_ values: DataSource.Values) {
    self =
      switch values {
      case .line(let path, let limit): Format<String>.line(limit).map { value in { $0[keyPath: path] = value } }
      case .choice(let path, let words, let spellings):
        Format<String>.choice(words.map { ($0, $0) }, spellings: spellings).map { value in { $0[keyPath: path] = value }
        }
      case .list(let path, let limit, let allowsEmpty):
        Format<[String]>.oneOrMore(of: .line(limit, orEmpty: allowsEmpty), limit: 1000)
          .map { value in { $0[keyPath: path] = value } }
      case .integer(let path, let range): Format<Int>.integer(range).map { value in { $0[keyPath: path] = value } }
      case .number(let path, let range):
        Format<Double>.number(NumberRange(from: range.lowerBound, to: range.upperBound))
          .map { value in { $0[keyPath: path] = value } }
      }
  }
}

extension Format where Value == HoldOut {
  /// A fraction over 0 and under 1 if written with a point, else a count of at least `least`.
  static func heldOut(countFrom least: Int) -> Format {
    let counts = Format<Int>.integer(least...1_000_000_000)
    let fractions = Format<Double>.number(NumberRange(over: 0, under: 1))
    return Format(
      accepted: "a fraction over 0 and under 1, or a count from \(least)",
      schema: .members(("anyOf", .array([fractions.schema, counts.schema])))
    ) { element, accepted in
      if let scalar = element.scalar, !scalar.isQuoted, NumberText.isInteger(scalar.text) {
        return .count(try counts.reading(element, accepted))
      }
      return .fraction(try fractions.reading(element, accepted))
    }
  }
}
