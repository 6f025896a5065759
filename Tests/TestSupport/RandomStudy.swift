import NeuralNetwork
public import SeededRandom

/// A valid study file that a seed gives, with the files that it reads: small enough to be trained in a moment, and as odd as
/// studies may be.
public struct RandomStudy: Sendable {
  /// The text of the study file.
  public let text: String
  /// The content of `data.csv` beside it, if the study reads one.
  public let table: String?

  public init(_ generator: SeededGenerator) {
    var writer = RandomStudyWriter(generator)
    text = writer.study()
    table = writer.table
  }
}

/// Writes one study, section by section; what one section chooses keeps the next ones valid.
struct RandomStudyWriter {
  private var generator: SeededGenerator
  private(set) var table: String?
  /// Samples that are certainly left to train on, and classes.
  private var pool = 0
  private var classes = 2
  private var hasValidation = false
  private var isDouble = false
  private var isOnlyRectified = true
  private var variedKeys: Set<String> = []
  private var hasProbabilities = true
  private var isRprop = false
  private var hasNetworks = true
  private var hasMachines = false
  private var tunesMachines = false
  /// Configurations but for sizes and replicates.
  private var variants = 1

  init(_ generator: SeededGenerator) { self.generator = generator }

  // MARK: chance

  mutating func below(_ bound: Int) -> Int { generator.below(bound) }
  mutating func chance(_ share: Double) -> Bool { generator.uniform() < share }
  mutating func any<Value>(_ values: [Value]) -> Value { values[below(values.count)] }

  /// Up to `most` different ones of the values, at least one, in their order.
  mutating func some<Value>(_ values: [Value], atMost most: Int) -> [Value] {
    let count = 1 + below(min(most, values.count))
    return generator.shuffled(count: values.count).prefix(count).sorted().map { values[$0] }
  }

  // MARK: sections

  mutating func study() -> String {
    let data = data()
    let training = training()
    var lines = ["name: \(name(64))", data]
    if chance(0.3) { lines.append("title: \(quoted(any(Self.texts)))") }
    lines += [
      training, vary(), models(), tune(), "seed: \(below(1_000_000))", replicates(), sizes(), stopping(), record(),
    ]
    if chance(0.4) {
      // Machines have no metric of outputs to be tuned by.
      let leading = any(
        Metric.all.filter {
          !$0.isOfQuantities && (!tunesMachines || !$0.needsOutputs) && (hasProbabilities || $0 != .logLoss)
        })
      let others = some(
        Metric.all.filter { !$0.isOfQuantities && $0 != leading && (hasProbabilities || $0 != .logLoss) }, atMost: 3)
      let all = [leading] + (chance(0.5) ? others : [])
      lines.append("metrics: [\(all.map(\.name).joined(separator: ", "))]")
    }
    if chance(0.4) {
      // What any study may have; others are refused.
      let figures = ["gap-map", "decision-boundary"] + (hasNetworks ? ["epochs", "weights"] : [])
      lines.append("figures: [\(some(figures, atMost: figures.count).joined(separator: ", "))]")
    }
    return lines.filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private mutating func data() -> String {
    var keys: [String] = []
    let source = any(["digits", "circles", "moons", "spirals", "blobs", "sawtooth", "csv", "csv"])
    let samples = 30 + below(90)
    pool = samples
    switch source {
    case "digits": (pool, classes) = (500, 10)
    case "csv":
      let hasGroups = chance(0.3)
      csv(rows: samples, hasGroups: hasGroups)
      keys += ["path: data.csv", "target: \(quoted("the class"))"]
      if hasGroups { keys.append("groups: \(quoted("the group"))") }
    default:
      keys.append("samples: \(samples)")
      if chance(0.7) { keys.append("noise: \(any(["0", "0.05", "0.3", "3"]))") }
      if ["spirals", "blobs"].contains(source) {
        classes = 2 + below(4)
        keys.append("classes: \(classes)")
      }
      if source == "sawtooth" {
        keys.append("inputs: \(1 + below(3))")
        keys.append("folds: \(1 + below(4))")
      }
    }
    if source != "digits" || chance(0.3) { keys.append("test: \(any(["0.3", "0.2", "\(classes + below(6))"]))") }
    hasValidation = chance(0.6)
    keys.append("validation: \(hasValidation ? any(["0.2", "0.1", "\(1 + below(5))"]) : "0")")
    if chance(0.6) { keys.append("scale: \(any(["none", "unit", "standardise", "centre", "centre-samples"]))") }
    if chance(0.2) { keys.append("label-noise: \(any(["0.1", "0.5", "0"]))") }
    // Tests take at most three tenths or ten samples, validation a fifth of the rest or five.
    if source != "digits" { pool = samples / 2 - 1 }
    return "data: {source: \(source), \(keys.joined(separator: ", "))}"
  }

  private mutating func csv(rows: Int, hasGroups: Bool) {
    classes = 2 + below(3)
    let kinds = (0..<1 + below(3)).map { _ in below(6) }
    let names = kinds.indices.map { "f\($0)" } + ["the class"] + (hasGroups ? ["the group"] : [])
    var lines = [names.joined(separator: ",")]
    for row in 0..<rows {
      let label = row < classes ? row : below(classes)
      let values = kinds.map { kind in
        switch kind {
        case 0: "5"
        case 1: "\(Double(label) + generator.normal())"
        case 2: "\(below(3))"
        case 3: any(["3e38", "-3e38", "1e30", "0"])
        case 4: "\(1e-30 * generator.uniform())"
        default: "\(1_000_000 + 0.25 * Double(below(4)))"
        }
      }
      let group = hasGroups ? ["pair \(row / 2)"] : []
      lines.append((values + [Self.classNames[label]] + group).joined(separator: ","))
    }
    table = lines.joined(separator: "\n") + "\n"
  }

  private mutating func training() -> String {
    var keys = ["epochs: \(any([1, 2, 5, 8]))"]
    if chance(0.5) {
      let activation = any(["relu", "sigmoid", "tanh", "identity"])
      isOnlyRectified = activation == "relu"
      keys.append("activation: \(activation)")
    }
    if chance(0.3) {
      let loss = any(["mean-squared-error", classes == 2 ? "binary-cross-entropy" : "cross-entropy"])
      keys.append("loss: \(loss)")
      if loss == "mean-squared-error", chance(0.6) {
        let output = any(["softmax", "sigmoid", "linear"])
        hasProbabilities = output == "softmax"
        keys.append("output: \(output)")
      }
    }
    if chance(0.5) {
      let optimiser = any(["sgd", "momentum", "nesterov", "rprop", "adam", "adamw"])
      isRprop = optimiser == "rprop"
      keys.append("optimiser: \(optimiser)")
      if optimiser == "adamw", chance(0.5) { keys.append("weight-decay: \(any(["0", "0.1", "1000000"]))") }
    }
    keys.append("learning-rate: \(any(Self.rates))")
    if isRprop {
      keys.append("batch: full")
    } else {
      if chance(0.4) { keys.append("batch: \(any(["1", "7", "1000000", "full"]))") }
      if chance(0.2) { keys.append("decay: \(any(["0.5", "1", "0.000001"]))") }
      if chance(0.2) { keys.append("schedule: \(any(Self.schedules))") }
      if chance(0.2) { keys.append("warm-up: \(any([0, 1, 3, 1_000_000]))") }
    }
    if chance(0.2) { keys.append("l2: \(any(["0.001", "10", "1000000"]))") }
    if chance(0.2) { keys.append("dropout: \(any(["0", "0.5", "0.999999"]))") }
    if chance(0.2) { keys.append("input-dropout: \(any(["0", "0.2", "0.999999"]))") }
    if chance(0.2) { keys.append("class-weights: \(any(["none", "balanced"]))") }
    if chance(0.3) { keys.append("initialiser: \(quoted(any(Self.initialisers)))") }
    if chance(0.2) { keys.append("engine: autodiff") }
    if chance(0.2) {
      isDouble = true
      keys.append("precision: double")
    }
    return "training: {\(keys.joined(separator: ", "))}"
  }

  private mutating func vary() -> String {
    guard chance(0.4) else { return "" }
    let values: [(key: String, values: [String])] =
      [
        ("learning-rate", Self.rates), ("l2", ["0", "0.01", "5"]),
        ("activation", ["relu", "tanh", "sigmoid"]), ("epochs", ["1", "3", "6"]),
        ("initialiser", Self.initialisers.map { quoted($0) }), ("dropout", ["0", "0.1", "0.5"]),
        ("class-weights", ["none", "balanced"]), ("data.label-noise", ["0", "0.2", "0.7"]),
        ("data.scale", ["none", "unit", "standardise"]),
      ]
      + (isRprop
        ? []
        : [
          ("batch", ["1", "8", "64", "full"]), ("decay", ["1", "0.9", "0.01"]), ("schedule", Self.schedules),
          ("warm-up", ["0", "2", "5"]),
        ])
    let chosen = some(Array(values.indices), atMost: 3).map { values[$0] }
    var parts: [String] = []
    for (key, values) in chosen where variants < 8 {
      let taken = some(values, atMost: 3)
      variants *= taken.count
      if key == "activation" { isOnlyRectified = taken == ["relu"] }
      variedKeys.insert(key)
      parts.append("\(key): [\(taken.joined(separator: ", "))]")
    }
    return "vary: {\(parts.joined(separator: ", "))}"
  }

  private mutating func models() -> String {
    if chance(0.15) {
      let (from, span) = (1 + below(3), below(3))
      return
        "depths: {from: \(from), to: \(from + span), width: \(any([1, 2, 5])), match: \(any(["width", "parameters"]))"
        + (chance(0.3) ? ", normalisation: layer" : "") + (from > 1 && chance(0.3) ? ", residual: true" : "") + "}"
    }
    if chance(0.1) {
      let widths = "from: \(1 + below(3)), to: \(4 + below(20)), count: \(2 + below(4)), depth: \(1 + below(2))"
      return
        "widths: {\(widths), spacing: \(any(["geometric", "linear"]))\(chance(0.3) ? ", normalisation: layer" : "")}"
    }
    let layers = some(["[]", "[1]", "[3]", "[1, 1, 1]", "[4, 2]", "[2, 2, 2, 2, 2, 2, 2]", "[33]"], atMost: 3)
    let machines = some(
      [
        "kind: svm", "kind: svm, kernel: linear, c: 1000000", "kind: svm, kernel: polynomial, degree: 5, coef0: 1",
        "kind: svm, gamma: 1000", "kind: svm, gamma: auto, c: 0.000001",
      ], atMost: 2)
    var kinds = layers.map { hidden -> String in
      let isResidual = hidden.hasPrefix("[1, 1") || hidden.hasPrefix("[2, 2")
      return "hidden: \(hidden)" + (hidden != "[]" && chance(0.2) ? ", normalisation: layer" : "")
        + (isResidual && chance(0.5) ? ", residual: true" : "")
    }
    if chance(0.3) { kinds += machines }
    if chance(0.1) { kinds = machines }
    hasNetworks = kinds.contains { $0.hasPrefix("hidden") }
    hasMachines = kinds.contains { $0.hasPrefix("kind") }
    let names = generator.shuffled(count: Self.texts.count).map { Self.texts[$0] }
    return "models: {" + zip(names, kinds).map { "\(quoted($0)): {\($1)}" }.joined(separator: ", ") + "}"
  }

  private mutating func tune() -> String {
    guard hasValidation, variants < 6, chance(0.4) else { return "" }
    var parts: [String] = []
    if hasNetworks, !variedKeys.contains("learning-rate") {
      parts.append("learning-rate: [\(some(Self.rates, atMost: 3).joined(separator: ", "))]")
    }
    if hasNetworks, !variedKeys.contains("activation"), isOnlyRectified, chance(0.3) {
      parts.append("activation: [relu]")
    }
    tunesMachines = hasMachines
    if hasMachines { parts.append("c: [\(some(["0.01", "1", "1000"], atMost: 3).joined(separator: ", "))]") }
    variants *= parts.count > 0 ? 3 : 1
    return parts.isEmpty ? "" : "tune: {\(parts.joined(separator: ", "))}"
  }

  private mutating func replicates() -> String {
    if chance(0.15) { return "replicates: {data: 2, initial-weights: 2}" }
    if chance(0.1) { return "replicates: {precision: \(any(["0.01", "20"])), from: 1, to: \(1 + below(3))}" }
    return "replicates: \(any(variants > 4 ? [1, 2] : [1, 2, 3, 5]))"
  }

  private mutating func sizes() -> String {
    let most = variants > 4 ? 2 : 5
    switch below(8) {
    case 0: return "sizes: all"
    case 1: return "sizes: {from: \(1 + below(2)), to: \(pool), count: \(2 + below(most))}"
    case 2: return "sizes: {from: 2, to: \(pool), step: \(max(pool / most, 1))}"
    case 3: return "sizes: [\(any([1, 2, pool]))]"
    // Every class keeps a sample to train on.
    case 4: return "sizes: {per-class: [1]}"
    default:
      let sizes = Set((0..<1 + below(most)).map { _ in 1 + below(pool) }).sorted()
      return "sizes: [\(sizes.map(String.init).joined(separator: ", "))]"
    }
  }

  private mutating func stopping() -> String {
    guard chance(0.85) else { return "" }
    let kinds = StoppingRule.Kind.all.filter { hasValidation || !$0.needsValidation }
    let simple = kinds.filter { !$0.takesParts && $0 != .none }
    let rules = kinds.map { kind in
      guard kind.takesParts else { return rule(kind) }
      let parts = simple.prefix(1) + some(Array(simple.dropFirst()), atMost: 2)
      return "{rule: \(kind.name), of: [\(parts.map { rule($0) }.joined(separator: ", "))]}"
    }
    return "stopping: [\(some(rules, atMost: 4).joined(separator: ", "))]"
  }

  private mutating func rule(_ kind: StoppingRule.Kind) -> String {
    var keys = ["rule: \(kind.name)"]
    if let length = kind.length, !kind.lengthIsOptional || chance(0.3) {
      keys.append("\(length.name): \(any([1, 2, 10, length.range.upperBound]))")
    }
    if kind.options.contains(.relative), chance(0.3) { keys.append("relative: \(chance(0.8))") }
    if kind.options.contains(.fromEpoch), chance(0.3) { keys.append("from-epoch: \(any([1, 2, 3, 1_000_000]))") }
    if kind.quantity == .monitor, chance(0.3) { keys.append("monitor: validation-loss") }
    if let choice = kind.quantity, choice.fallback == nil {
      keys.append("\(choice.name): \(hasValidation ? any(["train-loss", "validation-loss"]) : "train-loss")")
    }
    let choices: [String] =
      switch kind.thresholds {
      case .none: []
      case .fromZero: ["0"] + Self.thresholds
      case .overZero: Self.thresholds
      case .count: ["1", "2", "1000000000"]
      }
    if !choices.isEmpty, kind.thresholds.fallback == nil || chance(0.3) {
      keys.append("\(kind.thresholdName): [\(some(choices, atMost: 3).joined(separator: ", "))]")
    }
    return "{\(keys.joined(separator: ", "))}"
  }

  private mutating func record() -> String {
    guard chance(0.6) else { return "" }
    var keys: [String] = []
    if chance(0.5) { keys.append("batch-loss: \(chance(0.9))") }
    if isOnlyRectified, chance(0.6) {
      keys.append("dead-neurons: true")
      if chance(0.5) { keys.append("probe-samples: \(any([1, 10, 1_000_000]))") }
    }
    if !isDouble, chance(0.5) { keys.append("models: \(any(["none", "final", "every-stop"]))") }
    return keys.isEmpty ? "" : "record: {\(keys.joined(separator: ", "))}"
  }

  // MARK: words

  private mutating func name(_ most: Int) -> String {
    let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_-")
    let count = any([1, 8, most])
    return "s" + String((1..<max(count, 2)).map { _ in any(letters) })
  }

  private func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  private static let rates = ["0.000001", "0.01", "0.1", "3", "1000", "1000000"]
  private static let schedules = ["constant", "cosine", "{step: 2, factor: 0.1}", "\"step(1, 0.5)\""]
  private static let thresholds = ["0.0000001", "0.00000010000001", "0.001", "0.05", "0.5", "1000000000"]
  private static let initialisers = [
    "kaiming-uniform", "xavier-normal", "constant(0)", "normal(0, 100)", "uniform(-1, 1)", "constant(1)",
  ]
  private static let classNames = [
    "yes", "no", "a class with a name that is long, very long".replacing(",", with: ""), "π",
  ]
  private static let texts = [
    "a", "b", String(repeating: "w", count: 64), String(repeating: "ü", count: 64), "a $(touch x) `y` 'z'",
    "deep \\ \"net\"",
    "nan", "-1", "shallow net", "%s {/Bold x} @_^", "模型", "inf",
  ]
}
