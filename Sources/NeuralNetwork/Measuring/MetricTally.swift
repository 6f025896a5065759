import Kernels

/// Measures a model batch by batch.
protocol MetricTally {
  /// Takes in a batch of samples by the outputs of a network [samples, outputs], which stay as they are.
  mutating func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>)
  /// Takes in samples by the classes that a model predicts, where it has nothing else to say.
  mutating func add(classes: [Int32], labels: [Int32])
  /// The value on all samples; nil if it cannot be had from what was taken in.
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
    // A copy, as a loss leaves nothing of its logits.
    sum += loss.sum(Matrix(rows: logits.rows, columns: logits.columns, values: logits.values), labels: labels)
    count += labels.count
  }

  /// A class without its probability says nothing.
  mutating func add(classes: [Int32], labels: [Int32]) {}

  var value: Double? { count > 0 ? sum / Double(count) : nil }
}
