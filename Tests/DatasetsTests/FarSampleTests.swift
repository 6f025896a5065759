import Foundation
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

  /// Of two values one may well be far; of a target no mean of the training subset is needed.
  @Test func targetsAndArraysAreNotedToo() throws {
    var generator = SeededGenerator(key: printedSeed())
    func rows(_ factor: Double) -> String {
      "x,kind\n" + (0..<60).map { "\($0),\(factor * (100 + 20 * generator.normal()))\n" }.joined()
    }
    func remarks(_ factor: Double) throws -> [String] {
      try folder.file("train.csv").write(Array(rows(1).utf8))
      try folder.file("test.csv").write(Array(rows(factor).utf8))
      var source = DataSource(name: "csv", path: folder.file("train.csv").path, target: "kind")
      (source.task, source.ownTest) = ("regression", .file(folder.file("test.csv").path))
      return try DataLoader.load(source, seed: StudySeed(1)).remarks.filter { $0.contains("values of the target") }
    }
    #expect(try remarks(1).isEmpty && remarks(0.01).count == 1 && remarks(1000).count == 1)
    func images(_ factor: Double) throws -> Dataset {
      try Dataset(
        name: "npz", features: .doubles((0..<120).map { _ in factor * generator.uniform() }),
        shape: .vector(features: 4),
        labels: (0..<30).map { $0 % 2 }, classNames: ["a", "b"])
    }
    for (factor, isNoted) in [(1.0, false), (255.0, true), (0.01, true)] {
      let data = LoadedData(pool: try images(1), canonicalTest: try images(factor), provenance: "")
      #expect(data.remarks.contains { $0.contains("as in another unit") } == isNoted)
    }
  }

  @Test func oneValueOfManyMissingSaysNothing() throws {
    let ours = try folder.load("x,y,kind\n" + (0..<40).map { "\($0),\($0 * $0),\(["a", "b"][$0 % 2])\n" }.joined()) {
      $0.missing = "impute"
    }
    let theirs = try folder.load(
      "x,y,kind\n" + (0..<40).map { "\($0 == 3 ? "900000" : ""),\($0 * $0),\(["a", "b"][$0 % 2])\n" }.joined(),
      columns: ours.table?.columns
    ) { $0.missing = "impute" }
    let scaler = FeatureScaler(.standardise, fittedTo: ours, rows: ours.labels.indices)
    #expect(scaler.remark(on: theirs, .standardise, farFrom: "ours") == nil)
    // Nor does it grow from row to row.
    #expect(theirs.remarks.allSatisfy { !$0.contains("from row to row") })
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
