public import Kernels

/// Measures a network on whole sets of samples.
///
/// Batches have a fixed size, so a score never depends on the batch size of training.
public final class Evaluator<Scalar: KernelScalar> {
  private let propagation: Propagation<Scalar>
  private let metrics: [Metric]
  private static var batch: Int { 256 }

  /// Prepares to measure the loss and `metrics` of a network, with its weights at the time of each call.
  public init(_ network: Network<Scalar>, metrics: [Metric] = [.usual]) {
    propagation = Propagation(network, capacity: Self.batch)
    self.metrics = metrics
  }

  /// Returns the mean loss and the metrics on `samples`, which must not be empty.
  public func score(_ samples: LabelledSamples<Scalar>) -> Score { measure(samples, keeping: nil).score }

  /// Returns the same, and the value of the metric `kept` on each sample; nil if it is not measured here, or not the mean of
  /// such values.
  func measure(
    _ samples: LabelledSamples<Scalar>, keeping kept: Metric?
  ) -> (score: Score, values: SampleValues?) {
    let count = samples.count
    precondition(count > 0, "a score needs samples")
    let rows = RowBatch(of: samples.features, capacity: Self.batch)
    let network = propagation.network
    let targets = samples.targets
    var loss = 0.0
    // A metric that equals the loss needs no tally, unless its values are kept.
    let tallies = metrics.map { metric in
      metric.losses.contains(network.loss) && metric != kept
        ? nil
        : metric.tally(
          classes: max(network.architecture.outputs, 2), output: network.output, keepingSamples: metric == kept)
    }
    let needsClasses = tallies.contains { $0?.needsClasses == true }
    var predicted: [Int32] = []
    for start in stride(from: 0, to: count, by: Self.batch) {
      let range = start..<min(start + Self.batch, count)
      let labels = samples.labels[range]
      let logits = propagation.forward(rows.rows(range))
      if needsClasses {
        predicted.removeAll(keepingCapacity: true)
        appendLargest(of: logits, to: &predicted)
      }
      for case let tally? in tallies {
        switch tally {
        case .classes(let tally): tally.add(predicted: predicted[...], labels: labels)
        case .outputs(let tally): tally.add(logits, labels: labels)
        case .quantities(let tally):
          guard let quantities = samples.quantities else { break }
          tally.add(
            predicted: (0..<logits.rows).map { quantities.unscaled(logits[$0, 0]) },
            quantities: quantities.values[range])
        }
      }
      // Last, because it overwrites the logits.
      loss += network.sumOfLosses(logits, targets: targets[range])
    }
    let mean = loss / Double(count)
    var score = Score(loss: mean)
    for (metric, tally) in zip(metrics, tallies) {
      let value = metric.losses.contains(network.loss) ? mean : tally?.value
      score[metric] = value.map(metric.recorded)
    }
    return (score, tallies.lazy.compactMap { $0?.samples }.first)
  }

  /// Returns for each sample the predicted class, and what the network gives for each class: probabilities, or the outputs as
  /// they are if they are linear.
  public func outputs(of samples: LabelledSamples<Scalar>) -> [(predicted: Int32, values: [Double])] {
    let rows = RowBatch(of: samples.features, capacity: Self.batch)
    let network = propagation.network
    var found: [(predicted: Int32, values: [Double])] = []
    found.reserveCapacity(samples.count)
    for start in stride(from: 0, to: samples.count, by: Self.batch) {
      let logits = propagation.forward(rows.rows(start..<min(start + Self.batch, samples.count)))
      var predicted: [Int32] = []
      appendLargest(of: logits, to: &predicted)
      for (row, predicted) in predicted.enumerated() {
        found.append((predicted, network.outputs((0..<logits.columns).map { Double(logits[row, $0]) })))
      }
    }
    return found
  }

  /// The number in place of a class where a network predicts none.
  public static var noClass: Int32 { -1 }

  /// Returns the predicted class of each of `samples`; ``noClass`` where an output is infinite or no number.
  public func finiteClasses(of samples: LabelledSamples<Scalar>) -> [Int32] {
    outputs(of: samples).map { $0.values.allSatisfy(\.isFinite) ? $0.predicted : Self.noClass }
  }

  /// Returns the predicted class of each of some scaled samples, which `features` holds one after the other.
  public func classes(of features: [Scalar]) -> [Int32] {
    let width = propagation.network.architecture.inputs
    precondition(features.count.isMultiple(of: width), "whole samples")
    return classes(of: Features(rows: features.count / width, columns: width, values: features))
  }

  /// Returns the predicted class of each of `samples`.
  public func classes(of samples: LabelledSamples<Scalar>) -> [Int32] { classes(of: samples.features) }

  private func classes(of features: Features<Scalar>) -> [Int32] {
    let rows = RowBatch(of: features, capacity: Self.batch)
    var classes: [Int32] = []
    classes.reserveCapacity(features.rows)
    for start in stride(from: 0, to: features.rows, by: Self.batch) {
      let range = start..<min(start + Self.batch, features.rows)
      appendLargest(of: propagation.forward(rows.rows(range)), to: &classes)
    }
    return classes
  }
}
