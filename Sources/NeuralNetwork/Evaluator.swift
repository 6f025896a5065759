public import Kernels

/// Measures a network on whole sets of samples.
///
/// Batches have one fixed size, so that a score never depends on the batch size of training.
public final class Evaluator<Scalar: KernelScalar> {
  private let propagation: Propagation<Scalar>
  private static var batch: Int { 256 }

  public init(_ network: Network<Scalar>) {
    propagation = Propagation(network, capacity: Self.batch)
  }

  /// Mean loss and accuracy on `samples`, which must not be empty.
  public func score(_ samples: LabelledSamples<Scalar>) -> Score {
    let count = samples.count
    precondition(count > 0, "a score needs samples")
    let rows = RowBatch(of: samples.features, capacity: Self.batch)
    var loss = 0.0
    var correct = 0
    for start in stride(from: 0, to: count, by: Self.batch) {
      let range = start..<min(start + Self.batch, count)
      let labels = samples.labels[range]
      let logits = propagation.forward(rows.rows(range))
      correct += countCorrect(logits, labels: labels)
      loss += propagation.network.loss.sum(logits, labels: labels)
    }
    return Score(loss: loss / Double(count), accuracy: Double(correct) / Double(count))
  }
}
