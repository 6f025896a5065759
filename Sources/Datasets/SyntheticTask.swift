import Foundation
import SeededRandom

/// A classification task in the plane or on a line, made of random numbers.
enum SyntheticTask {
  /// Two circles around the origin, of radius 1 and ½.
  case circles
  /// Two interleaving half circles of radius 1.
  case moons
  /// Arms that wind out from the origin to radius 1 in one and a half turns, a class each.
  case spirals
  /// A normal cloud for each class, their centres evenly spaced on the unit circle.
  case blobs
  /// The line from 0 to 1, where class 1 is where the tent map, iterated `folds` times, exceeds ½: the classes take turns
  /// at 2^folds borders, 1/2^folds apart, the first and the last half of that from the ends (M. Telgarsky, "Benefits of
  /// depth in neural networks", 2016).
  case sawtooth

  static let largestCount = 10_000_000
  static let mostClasses = 100
  static let largestNoise = 1e6
  static let defaultCount = 2000
  static let possibleFolds = 1...16
  static let defaultFolds = 4

  /// Standard deviation of the noise on each coordinate where none is asked for: classes in the plane overlap a
  /// little.
  var defaultNoise: Double {
    switch self {
    case .circles: 0.1
    case .moons: 0.2
    case .spirals: 0.05
    case .blobs: 0.4
    case .sawtooth: 0
    }
  }

  /// The number of classes where none is asked for.
  var defaultClassCount: Int { self == .blobs ? 3 : 2 }

  /// True if the number of classes can be chosen.
  var takesClasses: Bool { self == .spirals || self == .blobs }

  /// True if the number of folds can be chosen.
  var takesFolds: Bool { self == .sawtooth }

  private var featureNames: [String] { self == .sawtooth ? ["x"] : ["x", "y"] }

  /// Makes `count` samples whose classes take turns, so that their numbers differ by one at most.
  func make(
    named name: String, count: Int, noise: Double, classCount: Int, folds: Int, generator: inout SeededGenerator
  ) throws -> Dataset {
    guard 2...Self.mostClasses ~= classCount else {
      throw DataError("data.classes: \(classCount) is not in 2…\(Self.mostClasses)")
    }
    guard classCount...Self.largestCount ~= count else {
      throw DataError("data.samples: \(count) is not in \(classCount)…\(Self.largestCount)")
    }
    guard 0...Self.largestNoise ~= noise else {
      throw DataError("data.noise: \(noise) is not in 0…\(Int(Self.largestNoise))")
    }
    guard Self.possibleFolds ~= folds else {
      throw DataError(
        "data.folds: \(folds) is not in \(Self.possibleFolds.lowerBound)…\(Self.possibleFolds.upperBound)")
    }
    var coordinates: [Float] = []
    coordinates.reserveCapacity(featureNames.count * count)
    for sample in 0..<count {
      let point = point(of: sample % classCount, among: classCount, folds: folds, at: generator.uniform())
      for coordinate in point { coordinates.append(Float(coordinate + noise * generator.normal())) }
    }
    return try Dataset(
      name: name, features: .floats(coordinates), shape: .vector(features: featureNames.count),
      labels: (0..<count).map { Int32($0 % classCount) }, classNames: (0..<classCount).map(String.init),
      featureNames: featureNames)
  }

  /// The point without noise at `position` in [0, 1) along the curve of class `index`.
  private func point(of index: Int, among classCount: Int, folds: Int, at position: Double) -> [Double] {
    let turn = 2 * Double.pi
    let phase = turn * Double(index) / Double(classCount)
    switch self {
    case .circles:
      let radius = index == 0 ? 1 : 0.5
      return [radius * cos(turn * position), radius * sin(turn * position)]
    case .moons:
      let (x, y) = (cos(.pi * position), sin(.pi * position))
      return index == 0 ? [x, y] : [1 - x, 0.5 - y]
    case .spirals:
      // The root spreads the samples evenly over the disc rather than crowding them at its centre.
      let radius = position.squareRoot()
      return [radius * cos(1.5 * turn * radius + phase), radius * sin(1.5 * turn * radius + phase)]
    case .blobs:
      return [cos(phase), sin(phase)]
    case .sawtooth:
      // A tooth is one rise and fall of the map; class 1 has its middle half, class 0 the rest.
      let teeth = Double(1 << (folds - 1))
      let tooth = (position * teeth).rounded(.down)
      let half = (position * teeth - tooth) / 2
      let within = index == 1 ? half + 0.25 : (half < 0.25 ? half : half + 0.5)
      // An odd multiple of 2⁻²⁴, which Float represents and which no border is.
      return [(((tooth + within) / teeth * 0x1p23).rounded(.down) + 0.5) * 0x1p-23]
    }
  }
}
