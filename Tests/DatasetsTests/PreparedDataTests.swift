import SeededRandom
import Testing

@testable import Datasets

@Suite struct FeatureScalerTests {
  /// Three features: 1, 3, 5, then 9 outside of the training subset; a constant; one far from 0.
  private static let data = Result {
    try Dataset(
      name: "d", features: .floats([1, 0.1, 1e6, 3, 0.1, 1e6 + 1, 5, 0.1, 1e6 + 2, 9, 7, 1e6 - 2]),
      shape: .vector(features: 3), labels: [0, 1, 0, 1], classNames: ["a", "b"])
  }

  private func scaled(_ scaling: Scaling) throws -> [Float] {
    let data = try Self.data.get()
    return FeatureScaler(scaling, fittedTo: data, rows: 0..<3).scaled(data, rows: 0..<4).features
  }

  @Test(arguments: Scaling.allCases) func otherSamplesAreScaledAlike(scaling: Scaling) throws {
    let data = try Self.data.get()
    guard case .floats(let values) = data.features else { throw DataError("not kept as floats") }
    let scaler = FeatureScaler(scaling, fittedTo: data, rows: 0..<3)
    #expect(try scaler.scaled(values.map { Double($0) }) == scaled(scaling))
    #expect(scaler.scaled([]).isEmpty)
  }

  @Test func noneLeavesFeaturesAsTheyAre() throws {
    #expect(try .floats(scaled(.none)) == Self.data.get().features)
  }

  @Test func unitMapsLimitsOfTheTrainingSubsetToZeroAndOne() throws {
    #expect(try scaled(.unit) == [0, 0, 0, 0.5, 0, 0.5, 1, 0, 1, 2, 0, -1])
  }

  /// Mean 3 and population variance 8/3; mean 10⁶ + 1 and variance 2/3.
  @Test func standardiseUsesPopulationMoments() throws {
    let (first, third) = (2 / (8.0 / 3).squareRoot(), 1 / (2.0 / 3).squareRoot())
    let expected = [-first, 0, -third, 0, 0, 0, first, 0, third, 3 * first, 0, -3 * third]
    let values = try scaled(.standardise)
    #expect(values.count == expected.count)
    for (value, expected) in zip(values, expected) { #expect(abs(Double(value) - expected) <= 3e-7 * abs(expected)) }
  }

  /// Of the limits 1 and 5, the mean is at ½; the constant feature stays 0 whatever comes; the mean is at ½ again.
  @Test func centreTakesTheMeanOfTheTrainingSubsetOffUnit() throws {
    #expect(try scaled(.centre) == [-0.5, 0, -0.5, 0, 0, 0, 0.5, 0, 0.5, 1.5, 0, -1.5])
  }

  /// Of 0, 0, 0; ½, 0, ½; 1, 0, 1 and 2, 0, −1 the means are 0, ⅓, ⅔ and ⅓.
  @Test func centreSamplesTakesEachSamplesMeanOffUnit() throws {
    let third = 1.0 / 3
    let expected = [
      0, 0, 0, 0.5 - third, -third, 0.5 - third, third, -2 * third, third, 2 - third, -third, -1 - third,
    ]
    #expect(try scaled(.centreSamples) == expected.map { Float($0) })
  }

  /// Two images of two points: 51, 255 and 153, 255 of 255 are 0.2, 1 and 0.6, 1; the mean image is 0.4, 1. The third
  /// image, 255, 0, is none of the training subset.
  @Test func imagesAreCentredByTheMeanImageOrTheirOwnMean() throws {
    let data = try Dataset(
      name: "d", features: .bytes([51, 255, 153, 255, 255, 0]), shape: .image(width: 2, height: 1, channels: 1),
      labels: [0, 1, 0], classNames: ["a", "b"], largestGreyLevel: 255)
    let expected: [Scaling: [Float]] = [
      .centre: [-0.2, 0, 0.2, 0, 0.6, -1], .centreSamples: [-0.4, 0.4, -0.2, 0.2, 0.5, -0.5],
    ]
    for (scaling, expected) in expected {
      let values = FeatureScaler(scaling, fittedTo: data, rows: 0..<2).scaled(data, rows: 0..<3).features
      #expect(values.count == expected.count)
      for (value, expected) in zip(values, expected) { #expect(abs(value - expected) < 1e-7, "\(scaling)") }
    }
  }

  /// Summing 0.1 over and over misses 0.1 by rounding, which must not pass for a spread.
  @Test(arguments: [Scaling.unit, .standardise, .centre]) func constantFeaturesBecomeZero(scaling: Scaling) throws {
    let data = try Dataset(
      name: "d", features: .floats([Float](repeating: 0.1, count: 1001)), shape: .vector(features: 1),
      labels: [Int32](repeating: 0, count: 1001), classNames: ["a"])
    let matrix = FeatureScaler(scaling, fittedTo: data, rows: 0..<1001).scaled(data, rows: 0..<1001)
    #expect(matrix.features.allSatisfy { $0 == 0 })
  }

  @Test func extremesStayFinite() throws {
    let largest = Float.greatestFiniteMagnitude
    let data = try Dataset(
      name: "d", features: .floats([-largest, 0, largest]), shape: .vector(features: 1), labels: [0, 1, 0],
      classNames: ["a", "b"])
    let unit = FeatureScaler(.unit, fittedTo: data, rows: 0..<3).scaled(data, rows: 0..<3)
    #expect(unit.features == [0, 0.5, 1])
    let standard = FeatureScaler(.standardise, fittedTo: data, rows: 0..<3).scaled(data, rows: 0..<3)
    #expect(standard.features == [-(1.5 as Float).squareRoot(), 0, (1.5 as Float).squareRoot()])
  }

  @Test(arguments: [255, 16]) func greyLevelsAreDividedByTheLargest(largest: Int) throws {
    let levels = (0...largest).map { UInt8($0) }
    let data = try Dataset(
      name: "d", features: .bytes(levels), shape: .image(width: 1, height: 1, channels: 1),
      labels: [Int32](repeating: 0, count: levels.count), classNames: ["a"], largestGreyLevel: Double(largest))
    let matrix = FeatureScaler(.unit, fittedTo: data, rows: 3..<5).scaled(data, rows: data.labels.indices)
    #expect(matrix.features == levels.map { Float($0) / Float(largest) })
  }
}

@Suite struct PreparedDataTests {
  private func split(_ data: LoadedData, test: TestSet, validation: HoldOut = .fraction(0.2)) throws -> ReplicateSplit {
    try ReplicateSplit(of: data, test: test, validation: validation, seed: StudySeed(4), replicate: 2)
  }

  @Test func takesEachPartFromItsPlace() throws {
    let data = try DataLoader.load(DataSource(name: "digits"), seed: StudySeed(4))
    let split = try split(data, test: .canonical)
    let prepared = try PreparedData(data: data, split: split, size: 50, scaling: .none)
    guard case .bytes(let pool) = data.pool.features, case .bytes(let test)? = data.canonicalTest?.features else {
      Issue.record("digits are not kept as bytes")
      return
    }
    func rows(_ samples: some Sequence<Int>) -> [Float] {
      samples.flatMap { pool[$0 * 64..<($0 + 1) * 64].map(Float.init) }
    }
    #expect(prepared.train.features == rows(split.trainingOrder.prefix(50)))
    #expect(prepared.train.labels == split.trainingOrder.prefix(50).map { data.pool.labels[$0] })
    #expect(prepared.train.count == 50)
    #expect(prepared.train.featureCount == 64)
    #expect(prepared.validation?.features == rows(split.validation))
    #expect(prepared.test.features == test.map(Float.init))
    #expect(prepared.test.labels == data.canonicalTest?.labels)
  }

  @Test func drawsTheTestSetFromThePool() throws {
    let data = try DataLoader.load(DataSource(name: "moons", samples: 40), seed: StudySeed(4))
    let split = try split(data, test: .drawn(.count(10)), validation: .count(0))
    let prepared = try PreparedData(data: data, split: split, size: 30, scaling: .none)
    #expect(prepared.validation == nil)
    #expect(prepared.test.count == 10)
    #expect(prepared.test.labels == split.test?.map { data.pool.labels[$0] })
    #expect(prepared.train.count == 30)
  }

  /// Samples outside of the training subset change nothing in it, nor in the scaler.
  @Test(arguments: Scaling.allCases) func scalingSeesTheTrainingSubsetOnly(scaling: Scaling) throws {
    let data = try DataLoader.load(DataSource(name: "blobs", samples: 60), seed: StudySeed(4))
    let split = try split(data, test: .drawn(.fraction(0.3)))
    let subset = Set(split.trainingOrder.prefix(20))
    guard case .floats(var values) = data.pool.features else {
      Issue.record("blobs are not kept as floats")
      return
    }
    for sample in 0..<60 where !subset.contains(sample) { values[2 * sample] += 1000 }
    let changed = LoadedData(
      pool: try Dataset(
        name: "blobs", features: .floats(values), shape: data.pool.shape, labels: data.pool.labels,
        classNames: data.pool.classNames), provenance: "changed")
    let prepared = try PreparedData(data: data, split: split, size: 20, scaling: scaling)
    let other = try PreparedData(data: changed, split: split, size: 20, scaling: scaling)
    #expect(prepared.scaler == other.scaler)
    #expect(prepared.train == other.train)
    #expect(prepared.test != other.test)
  }

  @Test(arguments: [-1, 0, 31, .max]) func refusesSizesThatThePoolDoesNotHave(size: Int) throws {
    let data = try DataLoader.load(DataSource(name: "moons", samples: 40), seed: StudySeed(4))
    let split = try split(data, test: .drawn(.count(10)), validation: .count(0))
    let error = #expect(throws: DataError.self) {
      try PreparedData(data: data, split: split, size: size, scaling: .unit)
    }
    #expect(error?.message.hasPrefix("sizes: \(size) is not in 1…30, ") == true)
  }
}
