import NeuralNetwork
import Study
import Testing

@testable import Analysis

/// Which of two models is the first of a contrast, and how they differ, as far as it is known what they are.
@Suite struct ContrastOrderTests {
  private static func model(
    _ index: Int, _ hidden: [Int]?, depth: Int? = nil, parameters: Int? = nil
  ) -> Configuration {
    var configuration = Configuration(
      modelIndex: index, model: "m\(index)", hidden: hidden, parameters: parameters, size: 10, varied: [])
    configuration.recorded = RecordedLearner(.network, depth: depth ?? hidden?.count)
    return configuration
  }

  /// In either order of the file the same model is first.
  @Test(
    arguments: [
      // Parameters decide, whatever the units.
      (model(0, [8], parameters: 50), model(1, [64], parameters: 40), .width, "m0"),
      // Units do where the parameters of either are not known.
      (model(0, [8]), model(1, [64]), .width, "m1"), (model(0, [8], parameters: 50), model(1, [64]), .width, "m1"),
      (model(0, [8, 8]), model(1, [12, 3]), .width, "m0"),
      (model(0, nil, depth: 2, parameters: 7), model(1, nil, depth: 2, parameters: 9), .width, "m1"),
      (model(0, [64]), model(1, [4, 4]), .depth, "m1"), (model(0, nil, depth: 3), model(1, [8]), .depth, "m0"),
    ] as [(Configuration, Configuration, Contrast.Kind, String)])
  func whatIsKnownDecides(one: Configuration, other: Configuration, kind: Contrast.Kind, first: String) throws {
    for (one, other) in [(one, other), (other, one)] {
      let contrast = try #require(Contrast(one, other))
      #expect(contrast.kind == kind && contrast.first.model == first)
    }
  }

  /// Where nothing tells two apart the order is that of the file: networks with the same layers stand later, others earlier.
  @Test func theFileDecidesTheRest() throws {
    func contrast(_ one: Configuration, _ other: Configuration) throws -> Contrast {
      try #require(Contrast(one, other))
    }
    let unknown = try contrast(Self.model(0, nil, depth: 2), Self.model(1, nil, depth: 2))
    #expect(unknown.kind == .width && unknown.first.model == "m0")
    let machines = try contrast(Self.model(0, nil, parameters: 4), Self.model(1, nil, parameters: 9))
    #expect(machines.kind == .machine && machines.first.model == "m0")
    let structures = try contrast(Self.model(0, [8]), Self.model(1, [8]))
    #expect(structures.kind == .structure && structures.first.model == "m1")
  }
}
