import NeuralNetwork
import Study

/// The keys `models`, `depths` and `widths`: the architectures to compare.
enum ModelsSection {
  static let maximum = 1000
  static let width = Format<Int>.integer(1...65_536)

  // MARK: models

  enum Kind: String, CaseIterable { case network, svm }

  private static let networks = Condition(key: "kind", values: [Kind.network.rawValue])

  static let kind = Key(
    "kind", Format<Kind>.choice(), "A neural network, or a support vector machine (svm).", default: .network,
    shown: .string(Kind.network.rawValue))
  static let hidden = Key(
    "hidden", Format<[Int]>.widths, "Units of each hidden layer, first to last; [] is a linear classifier.",
    need: .when(networks), for: networks)
  private static let structure = LayerKeys.Keys(for: networks)
  static let section = Section(
    path: "models.NAME",
    keys: [kind.outline, hidden.outline] + structure.outlines + SupportVectorKeys.outlines)

  /// Models by name.
  static let models = Format<[Model]>(
    accepted: "models by name, such as deep: {hidden: [64, 64]} or svm: {kind: svm}",
    schema: .members(
      ("type", "object"), ("minProperties", 1), ("maxProperties", .integer(maximum)),
      ("propertyNames", .members(("maxLength", 64))), ("additionalProperties", section.schema))
  ) { element, accepted in
    guard let entries = try element.entries(limit: maximum) else { throw element.mismatch(accepted) }
    guard !entries.isEmpty else { throw element.failure("found no model, expected \(accepted)") }
    return try entries.reading { name, value in
      if let problem = Format<String>.problem(ofLine: name, limit: 64) {
        throw value.failureAtKey("a model's name is one line of 1 to 64 characters (\(problem))")
      }
      let fields = try Fields(value, section)
      switch try fields.value(kind) {
      case .network:
        try SupportVectorKeys.refuse(in: fields)
        let hidden = try fields.value(hidden)
        return Model(
          name: name, hidden: .widths(hidden), structure: try structure.read(fields, hidden: hidden))
      case .svm:
        return Model(name: name, kind: .supportVectorMachine(try SupportVectorKeys.read(fields)))
      }
    }
  }

  // MARK: depths

  enum Match: String, CaseIterable { case width, parameters }

  static let from = Key("from", Format<Int>.integer(1...64), "Hidden layers of the shallowest model.", need: .always)
  static let to = Key("to", Format<Int>.integer(1...64), "Hidden layers of the deepest model.", need: .always)
  static let layerWidth = Key("width", width, "Units of each hidden layer.", need: .always)
  static let match = Key(
    "match", Format<Match>.choice(),
    """
    What the models have in common: the width of their layers, or (nearly) the number of parameters, which is then \
    that of a model with one hidden layer of `width` units.
    """,
    default: .width, shown: "width")
  static let prefix = Key(
    "name", .line(60), "Name of the models, to which the depth is added: depth gives depth-1, depth-2 …",
    default: "depth", shown: "depth")
  static let depthsSection = Section(
    path: "depths",
    keys: [from.outline, to.outline, layerWidth.outline, match.outline] + rangeStructure.outlines + [prefix.outline])

  /// Models by depth: one range of depths, or a list of ranges with names that differ.
  static let depths = ranges("{from, to, width}", depthsSection, models(ofDepths:))

  private static let rangeStructure = LayerKeys.Keys()

  /// The models of one range, or of a list of ranges.
  private static func ranges(
    _ form: String, _ section: Section, _ models: @escaping @Sendable (Element) throws -> [Model]
  ) -> Format<[Model]> {
    Format(
      accepted: "\(form), or a list of such",
      schema: .members(
        (
          "anyOf",
          .array([
            section.schema,
            .members(("type", "array"), ("items", section.schema), ("minItems", 1), ("maxItems", 16)),
          ])
        ))
    ) { element, accepted in
      guard let items = try element.items(limit: 16) else {
        guard element.isMapping else { throw element.mismatch(accepted) }
        return try models(element)
      }
      guard !items.isEmpty else { throw element.failure("found an empty list, expected \(accepted)") }
      return try items.reading(models).flatMap(\.self)
    }
  }

  @Sendable private static func models(ofDepths element: Element) throws -> [Model] {
    let fields = try Fields(element, depthsSection)
    let (low, high) = (try fields.value(from), try fields.value(to))
    guard low <= high else { throw (fields["to"] ?? element).failure("\(high) is under from (\(low)); swap them") }
    let (width, match, prefix) = (try fields.value(layerWidth), try fields.value(match), try fields.value(prefix))
    let structure = try rangeStructure.read(
      fields, hidden: Array(repeating: width, count: high), subject: "in \(prefix)-\(high) ")
    return (low...high).map { depth in
      let hidden: HiddenLayers =
        switch match {
        case .width: .widths(Array(repeating: width, count: depth))
        case .parameters: .matchingParameters(depth: depth, width: width)
        }
      var structure = structure
      // A single hidden layer has none before it whose output it could add.
      if depth == 1 { structure.isResidual = false }
      return Model(name: "\(prefix)-\(depth)", hidden: hidden, structure: structure)
    }
  }

  // MARK: widths

  static let narrowest = Key("from", width, "Units of each hidden layer of the narrowest model.", need: .always)
  static let widest = Key("to", width, "Units of each hidden layer of the widest model.", need: .always)
  static let widthCount = Key(
    "count", .integer(2...maximum),
    "Number of widths, both ends included; rounded to whole numbers, repeats left out.", need: .always)
  static let depth = Key("depth", Format<Int>.integer(1...64), "Hidden layers of each model.", default: 1, shown: 1)
  static let widthSpacing = Key(
    "spacing", Format<Spacing>.choice(), "How the widths are spread: equal ratios or equal distances.",
    default: .geometric, shown: .string(Spacing.geometric.rawValue))
  static let widthPrefix = Key(
    "name", .line(58), "Name of the models, to which the width is added: width gives width-1, width-2 …",
    default: "width", shown: "width")
  static let widthsSection = Section(
    path: "widths",
    keys: [narrowest.outline, widest.outline, widthCount.outline, depth.outline, widthSpacing.outline]
      + rangeStructure.outlines + [widthPrefix.outline])

  /// Models by width: one range of widths, or a list of ranges with names that differ.
  static let widths = ranges("{from, to, count}", widthsSection, models(ofWidths:))

  @Sendable private static func models(ofWidths element: Element) throws -> [Model] {
    let fields = try Fields(element, widthsSection)
    let (low, high) = (try fields.value(narrowest), try fields.value(widest))
    guard low < high else {
      throw (fields["to"] ?? element).failure(
        low == high
          ? "\(high) is not over from (\(low)); for one width write models"
          : "\(high) is less than from (\(low)); write from: \(high), to: \(low)")
    }
    let (depth, prefix) = (try fields.value(depth), try fields.value(widthPrefix))
    func layers(_ width: Int) -> [Int] { Array(repeating: width, count: depth) }
    let structure = try rangeStructure.read(fields, hidden: layers(low), subject: "with depth \(depth) ")
    return try fields.value(widthSpacing).spread(low, high, count: try fields.value(widthCount)).map { width in
      Model(name: "\(prefix)-\(width)", hidden: .widths(layers(width)), structure: structure)
    }
  }
}

extension Format where Value == [Int] {
  /// Up to 64 layer widths.
  static let widths = Format(
    accepted: "a list of layer widths, such as [64, 64], or [] for none",
    schema: .members(("type", "array"), ("items", ModelsSection.width.schema), ("maxItems", 64))
  ) { element, accepted in
    guard let items = try element.items(limit: 64) else { throw element.mismatch(accepted) }
    return try items.reading(ModelsSection.width.read)
  }
}
