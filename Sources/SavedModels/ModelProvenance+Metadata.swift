import Datasets

extension ModelProvenance {
  private static let trainingPrefix = "training."

  func write(to metadata: inout ModelMetadata) {
    data.write(to: &metadata)
    for (key, value) in training { metadata.set(Self.trainingPrefix + key, value) }
    metadata.set("epoch", epoch)
    metadata.set("updates", updates)
    metadata.set("rule", rule)
    metadata.set("study", study)
    metadata.set("model", model)
    metadata.set("initial-weights", initialWeights)
    metadata.set("initial-parameters", initialParameters)
  }

  init(_ metadata: ModelMetadata) throws {
    data = try DataRecipe(metadata)
    let settings = metadata.texts.filter { $0.key.hasPrefix(Self.trainingPrefix) }
    training = Dictionary(
      uniqueKeysWithValues: settings.map { (String($0.key.dropFirst(Self.trainingPrefix.count)), $0.value) })
    epoch = try metadata.value("epoch", "a whole number")
    updates = try metadata.value("updates", "a whole number")
    rule = metadata.texts["rule"]
    study = metadata.texts["study"]
    model = metadata.texts["model"]
    initialWeights = try metadata.optional("initial-weights", "a whole number")
    initialParameters = metadata.texts["initial-parameters"]
  }
}

extension DataRecipe {
  private static let canonical = "canonical"

  func write(to metadata: inout ModelMetadata) {
    metadata.set("data.source", source.name)
    for key in DataSource.Key.allCases { metadata.set("data.\(key)", source.text(of: key)) }
    if let own = source.ownTest { try? metadata.setJSON("data.own-test", own) }
    metadata.set("data.sha256", digest)
    switch test {
    case .canonical: metadata.set("data.test", Self.canonical)
    case .drawn(let holdOut): metadata.set("data.test", holdOut.text)
    }
    metadata.set("data.validation", validation.text)
    // Files without it are of versions that knew one way only.
    if shares != .largestRemainders { metadata.set("data.shares", shares.rawValue) }
    metadata.set("data.scale", scale.rawValue)
    metadata.set("data.label-noise", labelNoise)
    metadata.set("seed", seed)
    metadata.set("replicate", replicate)
    metadata.set("test-replicate", testReplicate)
    metadata.set("size", size)
    if isBalanced { metadata.set("balanced", isBalanced) }
    metadata.set("shuffled", isShuffled)
  }

  init(_ metadata: ModelMetadata) throws {
    source = DataSource(name: try metadata.value("data.source", "the name of a data source"))
    for key in DataSource.Key.allCases {
      guard let text = metadata.texts["data.\(key)"] else { continue }
      guard source.set(key, text) else { throw metadata.failure("data.\(key)", key.kind) }
    }
    if metadata.texts["data.own-test"] != nil {
      source.ownTest = try metadata.json("data.own-test", "JSON with a file or a column", atMost: 1)
    }
    digest = try metadata.value("data.sha256", "the digest of the data")
    func holdOut(_ key: String) throws -> HoldOut {
      guard let held = metadata.texts[key].flatMap(HoldOut.init(text:)) else {
        throw metadata.failure(key, "a count, or a fraction over 0 and under 1")
      }
      return held
    }
    test = metadata.texts["data.test"] == Self.canonical ? .canonical : .drawn(try holdOut("data.test"))
    validation = try holdOut("data.validation")
    let number =
      try metadata.optional("data.shares", "the number of a way to draw sets")
      ?? HeldOutShares.largestRemainders.rawValue
    guard let shares = HeldOutShares(rawValue: number) else {
      throw metadata.failure("data.shares", "the number of a way to draw sets")
    }
    self.shares = shares
    scale = try metadata.choice("data.scale")
    labelNoise = try metadata.optional("data.label-noise", "a share from 0 to under 1")
    guard labelNoise.map({ (0..<1).contains($0) }) ?? true else {
      throw metadata.failure("data.label-noise", "a share from 0 to under 1")
    }
    seed = try metadata.value("seed", "a whole number")
    replicate = try metadata.value("replicate", "a whole number")
    testReplicate = try metadata.optional("test-replicate", "a whole number")
    size = try metadata.value("size", "a whole number")
    isBalanced = try metadata.optional("balanced", "true or false") ?? false
    isShuffled = try metadata.value("shuffled", "true or false")
  }
}

extension HoldOut {
  fileprivate init?(text: String) {
    if let count = Int(text) {
      guard count >= 0 else { return nil }
      self = .count(count)
    } else {
      guard let fraction = Double(text), fraction > 0, fraction < 1 else { return nil }
      self = .fraction(fraction)
    }
  }
}
