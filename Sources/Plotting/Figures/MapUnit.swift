import Foundation
import NeuralNetwork

/// The unit of the numbers in the cells of a map: that of the metric, or a power of ten of it where that would take so many
/// decimals, or digits before the point, that a cell has no room for them.
struct MapUnit {
  /// What values of the metric are multiplied by.
  let factor: Double
  /// Decimals of the numbers.
  let decimals: Int
  /// The unit in words, e.g. `10⁻⁶ price`.
  let name: String
  /// The shortest span of the colours.
  let leastSpan: Double

  /// The most decimals that a cell has room for.
  private static let mostDecimals = 4
  /// Decimals of numbers in a power of ten of the unit.
  private static let usualDecimals = 2

  init(_ metric: Metric) {
    let needed: Int =
      switch metric.unit {
      case .fraction: metric.unit.decimals
      // Differences have a digit less.
      case .plain(_, let decimals): decimals - 1
      }
    let power = abs(needed) > Self.mostDecimals ? needed - Self.usualDecimals : 0
    factor = metric.unit.factor * pow(10, Double(power))
    decimals = max(needed - power, 0)
    name = (power != 0 ? "10\(Self.superscript(-power)) " : "") + metric.differenceName
    leastSpan = metric.unit.leastSpan * pow(10, Double(power))
  }

  private static func superscript(_ number: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return (number < 0 ? "⁻" : "") + String("\(abs(number))".compactMap(\.wholeNumberValue).map { digits[$0] })
  }
}
