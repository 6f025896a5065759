import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// Scaling against sums of exact rational numbers, on columns that single precision, or squares in double, cannot hold.
@Suite struct FeaturePrecisionTests {
  private static func dataset(_ columns: [[Double]]) throws -> Dataset {
    let count = columns[0].count
    return try Dataset(
      name: "columns", features: .doubles((0..<count).flatMap { row in columns.map { $0[row] } }),
      shape: .vector(features: columns.count), labels: (0..<count).map { Int32($0 % 2) }, classNames: ["a", "b"],
      featureNames: columns.indices.map { "x\($0)" })
  }

  /// A random column: values = offset + spread · u.
  private static func column(_ kind: Int, _ count: Int, _ generator: inout SeededGenerator) -> [Double] {
    func value(_ offset: Double, _ spread: Double) -> Double { offset + spread * (2 * generator.uniform() - 1) }
    return switch kind {
    case 0: (0..<count).map { _ in value(1e9, 1e-3) }
    case 1: (0..<count).map { _ in value(-1.7e9, 30) }
    case 2: (0..<count).map { _ in value(0, 1e300) }
    case 3: (0..<count).map { _ in value(3e-300, 1e-300) }
    case 4: (0..<count).map { _ in value(0, 1.7e308) }
    case 5: (0..<count).map { _ in Double(Int(value(0, 1000))) * .leastNonzeroMagnitude }
    case 6: [Double](repeating: value(0, 1e40), count: count)
    case 7: (0..<count).map { _ in value(0, 1e-49) }
    case 8: (0..<count).map { _ in Double(Int(value(128, 128))) }
    default: (0..<count).map { $0 == 0 ? 1e15 : value(0, 1) }
    }
  }

  /// Of n values, the mean and n² times the variance in units of n² · 2^(2·exponent), all in exact whole numbers.
  private static func reference(_ column: [Double], _ scaling: Scaling) -> [Double] {
    let exact = column.map { BigNumber($0) }
    let count = BigNumber(Double(column.count))
    guard let low = exact.min(), let high = exact.max(), low < high else { return column.map { _ in 0 } }
    let sum = exact.reduce(BigNumber(0), +)
    switch scaling {
    case .none: return column
    case .unit, .centreSamples: return exact.map { ($0 - low).ratio(to: high - low) }
    case .centre: return exact.map { ($0 * count - sum).ratio(to: (high - low) * count) }
    case .standardise:
      // (x − m)/σ = (n·x − S) / √(Σ(n·x − S)²/n)
      let deviations = exact.map { $0 * count - sum }
      let squares = deviations.map { $0 * $0 }.reduce(BigNumber(0), +)
      return deviations.map { deviation in
        let share = (deviation * deviation * count).ratio(to: squares).squareRoot()
        return deviation < BigNumber(0) ? -share : share
      }
    }
  }

  @Test func scalingAgreesWithExactArithmetic() throws {
    var generator = StudySeed(printedSeed()).generator(for: .syntheticData)
    for round in 0..<12 {
      let count = [2, 3, 10, 41][round % 4]
      let columns = (0..<10).map { Self.column($0, count, &generator) }
      let data = try Self.dataset(columns)
      for scaling in [Scaling.unit, .centre, .standardise] {
        let scaler = FeatureScaler(scaling, fittedTo: data, rows: 0..<count)
        let doubles = scaler.scaledInDoublePrecision(data, rows: 0..<count)
        let floats = scaler.scaled(data, rows: 0..<count).features
        #expect(floats == doubles.map { Float($0) })
        #expect(scaler.scaled(data.features.doubles(in: 0..<data.features.count)) == floats)
        for (index, column) in columns.enumerated() {
          let expected = Self.reference(column, scaling)
          // The mean is rounded once to the precision of the values.
          let largest = column.map(abs).max() ?? 0
          let spread = (column.max() ?? 0) / 2 - (column.min() ?? 0) / 2
          let tolerance = 1e-13 + (spread > 0 ? 4 * largest.ulp / spread : 0)
          for row in 0..<count {
            let found = doubles[row * columns.count + index]
            #expect(
              abs(found - expected[row]) <= tolerance * max(1, abs(expected[row])),
              "\(scaling) column \(index) row \(row) of \(count): \(found), not \(expected[row])")
          }
        }
      }
    }
  }

  /// What lies in the file of a model scales as the one that was fitted, bit for bit.
  @Test(arguments: Scaling.allCases) func aScalerThatWasWrittenAndReadScalesAlike(scaling: Scaling) throws {
    var generator = StudySeed(printedSeed()).generator(for: .syntheticData)
    let data = try Self.dataset([2, 3, 5, 0, 6].map { Self.column($0, 30, &generator) })
    let scaler = FeatureScaler(scaling, fittedTo: data, rows: 0..<20)
    let read = try JSONDecoder().decode(FeatureScaler.self, from: JSONEncoder().encode(scaler))
    #expect(read == scaler)
    let (first, second) = (scaler.scaled(data, rows: 0..<30).features, read.scaled(data, rows: 0..<30).features)
    #expect(first.map(\.bitPattern) == second.map(\.bitPattern))
  }

  @Test func aFileWithoutPowersIsRead() throws {
    let text = #"{"offsets":[1],"factors":[2],"centresSamples":false}"#
    let scaler = try JSONDecoder().decode(FeatureScaler.self, from: Data(text.utf8))
    #expect(scaler.powers == nil && scaler.scaled([3.5]) == [5])
  }

  /// A feature that is constant where it was fitted stays 0, whatever comes.
  @Test func constantFeaturesAreZeroEvenForValuesOfAnotherSize() throws {
    let data = try Self.dataset([[1e-300, 1e-300, 1e308, -1e308]])
    for scaling in [Scaling.unit, .centre, .standardise] {
      #expect(FeatureScaler(scaling, fittedTo: data, rows: 0..<2).scaled(data, rows: 0..<4).features == [0, 0, 0, 0])
    }
  }

  @Test func namesColumnsWhoseValuesSinglePrecisionDoesNotTellApart() throws {
    let seconds = (0..<64).map { 1_700_000_000 + Double($0 % 60) }
    let plain = (0..<64).map { Double($0) / 64 }
    let data = LoadedData(pool: try Self.dataset([plain, seconds, seconds.map { $0 * 1e-58 }]), provenance: "here")
    let note = FeatureRounding.note(on: data, scaling: .none)
    #expect(
      note?.contains(
        #"column "x1" (60 different values become 1), "x2" (60 different values become 1) with data.scale none; choose"#
      ) == true,
      "\(note ?? "no note")")
    for scaling in Scaling.allCases where scaling != .none {
      #expect(FeatureRounding.note(on: data, scaling: scaling) == nil)
    }
    let outlier = LoadedData(pool: try Self.dataset([[0] + seconds]), provenance: "here")
    #expect(FeatureRounding.note(on: outlier, scaling: .unit)?.contains("look for outliers") == true)
  }

  @Test func refusesValuesBeyondSinglePrecisionThatAreNotScaled() throws {
    let folder = try TemporaryFolder()
    try folder.file("t.csv").write(Array("x,kind\n1,a\n\n-1e39,b\n".utf8))
    let pool = try CSVTable(
      path: folder.file("t.csv").path, settings: TableSettings(DataSource(name: "csv", target: "kind"))
    ).load(as: "csv").pool
    let data = LoadedData(pool: pool, provenance: "here")
    let error = #expect(throws: DataError.self) { try FeatureRounding.refuseOverflow(in: data, scaling: .none) }
    #expect(error?.message.hasPrefix(#"csv: column "x", line 4: -1e+39 is beyond single precision"#) == true)
    for scaling in Scaling.allCases where scaling != .none {
      #expect(throws: Never.self) { try FeatureRounding.refuseOverflow(in: data, scaling: scaling) }
    }
  }
}
