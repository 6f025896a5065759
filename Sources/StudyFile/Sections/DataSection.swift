import Datasets
import Study

/// The section `data`: the data set, how it is split and scaled.
enum DataSection {
  static let sources = DatasetCatalogue.sources.map(\.name)

  /// The sources that read `key`.
  private static func readers(of key: DataSource.Key) -> Condition {
    Condition(key: "source", values: DatasetCatalogue.sources.filter { $0.keys.contains(key) }.map(\.name))
  }

  /// A key that only some sources read, whose default each source has for itself.
  private static func key<Value>(
    _ key: DataSource.Key, _ format: Format<Value>, _ about: String, need: Need = .optional
  ) -> Key<Value> {
    let readers = readers(of: key)
    let defaults = DatasetCatalogue.sources.compactMap { source in
      source.defaults.text(of: key).map { (source: source.name, value: $0) }
    }
    let values = Set(defaults.map(\.value))
    if values.count == 1, let value = values.first {
      return Key(
        key.rawValue, format, about, shown: Int(value).map(JSON.integer) ?? .string(value), need: need, for: readers)
    }
    let each = defaults.map { "\(number($0.value)) for \($0.source)" }.joined(separator: ", ")
    return Key(
      key.rawValue, format, defaults.isEmpty ? about : "\(about) Unless given, \(each).", need: need, for: readers)
  }

  /// A default as people write it.
  private static func number(_ text: String) -> String { Double(text).map { JSON.number($0).text() } ?? text }

  static let source = Key(
    "source", .choice(sources.map { ($0, $0) }),
    "The data set: images (digits, mnist, fashion-mnist, cifar-10), a CSV file, or points made in the plane or on a line.",
    need: .always)
  static let path = key(
    .path, .line(4096), "The CSV file, or the folder to look in first for mnist, fashion-mnist and cifar-10.",
    need: .when(Condition(key: "source", values: ["csv"])))
  static let target = key(.target, .line(1000), "The CSV column that holds the class; all others are features.")
  static let samples = key(.samples, .integer(DataSource.sampleRange), "Number of points to make.")
  static let noise = key(
    .noise, .number(NumberRange(from: DataSource.noiseRange.lowerBound, to: DataSource.noiseRange.upperBound)),
    "Standard deviation of the noise on each coordinate.")
  static let classes = key(.classes, .integer(DataSource.classRange), "Number of classes to make.")
  static let folds = key(
    .folds, .integer(DataSource.foldRange), "How often the line is folded: the classes take turns at 2^folds borders.")
  static let inputs = key(
    .inputs, .integer(DataSource.inputRange),
    "Number of features: each the position on the line, with noise of its own.")
  static let test = Key(
    "test", Format.heldOut(countFrom: 1).map(TestSet.drawn).or("canonical", .canonical),
    """
    The test set: the data set's own (canonical, the default for digits, mnist, fashion-mnist and cifar-10), or a fraction \
    or count drawn from the data, stratified by class, anew for each replicate (default elsewhere: 0.3).
    """)
  static let validation = Key(
    "validation", .heldOut(countFrom: 0),
    "Fraction or count taken out of the training pool before any subset is drawn; 0 takes none.",
    default: .fraction(0.2), shown: 0.2)
  static let scale = Key(
    "scale", Format<Scaling>.choice(),
    """
    How features are scaled: none, unit (to 0-1), standardise (mean 0, standard deviation 1), centre (unit, less each \
    feature's mean) or centre-samples (unit, less each sample's mean); fitted on the training subset only.
    """,
    default: .unit, shown: "unit")

  static let section = Section(
    path: "data",
    keys: [
      source.outline, path.outline, target.outline, samples.outline, noise.outline, classes.outline, folds.outline,
      inputs.outline, test.outline, validation.outline, scale.outline,
    ])

  static func read(_ element: Element) throws -> StudyData {
    let fields = try Fields(element, section)
    let name = try fields.value(source)
    guard let entry = DatasetCatalogue.sources.first(where: { $0.name == name }) else {
      throw element.failure("no source \(name)")
    }
    let test = try fields.optional(test) ?? (entry.hasCanonicalTest ? .canonical : .drawn(.fraction(0.3)))
    if test == .canonical, !entry.hasCanonicalTest {
      throw fields["test"]?.failure("\(name) has no test set of its own; give a fraction such as 0.3")
        ?? element.failure("\(name) has no test set of its own")
    }
    let given = DataSource(
      name: name, path: try fields.optional(path), target: try fields.optional(target),
      samples: try fields.optional(samples), noise: try fields.optional(noise), classes: try fields.optional(classes),
      folds: try fields.optional(folds), inputs: try fields.optional(inputs))
    return StudyData(
      source: given.completed(by: entry.defaults), test: test, validation: try fields.value(validation),
      scale: try fields.value(scale))
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
