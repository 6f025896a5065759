import Kernels
import SeededRandom

extension Initialiser {
  /// Fills `matrix` with draws for a layer of the given fan-in and fan-out, row by row.
  func fill<Scalar: KernelScalar>(
    _ matrix: Matrix<Scalar>, fanIn: Int, fanOut: Int, using generator: inout SeededGenerator
  ) {
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        matrix[row, column] = Scalar(draw(fanIn: Double(fanIn), fanOut: Double(fanOut), using: &generator))
      }
    }
  }

  private func draw(fanIn: Double, fanOut: Double, using generator: inout SeededGenerator) -> Double {
    switch self {
    case .uniform(let low, let high):
      return generator.uniform(from: low, to: high)
    case .normal(let mean, let deviation):
      return mean + deviation * generator.normal()
    case .constant(let value):
      return value
    case .xavierUniform:
      let bound = (6 / (fanIn + fanOut)).squareRoot()
      return generator.uniform(from: -bound, to: bound)
    case .xavierNormal:
      return (2 / (fanIn + fanOut)).squareRoot() * generator.normal()
    case .kaimingUniform:
      let bound = (6 / fanIn).squareRoot()
      return generator.uniform(from: -bound, to: bound)
    case .kaimingNormal:
      return (2 / fanIn).squareRoot() * generator.normal()
    }
  }
}
