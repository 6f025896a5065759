import Kernels

/// Measures a model batch by batch, with the metric of one declaration.
enum MetricTally {
  /// By the classes that it predicts.
  case classes(any ClassTally)
  /// By its outputs.
  case outputs(any OutputTally)
  /// By the quantities that it predicts.
  case quantities(any QuantityTally)

  /// The value on all samples that were added; nil if there is none for them.
  var value: Double? { measurement.value }
  /// The value on each sample; nil if they are not kept.
  var samples: SampleValues? { measurement.samples }
  /// Whether it needs predicted classes.
  var needsClasses: Bool { if case .classes = self { true } else { false } }

  private var measurement: any Measurement {
    switch self {
    case .classes(let tally): tally
    case .outputs(let tally): tally
    case .quantities(let tally): tally
    }
  }
}

/// A measurement of the samples that were added so far. It is an object, so that what it keeps is not copied.
protocol Measurement: AnyObject {
  /// See ``MetricTally/value``.
  var value: Double? { get }
  /// See ``MetricTally/samples``.
  var samples: SampleValues? { get }
}

/// Measures a model by the classes that it predicts.
protocol ClassTally: Measurement {
  /// Adds samples, given the predicted class and the label of each.
  func add(predicted: ArraySlice<Int32>, labels: ArraySlice<Int32>)
}

/// Measures a network by its outputs.
protocol OutputTally: Measurement {
  /// Adds a batch of samples, given the outputs of a network [samples, outputs], which are not changed.
  func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>)
}
