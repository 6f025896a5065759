import Study

/// The key `sizes`: a range by count or by step, a list, all, or numbers of samples of each class.
enum SizesSection {
  static let size = Format<Int>.integer(1...1_000_000_000)
  static let maximum = 10_000
  static let all = "all"

  static let from = Key("from", size, "The smallest training-set size.", need: .always)
  static let to = Key("to", size, "The largest training-set size; always one of the sizes.", need: .always)
  static let count = Key(
    "count", .integer(2...maximum), "Number of sizes, both ends included; rounded to whole numbers, repeats left out.")
  static let step = Key(
    "step", size, "Distance between sizes, from `from` up; `to` is the last size even if the last step is shorter.")
  static let spacing = Key(
    "spacing", Format<Spacing>.choice(), "How `count` sizes are spread: equal ratios or equal distances.",
    default: .geometric, shown: "geometric")

  static let section = Section(
    path: "sizes", keys: [from.outline, to.outline, count.outline, step.outline, spacing.outline],
    exactlyOne: [["count", "step"]])

  static let perClass = Key(
    "per-class", Format<[Int]>.list(of: size, count: 1...maximum),
    "Numbers of samples of each class: a subset has that many of every class, and its size is the number times the classes.",
    need: .always)
  static let balanced = Section(path: "sizes", keys: [perClass.outline])

  static let format = Format<TrainingSetSizes>(
    accepted: "{from, to, count}, {from, to, step}, {per-class}, a list of sizes, or all",
    schema: .members(
      (
        "anyOf",
        .array([
          .members(("const", .string(all))), Format.list(of: size, count: 1...maximum).schema, section.schema,
          balanced.schema,
        ])
      ))
  ) { element, accepted in
    if element.isMapping {
      guard try element.entries(limit: 1000)?.contains(where: { $0.key == perClass.outline.name }) == true else {
        return .list(try range(element))
      }
      let fields = try Fields(element, balanced)
      let counts = try fields.value(perClass)
      if let items = fields[perClass.outline.name] { try checkAscending(counts, items) }
      return .perClass(counts)
    }
    if element.isList { return .list(try list(element)) }
    guard element.scalar?.text == all else {
      if element.scalar.map({ NumberText.share(of: $0.text) != nil }) == true {
        try refuseShares([element], at: element)
      }
      throw element.mismatch(accepted)
    }
    return .all
  }

  private static func list(_ element: Element) throws -> [Int] {
    for item in try element.items(limit: maximum) ?? [] where item.scalar?.text == all {
      throw item.failure("found '\(all)' in a list; write sizes: \(all), for all samples there are")
    }
    try refuseShares(try element.items(limit: maximum) ?? [], at: element)
    let sizes = try Format.list(of: size, count: 1...maximum).read(element)
    try checkAscending(sizes, element)
    return sizes
  }

  /// Refuses fractions, where nothing else is given; how many samples they are is for those to say who know the data.
  private static func refuseShares(_ items: [Element], at element: Element) throws {
    let texts = items.map { $0.scalar?.text ?? "" }
    let shares = texts.compactMap { $0 == "1" ? 1 : NumberText.share(of: $0) }
    guard shares.count == texts.count, texts.contains(where: { $0 != "1" }) else { return }
    var error = element.failure(
      "found \(oneLine(texts.joined(separator: ", "), limit: 60)), expected counts of training samples, not fractions")
    error.shares = shares
    throw error
  }

  private static func checkAscending(_ sizes: [Int], _ element: Element) throws {
    for (item, (before, after)) in zip(
      try element.items(limit: maximum)?.dropFirst() ?? [], zip(sizes, sizes.dropFirst()))
    where before > after {
      throw item.failure("\(after) follows \(before); list the sizes from small to large")
    }
  }

  private static func range(_ element: Element) throws -> [Int] {
    let fields = try Fields(element, section)
    try refuseShares([from, to].compactMap { fields[$0.outline.name] }, at: element)
    let (low, high) = (try fields.value(from), try fields.value(to))
    guard low < high else {
      throw (fields["to"] ?? element).failure(
        low == high
          ? "\(high) is not over from (\(low)); for one size write sizes: [\(low)]"
          : "\(high) is less than from (\(low)); write from: \(high), to: \(low)")
    }
    if let step = try fields.optional(step) {
      if let spacing = fields["spacing"] {
        throw spacing.failure("goes with count only; sizes by step are always evenly spaced")
      }
      guard (high - low) / step < maximum else {
        throw (fields["step"] ?? element).failure(
          "\(step) gives more than \(maximum) sizes from \(low) to \(high); take a longer step")
      }
      let steps = Array(stride(from: low, through: high, by: step))
      return steps.last == high ? steps : steps + [high]
    }
    return try fields.value(spacing).spread(low, high, count: try fields.value(count))
  }
}
