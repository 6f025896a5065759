import SeededRandom
import Testing

@testable import Datasets

@Suite struct LoadedDataTests {
  /// FIPS 180-4 example.
  @Test func sha256MatchesTheStandard() {
    #expect(
      sha256Hex([UInt8]("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(sha256Hex([UInt8]()) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  /// Computed with Python's hashlib from the description of `LoadedData.digest`.
  @Test func digestFollowsItsDescription() throws {
    let pool = try Dataset(
      name: "any", features: .floats([1, 2.5, -3, 0]), shape: .vector(features: 2), labels: [1, 0],
      classNames: ["a", "b"])
    let test = try Dataset(
      name: "any", features: .bytes([7, 255]), shape: .image(width: 2, height: 1, channels: 1), labels: [1],
      classNames: ["a", "b"])
    #expect(
      LoadedData(pool: pool, provenance: "here").digest
        == "9914c2baab36201e2c7276112c6ea8ecaee0e7490e459ffea9da681b963fd8ec")
    #expect(
      LoadedData(pool: pool, canonicalTest: test, provenance: "there").digest
        == "38950d4b765a3bd7bef34350c9213e399885d86d4ddc3774d0ba5df6a7c32ffd")
  }

  @Test func datasetRefusesPartsThatDoNotFit() {
    #expect(throws: DataError("d: 3 values do not make 2 samples of 2 features")) {
      try Dataset(
        name: "d", features: .floats([1, 2, 3]), shape: .vector(features: 2), labels: [0, 1], classNames: ["a", "b"])
    }
    #expect(throws: DataError("d: label 2 of sample 2 is not in 0…1")) {
      try Dataset(
        name: "d", features: .bytes([1, 2]), shape: .vector(features: 1), labels: [0, 2], classNames: ["a", "b"])
    }
    #expect(throws: DataError.self) {
      try Dataset(name: "d", features: .bytes([]), shape: .vector(features: 0), labels: [0], classNames: ["a"])
    }
    #expect(throws: DataError.self) {
      try Dataset(
        name: "d", features: .bytes([1]), shape: .vector(features: 1), labels: [0], classNames: ["a"],
        featureNames: ["x", "y"])
    }
  }

  @Test func summaryCountsClasses() throws {
    let data = try DataLoader.load(DataSource(name: "digits"), seed: StudySeed(1))
    let summary = DatasetSummary(data)
    #expect(summary.shape == "8×8 grey")
    #expect(summary.poolCount == 1300)
    #expect(summary.testCount == 497)
    #expect(summary.classes.map(\.name) == (0...9).map(String.init))
    #expect(summary.classes.map { $0.poolCount + ($0.testCount ?? 0) }.reduce(0, +) == 1797)
    #expect(summary.digest == data.digest)
  }
}
