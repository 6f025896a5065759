import Kernels

/// Measures a model batch by batch.
protocol MetricTally {
  /// Adds a batch of samples, given the outputs of a network [samples, outputs], which are not changed.
  mutating func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>)
  /// Adds samples, given the classes that a model predicts, if it has no outputs.
  mutating func add(classes: [Int32], labels: [Int32])
  /// The value on all samples; nil if it cannot be computed from what was added.
  var value: Double? { get }
  /// The value on each sample; nil if they are not kept.
  var samples: SampleValues? { get }
}

/// See ``Metric/accuracy``.
struct AccuracyTally: MetricTally {
  private var correct = 0
  private var count = 0
  /// Nil unless the samples are kept.
  private var bits: [UInt64]?

  init(keepingSamples: Bool) { bits = keepingSamples ? [] : nil }

  mutating func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) {
    if var bits = bits.take() {
      Self.makeRoom(for: count + labels.count, in: &bits)
      correct += countCorrect(logits, labels: labels, marking: &bits, from: count)
      self.bits = bits
    } else {
      correct += countCorrect(logits, labels: labels)
    }
    count += labels.count
  }

  mutating func add(classes: [Int32], labels: [Int32]) {
    if var bits = bits.take() {
      Self.makeRoom(for: count + labels.count, in: &bits)
      for (position, isCorrect) in zip(classes, labels).map(==).enumerated() where isCorrect {
        bits[(count + position) / 64] |= 1 << UInt64((count + position) % 64)
      }
      self.bits = bits
    }
    correct += zip(classes, labels).count { $0 == $1 }
    count += labels.count
  }

  private static func makeRoom(for count: Int, in bits: inout [UInt64]) {
    bits += Array(repeating: 0, count: SampleValues.wordCount(count) - bits.count)
  }

  var value: Double? { count > 0 ? Double(correct) / Double(count) : nil }

  var samples: SampleValues? { bits.map { .correct($0, count: count) } }
}

/// See ``Metric/logLoss``.
struct LogLossTally: MetricTally {
  private var sum = 0.0
  private var count = 0
  /// Nil unless the samples are kept.
  private var losses: [Float]?

  init(keepingSamples: Bool) { losses = keepingSamples ? [] : nil }

  mutating func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) {
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

  /// Log-loss cannot be computed from classes alone.
  mutating func add(classes: [Int32], labels: [Int32]) {}

  var value: Double? { count > 0 ? sum / Double(count) : nil }

  var samples: SampleValues? { losses.map { .numbers($0) } }
}
