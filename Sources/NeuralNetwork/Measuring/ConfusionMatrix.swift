public import Kernels

/// How many samples of each class a network takes for each class.
public struct ConfusionMatrix: Sendable, Equatable {
  /// counts[class][predicted class].
  public private(set) var counts: [[Int]]

  /// Classifies `samples`, whose labels are in 0..<classes: the largest output wins, the first of equals; a single output
  /// stands for class 1 where it is over 0.
  public init<Scalar: KernelScalar>(_ network: Network<Scalar>, samples: LabelledSamples<Scalar>, classes: Int) {
    counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    let batch = 256
    let propagation = Propagation(network, capacity: batch)
    let rows = RowBatch(of: samples.features, capacity: batch)
    for start in stride(from: 0, to: samples.count, by: batch) {
      let range = start..<min(start + batch, samples.count)
      let logits = propagation.forward(rows.rows(range))
      for (label, predicted) in zip(samples.labels[range], largestLogits(logits)) {
        counts[Int(label)][Int(predicted)] += 1
      }
    }
  }

  /// Samples of each class.
  public var samples: [Int] { counts.map { $0.reduce(0, +) } }

  /// Samples of each class that are classified correctly.
  public var correct: [Int] { counts.indices.map { counts[$0][$0] } }
}
