import Kernels

/// Measures a model batch by batch.
protocol MetricTally {
  /// Adds a batch of samples, given the outputs of a network [samples, outputs], which are not changed.
  mutating func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>)
  /// Adds samples, given the classes that a model predicts, if it has no outputs.
  mutating func add(classes: [Int32], labels: [Int32])
  /// The value on all samples; nil if it cannot be computed from what was added.
  var value: Double? { get }
}

/// See ``Metric/accuracy``.
struct AccuracyTally: MetricTally {
  private var correct = 0
  private var count = 0

  mutating func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) {
    correct += countCorrect(logits, labels: labels)
    count += labels.count
  }

  mutating func add(classes: [Int32], labels: [Int32]) {
    correct += zip(classes, labels).count { $0 == $1 }
    count += labels.count
  }

  var value: Double? { count > 0 ? Double(correct) / Double(count) : nil }
}

/// See ``Metric/logLoss``.
struct LogLossTally: MetricTally {
  private var sum = 0.0
  private var count = 0

  mutating func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) {
    let loss = logits.columns == 1 ? Loss.binaryCrossEntropy : .crossEntropy
    // A copy, because the loss overwrites its logits.
    sum += loss.sum(Matrix(rows: logits.rows, columns: logits.columns, values: logits.values), labels: labels)
    count += labels.count
  }

  /// Log-loss cannot be computed from classes alone.
  mutating func add(classes: [Int32], labels: [Int32]) {}

  var value: Double? { count > 0 ? sum / Double(count) : nil }
}
