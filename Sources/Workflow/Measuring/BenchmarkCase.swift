public import Datasets
public import NeuralNetwork

/// A network, the data that it is trained on and how.
public struct BenchmarkCase: Sendable, Equatable {
  public var hidden: [Int]
  public var batch: Int
  public var activation: Activation
  public var source: String
  /// Training samples; nil for all that the source has.
  public var samples: Int?
  public var scaling: Scaling
  public var learningRate: Double
  public var engine: Engine

  public init(
    hidden: [Int], batch: Int = 32, activation: Activation = .relu, source: String = "mnist", samples: Int? = nil,
    scaling: Scaling = .unit, learningRate: Double = 0.1, engine: Engine = .backprop
  ) {
    self.hidden = hidden
    self.batch = batch
    self.activation = activation
    self.source = source
    self.samples = samples
    self.scaling = scaling
    self.learningRate = learningRate
    self.engine = engine
  }

  /// A standard set: MNIST classifiers with batches and one by one, a small network in the plane,
  /// and one on features that are all in use.
  public static let standard = [
    BenchmarkCase(hidden: [256, 128, 64]),
    BenchmarkCase(hidden: [64]),
    BenchmarkCase(hidden: [64, 64, 64]),
    BenchmarkCase(hidden: [300], batch: 100, activation: .sigmoid),
    BenchmarkCase(hidden: [256, 128, 64], batch: 1, learningRate: 0.01),
    BenchmarkCase(hidden: [4], batch: 10, activation: .tanh, source: "circles"),
    BenchmarkCase(hidden: [64], source: "digits", scaling: .standardise),
  ]

  /// Reads widths such as `256-128-64`; `0` stands for no hidden layer.
  public static func widths(_ text: String) throws -> [Int] {
    if text == "0" { return [] }
    return try text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      guard let width = Int(part), 1...65536 ~= width else {
        throw WorkflowError("--hidden: \(text) is no list of widths in 1…65536 such as 256-128-64")
      }
      return width
    }
  }

  /// Throws a `WorkflowError` that names the option of `fathom bench` that cannot be.
  func check() throws {
    guard 1...1_000_000_000 ~= batch else { throw WorkflowError("--batch: \(batch) is not in 1…1000000000 samples") }
    guard learningRate > 0, learningRate.isFinite else {
      throw WorkflowError("--learning-rate: \(learningRate) is not a finite number over 0")
    }
  }
}
