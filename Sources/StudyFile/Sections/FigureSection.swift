import NeuralNetwork
public import Study
import Yams

/// The keys of a figure under `figures`, which are options of `fathom plot` too.
enum FigureSection {
  static let figure = Key("figure", Format<FigureName>.choice(), "The kind of figure.", need: .always)

  /// A key with the place of its value in a request.
  struct Part: Sendable {
    /// How an option gives the value: as it is, with commas between items, or as `key=value`.
    enum Form: Sendable { case value, list, pairs }

    let outline: KeyOutline
    let form: Form
    let read: @Sendable (Element, inout FigureRequest) throws -> Void

    init<Value: Sendable>(
      _ key: Key<Value>, _ path: any WritableKeyPath<FigureRequest, Value?> & Sendable, _ form: Form = .value
    ) {
      outline = key.outline
      self.form = form
      read = { element, request in request[keyPath: path] = try key.format.read(element) }
    }
  }

  static let parts = [
    Part(
      Key(
        "name", Format<String>.figureName,
        "Base name of the figure's files; unless given, the kind. Figures of one kind need different names."), \.name),
    Part(
      Key(
        "width", Format<PageLength>.length,
        "Width of the whole figure on the page, such as 8.4cm. The figure is laid out anew: fewer panels in a row, fewer ticks, names in a key."
      ), \.style.width),
    Part(
      Key(
        "height", Format<PageLength>.length,
        "Height of the whole figure on the page; unless given, what the panels and texts take."), \.style.height),
    Part(
      Key(
        "font", Format<String>.font,
        "Family of the letters, such as Latin Modern Roman; unless given, DejaVu Sans. In LaTeX, letters are those of the document."
      ), \.style.font),
    Part(
      Key(
        "font-size", Format<Double>.number(NumberRange(from: FigureStyle.leastFontSize, to: 72)),
        "Size of the letters at the axes on the page, in points (1/72 inch); others are in proportion, none smaller than \(JSON.number(FigureStyle.leastFontSize).text()). Unless given, \(JSON.number(FigureStyle.usualFontSize).text())."
      ), \.style.fontSize),
    Part(Key("title", .boolean, "Whether title and subtitle are in the picture."), \.style.title),
    Part(
      Key(
        "caption", .boolean,
        "Whether the caption is in the picture; figures for a page have it as text beside them, too."),
      \.style.caption),
    Part(
      Key(
        "panels", .oneOrMore(of: .line(300), limit: 100), "The panels to show, by their numbers from 1 or their titles."
      ),
      \.selection.panels, .list),
    Part(Key("models", .oneOrMore(of: .line(64), limit: 1000), "The models to show."), \.selection.models, .list),
    Part(
      Key(
        "rules", .oneOrMore(of: .line(300), limit: 1000),
        "The stopping rules to show: one such as loss-change 0.01, as tables have it, or '|ΔL| < 0.01', as figures call it, or all of a kind such as loss-change."
      ),
      \.selection.rules, .list),
    Part(
      Key("sizes", .oneOrMore(of: .integer(1...Int(Int32.max)), limit: 1000), "The training-set sizes to show."),
      \.selection.sizes, .list),
    Part(
      Key(
        "set", Format<[String: [String]]>.chosenValues,
        "The values to show of keys under vary, such as {learning-rate: 0.1} (as an option learning-rate=0.1)."),
      \.selection.set, .pairs),
    Part(Key("log-x", .boolean, "Whether horizontal axes of numbers are logarithmic."), \.style.logX),
    Part(Key("log-y", .boolean, "Whether vertical axes of numbers are logarithmic."), \.style.logY),
    Part(
      Key(
        "labels", Format<[String: String]>.labels,
        "Other words for models, rules and axes, such as {models: {deep: 4 layers}, x: samples} (as an option models.deep=4 layers)."
      ), \.style.labels, .pairs),
    Part(
      Key(
        "colours", Format<[String: UInt32]>.colours,
        "Colours of models, such as {models: {deep: '#0072B2'}} (as an option models.deep=#0072B2)."),
      \.style.colours, .pairs),
  ]

  static let section = Section(path: "figures", keys: [figure.outline] + parts.map(\.outline))

  /// A name of a kind, or a mapping.
  static let format = Format<FigureRequest>(
    accepted: Format<FigureName>.choice().accepted + ", or keys with values",
    schema: .members(("anyOf", .array([Format<FigureName>.choice().schema, section.schema])))
  ) { element, _ in
    guard element.isMapping else { return FigureRequest(try Format<FigureName>.choice().read(element)) }
    let fields = try Fields(element, section)
    var request = FigureRequest(try fields.value(figure))
    for part in parts {
      if let value = fields[part.outline.name] { try part.read(value, &request) }
    }
    return request
  }

  /// All figures of a study; no two have files of one name.
  static let list = Format<[FigureRequest]>(
    accepted: Format<[FigureRequest]>.list(of: format, count: 1...100).accepted,
    schema: Format<[FigureRequest]>.list(of: format, count: 1...100).schema
  ) { element, _ in
    let requests = try Format<[FigureRequest]>.list(of: format, count: 1...100).read(element)
    for (index, item) in (try element.items(limit: 100) ?? []).enumerated() {
      let name = requests[index].fileName
      guard requests[..<index].contains(where: { $0.fileName == name }) else { continue }
      throw item.failure("there is already a figure \(name); give this one a name")
    }
    return requests
  }
}

/// The keys of a figure as options of a command.
public enum FigureOptions {
  /// What the option of a key says in help texts.
  public static func help(_ name: String) -> String {
    FigureSection.parts.first { $0.outline.name == name }?.outline.about ?? ""
  }

  /// Sets what options give, each with the texts that it was given, in place of what the request has.
  ///
  /// - Throws: ``StudyFileError``, which names the option.
  public static func set(_ given: [(name: String, texts: [String])], in request: inout FigureRequest) throws {
    for (name, texts) in given where !texts.isEmpty {
      guard let part = FigureSection.parts.first(where: { $0.outline.name == name }) else { continue }
      let node: Node =
        switch part.form {
        case .value: Node(texts[texts.count - 1], .implicit, .plain)
        case .list: Node(texts.flatMap(items).map { Node($0, .implicit, .plain) })
        case .pairs: pairs(texts.flatMap(pairTexts), isNested: name != "set")
        }
      try part.read(Element(node: node, path: "", file: "--\(name)", folders: []), &request)
    }
  }

  private static func items(_ text: String) -> [String] {
    text.split(separator: ",").map { $0.drop { $0 == " " } }.map(String.init)
  }

  /// A comma begins another pair only if an equals sign follows.
  private static func pairTexts(_ text: String) -> [String] {
    text.split(separator: ",", omittingEmptySubsequences: false).reduce(into: []) { pairs, part in
      if pairs.isEmpty || part.contains("=") {
        pairs.append(String(part.drop { $0 == " " }))
      } else {
        pairs[pairs.count - 1] += "," + part
      }
    }
  }

  /// `models.deep=text` as a mapping of mappings, `key=value` as one of values that may be given several times.
  private static func pairs(_ texts: [String], isNested: Bool) -> Node {
    var outer: [(String, [(Node, Node)])] = []
    for text in texts {
      let sides = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      let value = Node(sides.count == 2 ? sides[1] : "", .implicit, .plain)
      let key = isNested ? sides[0].split(separator: ".", maxSplits: 1).map(String.init) : [sides[0]]
      let pair = (Node(key.count == 2 ? key[1] : ""), value)
      let index = outer.firstIndex { $0.0 == (key.first ?? "") }
      if let index { outer[index].1.append(pair) } else { outer.append((key.first ?? "", [pair])) }
    }
    return Node(
      outer.map { key, pairs in
        let value =
          pairs.contains { $0.0.string?.isEmpty == false }
          ? Node(pairs) : pairs.count > 1 ? Node(pairs.map(\.1)) : pairs[0].1
        return (Node(key), value)
      })
  }
}

extension Format where Value == PageLength {
  /// A number with a unit of length.
  fileprivate static let length = Format(
    accepted:
      "a length such as 8.4cm (\(PageLength.Unit.allCases.map(\.rawValue).joined(separator: ", "))), from 10pt to 200cm",
    schema: .members(("type", "string"), ("pattern", "^[0-9]+(\\.[0-9]+)? ?(cm|mm|in|pt|px)$"))
  ) { element, accepted in
    guard let text = element.scalar?.text else { throw element.mismatch(accepted) }
    guard let length = PageLength(text), (10...200 / 2.54 * 72).contains(length.points) else {
      throw element.mismatch(accepted, hint: PageLength(text + "cm").map { "add a unit, such as \($0.text)" })
    }
    return length
  }
}

extension Format where Value == String {
  /// The name of a figure's files.
  fileprivate static let figureName = Format(
    accepted: "1 to 64 of the characters a-z 0-9 -, the first no hyphen",
    schema: .members(("type", "string"), ("pattern", "^[a-z0-9][a-z0-9-]{0,63}$"))
  ) { element, accepted in
    guard let text = element.scalar?.text, text.wholeMatch(of: /[a-z0-9][a-z0-9\-]{0,63}/) != nil else {
      throw element.mismatch(accepted)
    }
    return text
  }

  /// The name of a font family.
  fileprivate static let font = Format(
    accepted: "the name of a font family: 1 to 60 letters, digits, spaces and hyphens",
    schema: .members(("type", "string"), ("pattern", "^[A-Za-z0-9][A-Za-z0-9 -]{0,59}$"))
  ) { element, accepted in
    guard let text = element.scalar?.text, text.wholeMatch(of: /[A-Za-z0-9][A-Za-z0-9 \-]{0,59}/) != nil else {
      throw element.mismatch(accepted)
    }
    return text
  }
}

extension Format where Value == [String: [String]] {
  /// Keys, each with a value or a list of them.
  fileprivate static let chosenValues: Format = {
    let values = Format<[String]>.oneOrMore(of: .line(200), limit: 100)
    return Format(
      accepted: "keys under vary, each with a value or a list of values",
      schema: .members(("type", "object"), ("additionalProperties", values.schema))
    ) { element, accepted in
      guard let entries = try element.entries(limit: 100), !entries.isEmpty else { throw element.mismatch(accepted) }
      return try Dictionary(uniqueKeysWithValues: entries.map { ($0.key, try values.read($0.value)) })
    }
  }()
}

extension Format {
  /// Values of models, of rules if `parts` has them, and of single words, by `models.NAME`, `rules.NAME` and the word.
  private static func named<Item: Sendable>(
    _ item: Format<Item>, parts: [String], words: [String]
  ) -> Format where Value == [String: Item] {
    let mapping = JSON.members(("type", "object"), ("additionalProperties", item.schema))
    let properties =
      parts.map { JSON.Member(key: $0, value: mapping) } + words.map { JSON.Member(key: $0, value: item.schema) }
    let names = parts.map { "\($0) with the name of one" } + words
    return Format(
      accepted: "keys with \(item.accepted): \(names.joined(separator: ", "))",
      schema: .members(("type", "object"), ("additionalProperties", false), ("properties", .object(properties)))
    ) { element, accepted in
      guard let entries = try element.entries(limit: 100), !entries.isEmpty else { throw element.mismatch(accepted) }
      var values: [String: Item] = [:]
      for (key, value) in entries {
        if words.contains(key) {
          values[key] = try item.read(value)
        } else if parts.contains(key), let inner = try value.entries(limit: 1000) {
          for (name, value) in inner { values["\(key).\(name)"] = try item.read(value) }
        } else {
          throw value.failureAtKey("expected \(accepted)")
        }
      }
      return values
    }
  }
}

extension Format where Value == [String: String] {
  fileprivate static let labels = named(Format<String>.line(200), parts: ["models", "rules"], words: ["x", "y"])
}

extension Format where Value == [String: UInt32] {
  fileprivate static let colours = named(
    Format<UInt32>(
      accepted: "a colour such as '#0072B2'",
      schema: .members(("type", "string"), ("pattern", "^#?[0-9A-Fa-f]{6}$"))
    ) { element, accepted in
      guard let text = element.scalar?.text, let match = text.wholeMatch(of: /#?([0-9A-Fa-f]{6})/),
        let rgb = UInt32(match.1, radix: 16)
      else { throw element.mismatch(accepted) }
      return rgb
    }, parts: ["models"], words: [])
}
