import Datasets
import Study

/// The section `data`: the data set, how it is split and scaled.
enum DataSection {
  static let archived = ["digits", "mnist", "fashion-mnist", "cifar-10"]
  static let synthetic = ["circles", "moons", "spirals", "blobs", "sawtooth"]
  static let sources = archived + ["csv"] + synthetic

  private static func from(_ sources: [String]) -> Condition { Condition(key: "source", values: sources) }

  static let source = Key(
    "source", .choice(sources.map { ($0, $0) }),
    "The data set: images (digits, mnist, fashion-mnist, cifar-10), a CSV file, or points made in the plane or on a line.",
    need: .always)
  static let path = Key(
    "path", .line(4096), "The CSV file, or the folder to look in first for mnist, fashion-mnist and cifar-10.",
    need: .when(from(["csv"])), for: from(["csv", "mnist", "fashion-mnist", "cifar-10"]))
  static let target = Key(
    "target", .line(1000), "The CSV column that holds the class; all others are features.",
    default: "label", shown: "label", for: from(["csv"]))
  static let samples = Key(
    "samples", .integer(2...10_000_000), "Number of points to make.",
    default: 2000, shown: 2000, for: from(synthetic))
  static let noise = Key(
    "noise", .number(NumberRange(from: 0, to: 1000)),
    """
    Standard deviation of the noise on each coordinate; 0.1 unless given, and 0 for sawtooth.
    """,
    for: from(synthetic))
  static let classes = Key(
    "classes", .integer(2...1000), "Number of classes to make.",
    default: 3, shown: 3, for: from(["spirals", "blobs"]))
  static let folds = Key(
    "folds", .integer(1...16), "How often the line is folded: the classes take turns at 2^folds borders.",
    default: 4, shown: 4, for: from(["sawtooth"]))
  static let inputs = Key(
    "inputs", .integer(1...1000), "Number of features: each the position on the line, with noise of its own.",
    default: 1, shown: 1, for: from(["sawtooth"]))
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
      inputs.outline,
      test.outline,
      validation.outline, scale.outline,
    ])

  static func read(_ element: Element) throws -> StudyData {
    let fields = try Fields(element, section)
    let name = try fields.value(source)
    func applying<Value>(_ key: Key<Value>) throws -> Value? {
      guard key.outline.condition?.values.contains(name) ?? true else { return nil }
      return try fields.optional(key)
    }
    let isArchived = archived.contains(name)
    let test = try fields.optional(test) ?? (isArchived ? .canonical : .drawn(.fraction(0.3)))
    if test == .canonical, !isArchived {
      throw fields["test"]?.failure("\(name) has no test set of its own; give a fraction such as 0.3")
        ?? element.failure("\(name) has no test set of its own")
    }
    let noise = synthetic.contains(name) ? try fields.optional(noise) ?? (name == "sawtooth" ? 0 : 0.1) : nil
    return StudyData(
      source: DataSource(
        name: name, path: try applying(path), target: try applying(target), samples: try applying(samples),
        noise: noise, classes: try applying(classes), folds: try applying(folds), inputs: try applying(inputs)),
      test: test, validation: try fields.value(validation), scale: try fields.value(scale))
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
