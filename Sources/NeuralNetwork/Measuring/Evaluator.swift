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

  /// The class that the network gives to each of some scaled samples, `features` holding one after the other.
  public func classes(of features: [Scalar]) -> [Int32] {
    let width = propagation.network.architecture.inputs
    precondition(features.count.isMultiple(of: width), "whole samples")
    return classes(of: Features(rows: features.count / width, columns: width, values: features))
  }

  /// The class that the network gives to each of `samples`.
  public func classes(of samples: LabelledSamples<Scalar>) -> [Int32] { classes(of: samples.features) }

  private func classes(of features: Features<Scalar>) -> [Int32] {
    let rows = RowBatch(of: features, capacity: Self.batch)
    return stride(from: 0, to: features.rows, by: Self.batch).flatMap { start in
      largestLogits(propagation.forward(rows.rows(start..<min(start + Self.batch, features.rows))))
    }
  }
}
