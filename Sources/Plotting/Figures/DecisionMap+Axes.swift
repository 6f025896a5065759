import Foundation
import Study

extension DecisionMap {
  /// The same map with readable axes. From a feature that varies little for its size (seconds since 1970, say) a
  /// round number is subtracted, which its name then gives: ticks of nearly equal numbers cannot be told apart.
  var withReadableAxes: DecisionMap {
    let shifts = [x, y].map(Self.shift)
    guard shifts.contains(where: { $0 != 0 }) else { return self }
    var map = self
    func moved(_ range: ClosedRange<Double>, _ shift: Double) -> ClosedRange<Double> {
      range.lowerBound - shift...range.upperBound - shift
    }
    (map.x, map.y) = (moved(x, shifts[0]), moved(y, shifts[1]))
    map.points = points.map { Point(x: $0.x - shifts[0], y: $0.y - shifts[1], label: $0.label) }
    map.featureNames = shifts.enumerated().map { feature, shift in
      let names = featureNames ?? []
      let name = names.indices.contains(feature) ? names[feature] : "feature \(feature + 1)"
      return shift == 0 ? name : "\(name) \(shift < 0 ? "+" : "−") \(Self.text(abs(shift)))"
    }
    return map
  }

  /// A multiple of a power of ten near the start of a range that is narrow for its distance from 0; otherwise 0.
  private static func shift(_ range: ClosedRange<Double>) -> Double {
    let span = range.upperBound - range.lowerBound
    guard span < 0.01 * max(abs(range.lowerBound), abs(range.upperBound)) else { return 0 }
    let exponent = log10(span).rounded(.up)
    // Powers of ten below one have no exact double; their inverses do.
    let steps = exponent < 0 ? (range.lowerBound * pow(10, -exponent)).rounded() : 0
    return exponent < 0
      ? steps / pow(10, -exponent) : (range.lowerBound / pow(10, exponent)).rounded() * pow(10, exponent)
  }

  /// All digits of a shift.
  private static func text(_ shift: Double) -> String {
    shift == shift.rounded() && shift < 1e15 ? NumberText.count(Int(shift)) : String(format: "%.15g", shift)
  }
}
