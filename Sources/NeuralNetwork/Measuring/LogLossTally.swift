import Kernels

/// See ``Metric/logLoss``.
final class LogLossTally: OutputTally {
  private var sum = 0.0
  private var count = 0
  /// Nil unless the samples are kept.
  private var losses: [Float]?

  init(keepingSamples: Bool) { losses = keepingSamples ? [] : nil }

  func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) {
    let loss = logits.columns == 1 ? Loss.binaryCrossEntropy : .crossEntropy
    func sum(_ values: [Scalar], labels: ArraySlice<Int32>) -> Double {
      // A copy, because the loss overwrites its logits.
      loss.sum(Matrix(rows: labels.count, columns: logits.columns, values: values), labels: labels)
    }
    let values = logits.values
    self.sum += sum(values, labels: labels)
    count += labels.count
    guard losses != nil else { return }
    for (row, position) in labels.indices.enumerated() {
      let outputs = values[row * logits.columns..<(row + 1) * logits.columns]
      losses?.append(Float(sum(Array(outputs), labels: labels[position...position])))
    }
  }

  var value: Double? { count > 0 ? sum / Double(count) : nil }

  var samples: SampleValues? { losses.map { .numbers($0) } }
}
