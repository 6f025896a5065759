public import Datasets
public import Kernels
public import NeuralNetwork

/// What a trajectory learns from and is measured on: its samples, and where they come from.
public struct TrajectoryInputs: Sendable {
  public let samples: TrajectorySamples<Float>
  public let selection: TrajectorySelection
  public let shape: SampleShape
  public let classNames: [String]

  public init(
    samples: TrajectorySamples<Float>, selection: TrajectorySelection, shape: SampleShape, classNames: [String]
  ) {
    self.samples = samples
    self.selection = selection
    self.shape = shape
    self.classNames = classNames
  }

  /// The share of the most frequent class in the training subset: the accuracy of always saying the same.
  var majorityShare: Double {
    var counts = [Int](repeating: 0, count: classNames.count)
    for label in samples.train.labels { counts[Int(label)] += 1 }
    return Double(counts.max() ?? 0) / Double(max(samples.train.count, 1))
  }
}
