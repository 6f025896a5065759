public import Datasets
public import NeuralNetwork

/// A network with data and training settings, whose speed is measured.
public struct BenchmarkCase: Sendable, Equatable {
  /// Number of units of each hidden layer.
  public var hidden: [Int]
  /// Number of samples in a batch, or all.
  public var batch: BatchSize
  /// Activation of the hidden layers.
  public var activation: Activation
  /// Name of the data source.
  public var source: String
  /// Number of training samples; nil for all that the source has.
  public var samples: Int?
  /// How features are scaled.
  public var scaling: Scaling
  /// Learning rate, above 0.
  public var learningRate: Double
  /// What computes gradients: backpropagation or automatic differentiation.
  public var engine: Engine
  /// The rule that turns gradients into updates, with its default coefficients.
  public var optimiser: Optimiser.Kind
  /// The number type of weights and sums.
  public var precision: Precision

  /// Creates a case; by default it is an MNIST classifier with ReLU and batches of 32.
  public init(
    hidden: [Int], batch: BatchSize = .count(32), activation: Activation = .relu, source: String = "mnist",
    samples: Int? = nil, scaling: Scaling = .unit, learningRate: Double = 0.1, engine: Engine = .backprop,
    optimiser: Optimiser.Kind = .sgd, precision: Precision = .single
  ) {
    self.hidden = hidden
    self.batch = batch
    self.activation = activation
    self.source = source
    self.samples = samples
    self.scaling = scaling
    self.learningRate = learningRate
    self.engine = engine
    self.optimiser = optimiser
    self.precision = precision
  }

  /// The default cases: MNIST classifiers with batches and one by one, a small network in the plane, and one on
  /// standardised digits.
  public static let standard = [
    BenchmarkCase(hidden: [256, 128, 64]),
    BenchmarkCase(hidden: [64]),
    BenchmarkCase(hidden: [64, 64, 64]),
    BenchmarkCase(hidden: [300], batch: .count(100), activation: .sigmoid),
    BenchmarkCase(hidden: [256, 128, 64], batch: .count(1), learningRate: 0.01),
    BenchmarkCase(hidden: [4], batch: .count(10), activation: .tanh, source: "circles"),
    BenchmarkCase(hidden: [64], source: "digits", scaling: .standardise),
  ]

  /// What a case has that is not given.
  public static let usual = BenchmarkCase(hidden: [])

  /// The source that stands for those that are not on the machine.
  public static let builtIn = "digits"

  /// The cases, on the built-in digits where their source is not on this machine; and the names of such sources.
  public static func possible(
    _ cases: [BenchmarkCase], isHere: (String) -> Bool = { Self.isHere($0) }
  ) -> (cases: [BenchmarkCase], missing: [String]) {
    var missing: [String] = []
    let possible = cases.map { item in
      guard !isHere(item.source) else { return item }
      if !missing.contains(item.source) { missing.append(item.source) }
      var other = item
      other.source = builtIn
      return other
    }
    return (possible, missing)
  }

  /// Whether the files of a source are on this machine, or it needs none.
  public static func isHere(_ source: String) -> Bool {
    (try? DatasetCatalogue.source(named: source))?.place() != nil
  }

  /// Parses widths such as `256-128-64`; `0` stands for no hidden layer.
  ///
  /// - Throws: ``WorkflowError`` for anything else, or a width outside 1–65536.
  public static func widths(_ text: String) throws -> [Int] {
    if text == "0" { return [] }
    try refuseOtherSeparators(text)
    return try text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      guard let width = Int(part), 1...65536 ~= width else {
        throw WorkflowError("--hidden: \(text) is no list of widths in 1…65536 such as 256-128-64")
      }
      return width
    }
  }

  /// Parses a number of samples in a batch, or the word for all.
  ///
  /// - Throws: ``WorkflowError`` for anything else.
  public static func batch(_ text: String) throws -> BatchSize {
    let value = Int(text).map(SettingValue.integer) ?? .word(text)
    guard let batch = BatchSize(setting: value) else {
      throw WorkflowError("--batch: \(text) is neither a number of samples nor \(BatchSize.full.settingValue.text)")
    }
    return batch
  }

  /// Refuses widths with other marks between them, such as `8,8` or `8x8`, and says how to write them.
  static func refuseOtherSeparators(_ text: String) throws {
    guard text.count <= 400, text.wholeMatch(of: /\[?[0-9]+( *[-,;x×* ] *[0-9]+)*\]?/) != nil else { return }
    let widths = text.split { !$0.isNumber }.joined(separator: "-")
    guard widths != text else { return }
    throw WorkflowError("--hidden: \(text): widths are separated by hyphens; write --hidden \(widths)")
  }

  /// Throws a `WorkflowError` that names the wrong option of `fathom bench`.
  func check() throws {
    if case .count(let batch) = batch, !(1...1_000_000_000 ~= batch) {
      throw WorkflowError("--batch: \(batch) is not in 1…1000000000 samples")
    }
    guard learningRate > 0, learningRate.isFinite else {
      throw WorkflowError("--learning-rate: \(learningRate) is not a finite number over 0")
    }
  }
}
