import SeededRandom

extension Initialiser {
  /// One weight, or one bias, of a layer with the given fan-in and fan-out.
  func draw(fanIn: Int, fanOut: Int, using generator: inout SeededGenerator) -> Double {
    let (fanIn, fanOut) = (Double(fanIn), Double(fanOut))
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
