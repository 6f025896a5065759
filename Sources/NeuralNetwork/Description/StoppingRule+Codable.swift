/// A rule is encoded like an enumeration with one case per kind, which it was in earlier versions:
/// `{"patience":{"epochs":10,"threshold":0}}`.
extension StoppingRule: Codable {
  private static let partsName = CodingName(stringValue: "of")

  /// Encodes the kind with its numbers.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingName.self)
    var numbers = container.nestedContainer(keyedBy: CodingName.self, forKey: kind.codingName)
    if let name = kind.length?.name { try numbers.encodeIfPresent(length, forKey: CodingName(stringValue: name)) }
    if let choice = kind.quantity, let quantity, quantity != choice.fallback {
      try numbers.encode(quantity, forKey: CodingName(stringValue: choice.name))
    }
    if kind.takesParts { try numbers.encode(parts, forKey: Self.partsName) }
    if isRelative { try numbers.encode(true, forKey: CodingName(.relative)) }
    try numbers.encodeIfPresent(firstEpoch, forKey: CodingName(.fromEpoch))
    try numbers.encodeIfPresent(threshold, forKey: kind.codingThresholdName)
  }

  /// Decodes a rule.
  ///
  /// - Throws: `DecodingError` if there is not exactly one kind, one of its numbers is missing, or a rule that is made of
  ///   others is part of one.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingName.self)
    let kinds = Kind.all.filter { container.contains($0.codingName) }
    guard let kind = kinds.first, kinds.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: container.codingPath, debugDescription: "not one kind of stopping rule"))
    }
    let numbers = try container.nestedContainer(keyedBy: CodingName.self, forKey: kind.codingName)
    if kind.takesParts, decoder.codingPath.contains(where: { $0.stringValue == Self.partsName.stringValue }) {
      throw DecodingError.dataCorrupted(
        .init(codingPath: container.codingPath, debugDescription: "a rule made of rules within another"))
    }
    let quantity = try kind.quantity.map { choice in
      let key = CodingName(stringValue: choice.name)
      if let fallback = choice.fallback, !numbers.contains(key) { return fallback }
      return try numbers.decode(StoppingQuantity.self, forKey: key)
    }
    let length = try kind.length.flatMap { length in
      let key = CodingName(stringValue: length.name)
      return kind.lengthIsOptional && !numbers.contains(key) ? nil : try numbers.decode(Int.self, forKey: key)
    }
    self.init(
      kind, length: length,
      threshold: kind.thresholds == .none ? nil : try numbers.decode(Double.self, forKey: kind.codingThresholdName),
      quantity: quantity, isRelative: try numbers.decodeIfPresent(Bool.self, forKey: CodingName(.relative)) ?? false,
      firstEpoch: try numbers.decodeIfPresent(Int.self, forKey: CodingName(.fromEpoch)),
      parts: kind.takesParts ? try numbers.decode([StoppingRule].self, forKey: Self.partsName) : [])
  }
}

extension CodingName {
  fileprivate init(_ option: StoppingRule.Option) { self.init(inStudyFiles: option.rawValue) }
}

extension StoppingRule.Kind {
  fileprivate var codingName: CodingName { CodingName(inStudyFiles: name) }
  fileprivate var codingThresholdName: CodingName { CodingName(inStudyFiles: thresholdName) }
}
