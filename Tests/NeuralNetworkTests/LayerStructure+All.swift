import Kernels
import NeuralNetwork
import SeededRandom

extension LayerStructure {
  /// Every structure but the plain one.
  static let special = [
    LayerStructure(normalisation: .layer), LayerStructure(isResidual: true),
    LayerStructure(normalisation: .layer, isResidual: true),
  ]
}

extension Network {
  /// Moves gains and offsets away from 1 and 0, as training does.
  func disturbNormalisation(using generator: inout SeededGenerator) {
    for layer in parameters.layers {
      guard let learnt = layer.normalisation else { continue }
      for unit in 0..<learnt.gains.columns {
        learnt.gains[0, unit] += Scalar(0.3 * generator.normal())
        learnt.offsets[0, unit] += Scalar(0.3 * generator.normal())
      }
    }
  }
}
