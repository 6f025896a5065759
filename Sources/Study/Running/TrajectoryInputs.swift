public import Datasets
public import Kernels
public import NeuralNetwork

/// What a trajectory learns from and is measured on: its samples, and where they come from.
public struct TrajectoryInputs: Sendable {
  public let selection: TrajectorySelection
  public let shape: SampleShape
  public let classNames: [String]
  /// One for each feature, or nil where features have no names.
  public let featureNames: [String]?
  let shared: SharedSamples

  /// The samples in the form that networks take, prepared when they are first asked for.
  public var samples: TrajectorySamples<Float> { shared.samples(of: selection) }

  /// The same, scaled in double precision and never rounded to single.
  var samplesInDoublePrecision: TrajectorySamples<Double> { shared.samplesInDoublePrecision(of: selection) }

  /// What a model with this loss, or with none, must do better than.
  func chance(_ loss: Loss?, metrics: [Metric]) -> ChanceLimits {
    ChanceLimits(selection, loss: loss, classes: classNames.count, metrics: metrics)
  }
}
