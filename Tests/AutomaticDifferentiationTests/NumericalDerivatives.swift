import AutomaticDifferentiation
import SeededRandom

func matrix(_ rows: [[Double]]) -> DifferentiableMatrix {
  DifferentiableMatrix(rows: rows.count, columns: rows.first?.count ?? 0, values: rows.flatMap { $0 })
}

/// Standard normal values, none so close to zero that a difference would step over a kink there.
func randomMatrix(_ rows: Int, _ columns: Int, using generator: inout SeededGenerator) -> DifferentiableMatrix {
  let values = (0..<rows * columns).map { _ in
    let value = generator.normal()
    return value + (value < 0 ? -0.001 : 0.001)
  }
  return DifferentiableMatrix(rows: rows, columns: columns, values: values)
}

/// ∂f/∂(each value of x) by central differences, right to about 1e-9 for values of order one.
func numericalGradient(
  at x: DifferentiableMatrix, of f: (DifferentiableMatrix) -> Double
) -> [Double] {
  x.values.indices.map { index in
    func moved(_ step: Double) -> Double {
      var values = x.values
      values[index] += step
      return f(DifferentiableMatrix(rows: x.rows, columns: x.columns, values: values))
    }
    return (moved(1e-5) - moved(-1e-5)) / 2e-5
  }
}

/// The largest |found − expected|; NaN if any value is, or their numbers differ.
func largestDifference(_ found: [Double], _ expected: [Double]) -> Double {
  guard found.count == expected.count else { return .nan }
  return zip(found, expected).reduce(0) { worst, pair in
    let difference = abs(pair.0 - pair.1)
    return worst.isNaN || difference.isNaN ? .nan : max(worst, difference)
  }
}
