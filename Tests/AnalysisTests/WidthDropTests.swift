import NeuralNetwork
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Analysis

/// Networks of one depth and structure by width, and where test error rises along them.
@Suite struct WidthDropTests {
  private static func hidden(_ width: Int, _ depth: Int) -> [Int] { Array(repeating: width, count: depth) }

  private static func study(_ models: [Model]) -> StudyDescription {
    var study = SmallStudy().results([]).study
    study.models = models
    return study
  }

  private static func key(_ index: Int, _ model: Model) -> CurveKey {
    guard case .network(let layers) = model.kind else {
      return CurveKey(modelIndex: index, model: model.name, hidden: nil, parameters: nil, varied: [], rule: .none)
    }
    let architecture = layers.architecture(inputs: 7, outputs: 3)
    return CurveKey(
      modelIndex: index, model: model.name, hidden: architecture.hidden, parameters: architecture.parameterCount,
      varied: [], rule: .none)
  }

  private static func families(_ models: [Model]) -> [WidthFamily] {
    WidthFamily.all(models.enumerated().map { key($0, $1) }, of: study(models))
  }

  @Test func familiesHaveOneDepthAndStructure() {
    let layer = LayerStructure(normalisation: .layer)
    let models =
      [8, 2, 4].map { Model(name: "wide \($0)", hidden: .widths([$0])) }
      + [1, 2, 3].map { Model(name: "deep \($0)", hidden: .widths([$0, $0]), structure: layer) }
      + [
        Model(name: "cone", hidden: .widths([8, 4])), Model(name: "linear", hidden: .widths([])),
        Model(name: "other", hidden: .widths([5, 5])),
      ]
    let found = Self.families(models)
    #expect(found.map(\.depth) == [1, 2])
    #expect(found.map { $0.members.map(\.width) } == [[2, 4, 8], [1, 2, 3]])
    #expect(found[0].members.map(\.model) == ["wide 2", "wide 4", "wide 8"])
    #expect(found.map(\.structure) == [.plain, layer])
    #expect(Self.families(Array(models.prefix(2))).isEmpty)
  }

  /// Networks on 7 inputs with 3 outputs: the outputs follow from the parameters of two of them, and so does the width at
  /// which there are as many parameters as asked for.
  @Test(arguments: [1, 2, 5], [LayerStructure.plain, LayerStructure(normalisation: .layer)])
  func parametersGiveOutputsAndWidths(depth: Int, structure: LayerStructure) throws {
    let models = [1, 6, 40].map {
      Model(name: "\($0)", hidden: .widths(Self.hidden($0, depth)), structure: structure)
    }
    let family = try #require(Self.families(models).first)
    #expect(family.outputs == 3)
    for width in [1, 3, 17, 100, 1000] {
      let count = NetworkLayers(.widths(Self.hidden(width, depth)), structure: structure)
        .architecture(inputs: 7, outputs: 3).parameterCount
      let found = try #require(family.width(ofParameters: Double(count)))
      #expect(abs(found - Double(width)) < 1e-9 * Double(width), "\(width)")
    }
    #expect(family.width(ofParameters: 3) == nil)
  }

  private static func drops(
    _ means: [Double], noise: Double = 0.002, seed: UInt64, knowsParameters: Bool = true
  ) -> [WidthDrop] {
    var generator = SeededGenerator(key: seed)
    let models = means.indices.map { Model(name: "width-\(1 << $0)", hidden: .widths([1 << $0])) }
    // In another order than that of the widths.
    let curves = means.enumerated().reversed().map { index, mean -> MeasuredCurve in
      var key = key(index, models[index])
      if !knowsParameters { key.parameters = nil }
      return MeasuredCurve(
        key: key,
        cells: [
          MeasuredCurve.Cell(size: 50, test: (0..<10).map { _ in mean + noise * generator.normal() })
        ])
    }
    return WidthDrop.drops(
      curves, of: study(models), metric: .accuracy, test: MeanTest(replicates: 10, seed: 1))
  }

  @Test func aPeakOfTheErrorIsFound() throws {
    let seed = printedSeed()
    let drops = Self.drops([0.5, 0.8, 0.7, 0.6, 0.65, 0.85], seed: seed)
    let peak = try #require(drops.first)
    #expect(drops.count == 1 && peak.size == 50, "seed \(seed)")
    #expect(peak.from.model == "width-2" && peak.to.model == "width-8", "seed \(seed)")
    #expect(peak.recovery?.model == "width-16", "seed \(seed)")
    #expect(abs(peak.change.mean + 0.2) < 0.01 && peak.change.high < 0 && peak.p < 0.05, "seed \(seed)")
  }

  @Test func whereErrorOnlyFallsThereIsNone() {
    let seed = printedSeed()
    #expect(Self.drops([0.5, 0.6, 0.7, 0.75, 0.8], seed: seed).isEmpty, "seed \(seed)")
  }

  /// Too few widths for a curve are pairs of models, which have verdicts.
  @Test func twoWidthsAreNoCurve() {
    #expect(Self.drops([0.8, 0.5], seed: 1).isEmpty)
  }

  /// Where a wider network is better than at the peak there is one, though it does not come back to where it was.
  @Test func aPeakNeedNotBeMadeGood() throws {
    let seed = printedSeed()
    let peak = try #require(Self.drops([0.9, 0.6, 0.65], seed: seed).first)
    #expect(peak.to.model == "width-2" && peak.recovery?.model == "width-4", "seed \(seed)")
  }

  /// Of imported networks parameters may not be known: their widths are, so that all but the outputs is the same.
  @Test func widthsAreEnough() throws {
    let seed = printedSeed()
    let known = Self.drops([0.8, 0.6, 0.9], seed: seed)
    let unknown = Self.drops([0.8, 0.6, 0.9], seed: seed, knowsParameters: false)
    #expect(known.count == 1 && unknown.map(\.to.model) == known.map(\.to.model), "seed \(seed)")
    #expect(unknown.map(\.change) == known.map(\.change) && unknown[0].recovery?.model == "width-4", "seed \(seed)")
    let models = [1, 6, 40].map { Model(name: "\($0)", hidden: .widths([$0])) }
    for missing in 0..<3 {
      var keys = models.enumerated().map { Self.key($0, $1) }
      keys[missing].parameters = nil
      let family = try #require(WidthFamily.all(keys, of: Self.study(models)).first)
      #expect(family.members.map(\.width) == [1, 6, 40])
      // The narrowest and the widest give the formula.
      #expect(family.outputs == (missing == 1 ? 3 : nil) && (family.width(ofParameters: 100) == nil) == (missing != 1))
    }
  }

  @Test func withoutARecoveryItIsNoPeak() throws {
    let seed = printedSeed()
    let drop = try #require(Self.drops([0.8, 0.7, 0.6], seed: seed).first)
    #expect(drop.from.model == "width-1" && drop.to.model == "width-4" && drop.recovery == nil, "seed \(seed)")
  }
}
