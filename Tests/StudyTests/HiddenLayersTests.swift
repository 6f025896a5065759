import Study
import Testing

@Suite struct HiddenLayersTests {
  @Test func widthsAreTakenAsTheyAre() {
    #expect(HiddenLayers.widths([5, 3]).widths(inputs: 64, outputs: 10) == [5, 3])
    #expect(HiddenLayers.widths([]).widths(inputs: 64, outputs: 10) == [])
  }

  /// 64 inputs, 10 outputs. One layer of 64 units has 65·64 + 65·10 = 4810 parameters.
  /// Two layers of w have w² + 76w + 10: 4807 for 41 and 4966 for 42.
  /// Three layers of w have 2w² + 77w + 10: 4729 for 33 and 4940 for 34.
  @Test(arguments: [(1, [64]), (2, [41, 41]), (3, [33, 33, 33])])
  func matchingParametersComesNearest(depth: Int, expected: [Int]) {
    let layers = HiddenLayers.matchingParameters(depth: depth, width: 64)
    #expect(layers.widths(inputs: 64, outputs: 10) == expected)
  }

  /// 2 inputs, 1 output. One layer of 7 units has 3·7 + 8 = 29 parameters; three layers of w have 2w² + 6w + 1: 21 for 2
  /// and 37 for 3, both 8 away.
  @Test func ofTwoEquallyNearTheSmallerIsTaken() {
    #expect(HiddenLayers.matchingParameters(depth: 3, width: 7).widths(inputs: 2, outputs: 1) == [2, 2, 2])
  }

  @Test func matchingNeverGoesBelowOneUnit() {
    #expect(HiddenLayers.matchingParameters(depth: 4, width: 1).widths(inputs: 1, outputs: 1) == [1, 1, 1, 1])
  }
}
