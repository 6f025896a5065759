import Foundation
import NeuralNetwork
import Study
import Testing

@Suite struct HiddenLayersTests {
  @Test func widthsAreTakenAsTheyAre() {
    #expect(NetworkLayers.widths([5, 3]).architecture(inputs: 64, outputs: 10).hidden == [5, 3])
    #expect(NetworkLayers.widths([]).architecture(inputs: 64, outputs: 10).hidden == [])
  }

  /// 64 inputs, 10 outputs. One layer of 64 units has 65·64 + 65·10 = 4810 parameters.
  /// Two layers of w have w² + 76w + 10: 4807 for 41 and 4966 for 42.
  /// Three layers of w have 2w² + 77w + 10: 4729 for 33 and 4940 for 34.
  @Test(arguments: [(1, [64]), (2, [41, 41]), (3, [33, 33, 33])])
  func matchingParametersComesNearest(depth: Int, expected: [Int]) {
    let layers = NetworkLayers.matchingParameters(depth: depth, width: 64)
    #expect(layers.architecture(inputs: 64, outputs: 10).hidden == expected)
  }

  /// 2 inputs, 1 output. One layer of 7 units has 3·7 + 8 = 29 parameters; three layers of w have 2w² + 6w + 1: 21 for 2
  /// and 37 for 3, both 8 away.
  @Test func ofTwoEquallyNearTheSmallerIsTaken() {
    #expect(
      NetworkLayers.matchingParameters(depth: 3, width: 7).architecture(inputs: 2, outputs: 1).hidden == [2, 2, 2])
  }

  /// Layer normalisation adds a gain and an offset a unit: one layer of 64 has 4810 + 128 = 4938 parameters, two of w have
  /// w² + 80w + 10: 4884 for 40… 4971 for 41 (1681 + 3280 + 10), which is nearer.
  @Test func gainsAndOffsetsCount() {
    let layers = NetworkLayers(
      .matchingParameters(depth: 2, width: 64), structure: LayerStructure(normalisation: .layer))
    let architecture = layers.architecture(inputs: 64, outputs: 10)
    #expect(architecture.hidden == [41, 41] && architecture.parameterCount == 4971)
    #expect(architecture.structure == layers.structure)
  }

  @Test func storedPlainLayersAreThoseOfEarlierVersions() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    func text(_ kind: ModelKind) throws -> String { String(decoding: try encoder.encode(kind), as: UTF8.self) }
    let plain = #"{"network":{"_0":{"widths":{"_0":[8,8]}}}}"#
    #expect(try text(.network(.widths([8, 8]))) == plain)
    #expect(try JSONDecoder().decode(ModelKind.self, from: Data(plain.utf8)) == .network(.widths([8, 8])))
    let special = ModelKind.network(
      NetworkLayers(.matchingParameters(depth: 2, width: 8), structure: LayerStructure(isResidual: true)))
    #expect(try JSONDecoder().decode(ModelKind.self, from: Data(try text(special).utf8)) == special)
  }

  @Test func matchingNeverGoesBelowOneUnit() {
    #expect(
      NetworkLayers.matchingParameters(depth: 4, width: 1).architecture(inputs: 1, outputs: 1).hidden == [1, 1, 1, 1])
  }
}
