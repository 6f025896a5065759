public import Kernels

/// What a network should give for some samples, in their order.
public enum Targets<Scalar: KernelScalar> {
  /// The class of each sample, from 0.
  case classes(ArraySlice<Int32>)
  /// The quantity of each sample, scaled as the network predicts it.
  case quantities(ArraySlice<Scalar>)

  /// The same in double precision.
  var inDoublePrecision: Targets<Double> {
    switch self {
    case .classes(let labels): .classes(labels)
    case .quantities(let values): .quantities(values.map { Double($0) }[...])
    }
  }

  /// Those at the positions in `range`, from 0.
  subscript(range: Range<Int>) -> Targets {
    switch self {
    case .classes(let labels):
      .classes(labels[labels.startIndex + range.lowerBound..<labels.startIndex + range.upperBound])
    case .quantities(let values):
      .quantities(values[values.startIndex + range.lowerBound..<values.startIndex + range.upperBound])
    }
  }
}

/// A quantity to predict for some samples.
public struct QuantityTargets<Scalar: KernelScalar>: Sendable {
  /// The value of each sample in the unit of the data.
  public let values: [Double]
  /// The value of each sample as a network predicts it: (value − mean) / deviation.
  public let scaled: [Scalar]
  /// The value that a network predicts as 0.
  public let mean: Double
  /// How much is 1 to a network, in the unit of the data.
  public let deviation: Double

  /// Scales `values`, given in the unit of the data; `deviation` must not be 0.
  public init(_ values: [Double], mean: Double, deviation: Double) {
    self.values = values
    scaled = values.map { Scalar(($0 - mean) / deviation) }
    self.mean = mean
    self.deviation = deviation
  }

  /// Returns an output of a network in the unit of the data.
  func unscaled(_ output: Scalar) -> Double { mean + deviation * Double(output) }
}
