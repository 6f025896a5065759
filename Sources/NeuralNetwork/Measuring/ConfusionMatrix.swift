public import Kernels

/// The number of samples of each class that a network assigns to each class.
public struct ConfusionMatrix: Sendable, Equatable {
  /// The counts, as counts[class][predicted class].
  public private(set) var counts: [[Int]]

  /// Classifies `samples`, whose labels are in 0..<classes.
  ///
  /// The largest output wins, the first of equals; a single output means class 1 if it is positive, else 0.
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

  /// Number of samples of each class.
  public var samples: [Int] { counts.map { $0.reduce(0, +) } }

  /// Number of samples of each class that are classified correctly.
  public var correct: [Int] { counts.indices.map { counts[$0][$0] } }
}
