import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// The remark on samples that lie far from those a scaling was fitted to.
@Suite struct FarSampleTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Heights in centimetres times `factor`, some of them times another.
  private func table(_ generator: inout SeededGenerator, factor: Double, others: (share: Double, factor: Double)? = nil)
    -> String
  {
    let rows = (0..<200).map { row in
      let factor = others.map { Double(row) < 200 * $0.share ? $0.factor : factor } ?? factor
      return
        "\(factor * (170 + 10 * generator.normal())),\(generator.normal()),\(["a", "b", "c"][row % 3]),\(["x", "y"][row % 2])\n"
    }
    return "height,weight,kind,class\n" + rows.joined()
  }

  @Test(arguments: [
    (10.0, true), (0.01, true), (1 / 2.54, true), (1.0, false), (1.2, false),
  ]) func anotherUnitIsNoted(factor: Double, isNoted: Bool) throws {
    var generator = SeededGenerator(key: printedSeed())
    let ours = try folder.load(table(&generator, factor: 1)) { $0.target = "class" }
    let theirs = try folder.load(table(&generator, factor: factor)) { $0.target = "class" }
    for scaling in [Scaling.standardise, .unit, .centre] {
      let scaler = FeatureScaler(scaling, fittedTo: ours, rows: ours.labels.indices)
      let remark = scaler.remark(on: theirs, scaling, farFrom: "ours")
      #expect((remark != nil) == isNoted, "\(remark ?? "none"), \(scaling)")
      #expect(remark?.contains("\"height\"") ?? true)
      #expect(remark?.contains("weight") != true)
    }
    #expect(
      FeatureScaler(.none, fittedTo: ours, rows: ours.labels.indices)
        .remark(on: theirs, .none, farFrom: "ours") == nil)
  }

  /// Less than half of the samples may be odd.
  @Test func aFewSamplesAreNotNoted() throws {
    var generator = SeededGenerator(key: printedSeed())
    let ours = try folder.load(table(&generator, factor: 1)) { $0.target = "class" }
    let scaler = FeatureScaler(.standardise, fittedTo: ours, rows: ours.labels.indices)
    for (share, isNoted) in [(0.4, false), (0.6, true)] {
      let theirs = try folder.load(table(&generator, factor: 1, others: (share, 10))) { $0.target = "class" }
      #expect((scaler.remark(on: theirs, .standardise, farFrom: "ours") != nil) == isNoted)
    }
  }
}
