public import Datasets
public import Kernels
public import NeuralNetwork

/// The samples that a trajectory trains on and is measured on, with names and shape.
public struct TrajectoryInputs: Sendable {
  /// Which samples are for training, validation and test, and how they are scaled.
  public let selection: TrajectorySelection
  /// Layout of the features of a sample.
  public let shape: SampleShape
  /// Names of the classes; label i is class i.
  public let classNames: [String]
  /// Names of the features; nil if they have none.
  public let featureNames: [String]?
  /// The columns of a table that the features come from; nil if they come from none.
  public let columns: [TableColumn]?
  /// The number under which a sparse table has its first column; nil if the samples come from none.
  public let firstColumn: Int?
  let shared: SharedSamples

  /// The samples as networks take them; prepared on first use.
  public var samples: TrajectorySamples<Float> { shared.samples(of: selection) }

  /// The same, scaled in double precision and never rounded to single.
  var samplesInDoublePrecision: TrajectorySamples<Double> { shared.samplesInDoublePrecision(of: selection) }

  /// What a model with this loss, or with none, must do better than.
  func chance(_ loss: Loss?, metrics: [Metric]) -> ChanceLimits {
    ChanceLimits(selection, loss: loss, classes: classNames.count, metrics: metrics)
  }
}
