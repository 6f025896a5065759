import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import Datasets

/// The remark on values that leave all others of a feature nearly equal.
@Suite struct FeatureOutlierTests {
  private func data(_ columns: [[Double]]) throws -> LoadedData {
    let count = columns[0].count
    return LoadedData(
      pool: try Dataset(
        name: "columns", features: .doubles((0..<count).flatMap { row in columns.map { $0[row] } }),
        shape: .vector(features: columns.count), labels: (0..<count).map { Int32($0 % 2) }, classNames: ["a", "b"],
        featureNames: columns.indices.map { "x\($0)" }), provenance: "here")
  }

  /// The same, with the values other than zero alone.
  private func sparse(_ columns: [[Double]]) throws -> LoadedData {
    let count = columns[0].count
    var (starts, places, values) = ([0], [UInt32](), FeatureValues())
    for row in 0..<count {
      for (place, column) in columns.enumerated() where column[row] != 0 {
        places.append(UInt32(place))
        values.append(column[row])
      }
      starts.append(places.count)
    }
    return LoadedData(
      pool: try Dataset(
        name: "sparse",
        features: .sparse(SparseFeatures(width: columns.count, starts: starts, columns: places, values: values)),
        shape: .vector(features: columns.count), labels: (0..<count).map { Int32($0 % 2) }, classNames: ["a", "b"],
        featureNames: columns.indices.map { "x\($0)" }), provenance: "here")
  }

  private static let fitted = Scaling.allCases.filter { $0 != .none }

  /// One value of a hundred is far from the others by a random power of ten, and stands in a random row.
  @Test(arguments: fitted) func aFarValueIsNoted(scaling: Scaling) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for round in 0..<20 {
      var columns = (0..<3).map { _ in (0..<100).map { _ in 50 + 10 * generator.normal() } }
      #expect(FeatureOutliers.note(on: try data(columns), scaling: scaling) == nil, "seed \(seed)")
      let row = generator.below(100)
      let far = [1e6, -1e6, 1e9, 1e150][round % 4]
      columns[1][row] = far
      let note = FeatureOutliers.note(on: try data(columns), scaling: scaling)
      #expect(
        note?.contains("data.scale \(scaling.rawValue) in column \"x1\" (such as ") == true
          && note?.contains(" of sample \(row + 1)); correct") == true, "\(note ?? "none") seed \(seed)")
    }
  }

  @Test func sparseTablesAreLookedThroughToo() throws {
    var generator = SeededGenerator(key: printedSeed())
    var columns = (0..<3).map { _ in (0..<200).map { $0 % 4 == 0 ? 0 : 5 + generator.normal() } }
    #expect(FeatureOutliers.note(on: try sparse(columns), scaling: .unit) == nil)
    columns[2][7] = 1e7
    let note = FeatureOutliers.note(on: try sparse(columns), scaling: .unit)
    #expect(note?.contains("\"x2\" (such as 10000000 of sample 8)") == true, "\(note ?? "none")")
  }

  /// Measured quantities that are skewed, rare or in two clusters are none of it.
  @Test(arguments: fitted) func skewedAndRareValuesAreMeasured(scaling: Scaling) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let incomes = (0..<2000).map { _ in (30_000 * exp(generator.normal())).rounded() }
    let rare = (0..<2000).map { $0 % 400 == 0 ? 1000 * generator.uniform() : 0 }
    let flags = (0..<2000).map { $0 % 300 == 0 ? 1.0 : 0 }
    let clusters = (0..<2000).map { _ in generator.uniform() < 0.05 ? 1e6 + generator.normal() : generator.normal() }
    let constant = Array(repeating: 3.0, count: 1999) + [1e9]
    let note = FeatureOutliers.note(on: try data([incomes, rare, flags, clusters, constant]), scaling: scaling)
    #expect(note == nil, "\(note ?? "") seed \(seed)")
  }
}
