/// Measures a model by the quantities that it predicts.
protocol QuantityTally: Measurement {
  /// Adds samples, given the predicted and the true quantity of each, in the unit of the data.
  func add(predicted: [Double], quantities: ArraySlice<Double>)
}

/// See ``Metric/mae``.
final class AbsoluteErrorTally: QuantityTally {
  private var sum = 0.0
  private var count = 0
  /// Nil unless the samples are kept.
  private var errors: [Float]?

  init(keepingSamples: Bool) { errors = keepingSamples ? [] : nil }

  func add(predicted: [Double], quantities: ArraySlice<Double>) {
    for (predicted, quantity) in zip(predicted, quantities) {
      sum += abs(predicted - quantity)
      errors?.append(Float(abs(predicted - quantity)))
    }
    count += quantities.count
  }

  var value: Double? { count > 0 ? sum / Double(count) : nil }

  var samples: SampleValues? { errors.map { .numbers($0) } }
}

/// See ``Metric/rmse`` and ``Metric/r2``.
///
/// Neither is a mean over samples, so the value that is kept for a sample is the metric plus the sample's influence; see
/// ``ConfusionScore``. With the squared error e², the squared distance s from the mean of the quantities, and their means E
/// and S, the influence on √E is (e² − E)/(2√E), and that on 1 − E/S is −(e² − E/S·s)/S.
final class SquaredErrorTally: QuantityTally {
  enum Measured: Sendable { case rmse, r2 }

  private let measured: Measured
  private let keepsSamples: Bool
  private var errors: [Double] = []
  private var quantities: [Double] = []

  init(_ measured: Measured, keepingSamples: Bool) {
    self.measured = measured
    keepsSamples = keepingSamples
  }

  func add(predicted: [Double], quantities: ArraySlice<Double>) {
    for (predicted, quantity) in zip(predicted, quantities) {
      errors.append((predicted - quantity) * (predicted - quantity))
    }
    self.quantities += quantities
  }

  private var meanError: Double { errors.reduce(0, +) / Double(errors.count) }

  /// The squared distance of each quantity from their mean.
  private var distances: [Double] {
    let mean = quantities.reduce(0, +) / Double(quantities.count)
    return quantities.map { ($0 - mean) * ($0 - mean) }
  }

  var value: Double? {
    guard !errors.isEmpty else { return nil }
    switch measured {
    case .rmse: return meanError.squareRoot()
    case .r2:
      let variance = distances.reduce(0, +) / Double(errors.count)
      return variance > 0 ? 1 - meanError / variance : nil
    }
  }

  var samples: SampleValues? {
    guard keepsSamples, let value else { return nil }
    switch measured {
    case .rmse:
      guard value > 0 else { return .numbers(errors.map { _ in 0 }) }
      return .numbers(errors.map { Float(value + ($0 - value * value) / (2 * value)) })
    case .r2:
      let distances = distances
      let variance = distances.reduce(0, +) / Double(errors.count)
      return .numbers(zip(errors, distances).map { Float(value - ($0 - (1 - value) * $1) / variance) })
    }
  }
}
