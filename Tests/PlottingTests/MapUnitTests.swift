import NeuralNetwork
import Testing

@testable import Plotting

@Suite struct MapUnitTests {
  /// Values of about 8·10⁻⁷ need ten decimals for four digits, and a cell has room for few.
  @Test func tinyValuesAreInAPowerOfTen() {
    let tiny = MapUnit(Metric.rmse.measured(of: "price").shown(forValuesOf: 8e-7))
    #expect(tiny.name == "10⁻⁷ price" && tiny.decimals == 2)
    #expect(CurveLayers.scaled(2.66e-8, tiny.factor) == 0.266)
    let small = MapUnit(Metric.rmse.measured(of: "price").shown(forValuesOf: 0.02))
    #expect(small.name == "price" && small.decimals == 4 && small.factor == 1)
    let share = MapUnit(.accuracy)
    #expect(share.name == "percentage points" && share.decimals == 1 && share.factor == 100)
    let far = MapUnit(Metric.mae.measured(of: "m").shown(forValuesOf: 3e-13))
    #expect(far.name == "10⁻¹³ m" && far.decimals == 2)
  }

  /// Nor has it room for fifteen digits.
  @Test func hugeValuesAreInAPowerOfTen() {
    let huge = MapUnit(Metric.rmse.measured(of: "price").shown(forValuesOf: 1.2e15))
    #expect(huge.name == "10¹⁵ price" && huge.decimals == 2)
    #expect(abs(CurveLayers.scaled(-3.2e14, huge.factor) + 0.32) < 1e-12)
    let large = MapUnit(Metric.rmse.measured(of: "price").shown(forValuesOf: 65_000))
    #expect(large.name == "price" && large.decimals == 0 && large.factor == 1)
  }
}
