/// A quantity to predict, with its value for each sample.
public struct Quantity: Sendable, Equatable {
  /// Name of the quantity, such as that of the column of a table.
  public let name: String
  /// The value of each sample, in the unit of the data.
  public let values: [Double]

  /// Creates a quantity from its name and the value of each sample.
  public init(name: String, values: [Double]) {
    self.name = name
    self.values = values
  }

  /// The largest value that is read, and the smallest size that the largest value may have: the errors of single samples, which
  /// intervals need, are kept in single precision (to 3e38), and may be larger or smaller than the values.
  private static let sizes = 1e-30...1e30

  /// Creates a quantity from values that were read.
  ///
  /// - Parameters:
  ///   - isFirst: whether models are trained on them, so that they have to differ.
  ///   - whole: what has the values, as errors begin.
  ///   - place: the same of the value of one sample.
  /// - Throws: ``DataError`` if they cannot be predicted.
  init(name: String, reading values: [Double], isFirst: Bool, whole: String, place: (Int) -> String) throws {
    if let sample = values.firstIndex(where: { abs($0) > Self.sizes.upperBound }) {
      throw DataError(
        "\(place(sample)): \(values[sample]) is beyond \(Self.sizes.upperBound), the largest number that is predicted, as errors are "
          + "kept in single precision; use another unit")
    }
    if isFirst, let first = values.first, values.allSatisfy({ $0 == first }) {
      throw DataError("\(whole) holds a single value, \(first), so there is nothing to predict")
    }
    if isFirst, let most = values.map(abs).max(), most < Self.sizes.lowerBound {
      throw DataError(
        "\(whole): no number is beyond \(most), too small for errors, which are kept in single precision; use another unit"
      )
    }
    self.init(name: name, values: values)
  }

  /// The most strata.
  private static let mostStrata = 10
  /// The fewest samples of a stratum, but for equal values.
  private static let fewestOfStratum = 10

  /// The strata from which samples are drawn in proportion, so that every draw has low and high values alike: up to ten parts
  /// of the samples in the order of their values, of as nearly the same size as equal values allow, which stay together.
  /// Numbered from 0 without gaps.
  var strata: [Int32] {
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    let count = min(max(values.count / Self.fewestOfStratum, 2), Self.mostStrata)
    var strata = [Int32](repeating: 0, count: values.count)
    var (stratum, part): (Int32, Int) = (0, 0)
    for (place, sample) in order.enumerated() {
      let own = place * count / max(values.count, 1)
      if place > 0, own > part, values[sample] != values[order[place - 1]] { (stratum, part) = (stratum + 1, own) }
      strata[sample] = stratum
    }
    return strata
  }
}
