import NeuralNetwork

extension HiddenLayers {
  /// Returns the number of units of each hidden layer, for data with `inputs` features and a network with `outputs`
  /// outputs.
  ///
  /// With ``matchingParameters(depth:width:)`` it picks the width whose parameter count is nearest to that of one
  /// hidden layer of the given width; of two equally near, the smaller.
  public func widths(inputs: Int, outputs: Int) -> [Int] {
    switch self {
    case .widths(let widths):
      return widths
    case .matchingParameters(let depth, let width):
      func parameters(_ hidden: [Int]) -> Int {
        Architecture(inputs: inputs, hidden: hidden, outputs: outputs).parameterCount
      }
      let wanted = parameters([width])
      func layers(_ units: Int) -> [Int] { Array(repeating: units, count: depth) }
      // The parameters of one layer grow with its width, and `depth` layers never have fewer: the answer is ≤ width.
      var best = 1
      for units in 1...max(width, 1)
      where abs(parameters(layers(units)) - wanted) < abs(parameters(layers(best)) - wanted) {
        best = units
      }
      return layers(best)
    }
  }
}
