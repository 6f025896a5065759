public import Datasets
public import Foundation
import Kernels
import NeuralNetwork

/// Weights of first-layer units, as images of the same shape as the samples.
public struct FirstLayerImages: Sendable, Equatable, Codable {
  /// The most units that are kept.
  static let maximumUnits = 64

  /// Width, height and channels of a sample.
  public var shape: SampleShape
  /// Indices of the units in their layer. Of a hidden layer, units with the largest weight norm come first; of an
  /// output layer (a network without hidden layers), units are in the order of the classes.
  public var units: [Int]
  /// Weights [units × features], a byte each: 128 is zero, and 1 and 255 are minus and plus the unit's largest
  /// magnitude.
  public var pixels: Data

  /// Creates images from their parts.
  public init(shape: SampleShape, units: [Int], pixels: Data) {
    self.shape = shape
    self.units = units
    self.pixels = pixels
  }
}

extension FirstLayerImages {
  /// Draws the first layer of a network; nil unless its samples are images and its weights finite.
  init?(of network: Network<Float>, shape: SampleShape) {
    guard case .image = shape, let weights = network.parameters.layers.first?.weights else { return nil }
    let values = weights.values
    guard values.allSatisfy(\.isFinite) else { return nil }
    func row(_ unit: Int) -> ArraySlice<Float> { values[unit * weights.inputs..<(unit + 1) * weights.inputs] }
    let norms = (0..<weights.outputs).map { row($0).reduce(0) { $0 + Double($1) * Double($1) } }
    let isOutput = network.parameters.layers.count == 1
    let order = isOutput ? Array(norms.indices) : norms.indices.sorted { (norms[$1], $0) < (norms[$0], $1) }
    let units = Array(order.prefix(Self.maximumUnits))
    var pixels = Data(capacity: units.count * weights.inputs)
    for unit in units {
      let greatest = row(unit).reduce(0) { max($0, abs($1)) }
      // Divided first: 127 / greatest overflows where weights are tiny.
      for weight in row(unit) {
        pixels.append(UInt8((128 + 127 * (greatest > 0 ? weight / greatest : 0)).rounded()))
      }
    }
    self.init(shape: shape, units: units, pixels: pixels)
  }
}

extension Configuration {
  /// Returns the number of units of the first layer with weights: of the first hidden layer or, if there is none, of
  /// the output layer. Nil for a model that is not a network on `inputs` features.
  public func firstLayerUnits(inputs: Int) -> Int? {
    guard let hidden else { return nil }
    if let first = hidden.first { return first }
    // Each unit has a weight for every feature, and a bias.
    guard inputs >= 0, let parameters, parameters.isMultiple(of: inputs + 1) else { return nil }
    return parameters / (inputs + 1)
  }
}
