import Foundation
import SeededRandom
import Testing

@testable import Datasets

@Suite struct SyntheticTaskTests {
  private func make(
    _ task: SyntheticTask, count: Int = 300, noise: Double = 0, classes: Int? = nil, folds: Int? = nil,
    inputs: Int? = nil,
    key: UInt64 = 5
  ) throws -> (data: Dataset, points: [(x: Double, y: Double, label: Int)]) {
    var generator = SeededGenerator(key: key)
    let source = DataSource(
      name: "task", samples: count, noise: noise, classes: classes, folds: folds, inputs: inputs)
    let data = try task.make(source, generator: &generator)
    guard case .floats(let values) = data.features else { throw DataError("not kept as floats") }
    return (
      data,
      (0..<data.count).map {
        let first = $0 * data.featureCount
        return (Double(values[first]), Double(values[first + data.featureCount - 1]), Int(data.labels[$0]))
      }
    )
  }

  @Test(arguments: [(2, 2), (3, 100), (7, 101), (100, 100)]) func classesAreBalanced(classes: Int, count: Int) throws {
    let counts = try make(.blobs, count: count, classes: classes).data.classCounts
    #expect(counts.reduce(0, +) == count)
    #expect(counts.count == classes)
    #expect((counts.max() ?? 0) - (counts.min() ?? 0) <= 1)
  }

  @Test func circlesLieOnTheirRadii() throws {
    for (x, y, label) in try make(.circles).points {
      #expect(abs((x * x + y * y).squareRoot() - (label == 0 ? 1 : 0.5)) < 1e-6)
    }
  }

  @Test func moonsLieOnTheirHalfCircles() throws {
    for (x, y, label) in try make(.moons).points {
      let (fromX, fromY) = label == 0 ? (x, y) : (1 - x, 0.5 - y)
      #expect(abs(fromX * fromX + fromY * fromY - 1) < 1e-6)
      #expect(fromY > -1e-6)
    }
  }

  /// On an arm, the angle less one and a half turns per unit of radius is that of the class.
  @Test func spiralsWindAtTheirRate() throws {
    for (x, y, label) in try make(.spirals, classes: 3).points {
      let radius = (x * x + y * y).squareRoot()
      #expect(radius < 1 + 1e-6)
      let angle = 3 * .pi * radius + 2 * .pi * Double(label) / 3
      #expect(abs(x - radius * cos(angle)) < 1e-5 && abs(y - radius * sin(angle)) < 1e-5)
    }
  }

  /// n = 20,000 a class: five standard errors are 0.018 for the mean and 0.0125 for the standard deviation.
  @Test func blobsHaveTheirCentresAndNoise() throws {
    let points = try make(.blobs, count: 80_000, noise: 0.5, classes: 4).points
    for (label, centre) in [(1.0, 0.0), (0, 1), (-1, 0), (0, -1)].enumerated() {
      let cloud = points.filter { $0.label == label }
      let count = Double(cloud.count)
      let x = cloud.map(\.x).reduce(0, +) / count
      let y = cloud.map(\.y).reduce(0, +) / count
      #expect(abs(x - centre.0) < 0.018 && abs(y - centre.1) < 0.018, "key 5, class \(label)")
      let spread = (cloud.map { ($0.x - x) * ($0.x - x) }.reduce(0, +) / count).squareRoot()
      #expect(abs(spread - 0.5) < 0.0125, "key 5, class \(label)")
    }
  }

  /// By the definition, which is not how they are made: the tent map iterated.
  @Test(arguments: 1...16) func sawtoothIsTheIteratedTentMap(folds: Int) throws {
    let made = try make(.sawtooth, count: 20_000, folds: folds)
    #expect(made.data.featureCount == 1)
    for (x, _, label) in made.points {
      var height = x
      for _ in 0..<folds { height = height < 0.5 ? 2 * height : 2 - 2 * height }
      #expect(0..<1 ~= x && label == (height > 0.5 ? 1 : 0), "key 5: \(x)")
    }
  }

  /// Borders at 1/16, 3/16, …: between them one class each, and by chance about 1/8 of the samples, give or take five
  /// standard errors; half of that at either end.
  @Test func sawtoothChangesItsClassAtEveryBorder() throws {
    let points = try make(.sawtooth, count: 80_000, folds: 3).points
    let pieces = Dictionary(grouping: points) { Int(($0.x * 8).rounded()) }
    #expect(pieces.keys.sorted() == Array(0...8))
    for (piece, points) in pieces {
      #expect(points.allSatisfy { $0.label == piece % 2 }, "key 5: piece \(piece)")
      let share = piece % 8 == 0 ? 1.0 / 16 : 1.0 / 8
      let error = (share * (1 - share) / 80_000).squareRoot()
      #expect(abs(Double(points.count) / 80_000 - share) < 5 * error, "key 5: piece \(piece)")
    }
  }

  @Test func sawtoothHasItsNoise() throws {
    let (plain, noisy) = (try make(.sawtooth, count: 20_000), try make(.sawtooth, count: 20_000, noise: 0.25))
    let deviation = rootMeanSquare(zip(plain.points, noisy.points).map { $1.x - $0.x })
    #expect(abs(deviation - 0.25) < 0.00625, "key 5")
  }

  private func rootMeanSquare(_ values: [Double]) -> Double {
    (values.map { $0 * $0 }.reduce(0, +) / Double(values.count)).squareRoot()
  }

  /// Readings of one position: equal without noise, and with noise apart by √2 times its deviation.
  @Test func sawtoothIsReadByEveryInput() throws {
    let plain = try make(.sawtooth, inputs: 3)
    #expect(plain.data.featureNames == ["x1", "x2", "x3"])
    guard case .floats(let values) = plain.data.features else { throw DataError("not kept as floats") }
    for first in stride(from: 0, to: 900, by: 3) { #expect(Set(values[first..<first + 3]).count == 1, "key 5") }
    let noisy = try make(.sawtooth, count: 20_000, noise: 0.25, inputs: 2).points
    let apart = rootMeanSquare(noisy.map { $0.x - $0.y })
    #expect(abs(apart - 0.25 * 2.0.squareRoot()) < 0.009, "key 5")
  }

  @Test func dependsOnTheKeyAlone() throws {
    for task in [SyntheticTask.circles, .moons, .spirals, .blobs, .sawtooth] {
      #expect(try make(task, noise: 0.1).data == make(task, noise: 0.1).data)
      #expect(try make(task, noise: 0.1).data != make(task, noise: 0.1, key: 6).data)
    }
  }

  @Test func refusesImpossibleRequests() {
    for count in [.min, 0, 1, .max] { #expect(throws: DataError.self) { try make(.moons, count: count) } }
    for classes in [.min, 1, 101, .max] { #expect(throws: DataError.self) { try make(.blobs, classes: classes) } }
    for folds in [.min, 0, 17, .max] { #expect(throws: DataError.self) { try make(.sawtooth, folds: folds) } }
    for inputs in [.min, 0, 1001, .max] { #expect(throws: DataError.self) { try make(.sawtooth, inputs: inputs) } }
    #expect(throws: DataError.self) { try make(.sawtooth, count: 100_001, inputs: 1000) }
    for noise in [-0.1, .nan, .infinity, 1e300] { #expect(throws: DataError.self) { try make(.moons, noise: noise) } }
  }
}
