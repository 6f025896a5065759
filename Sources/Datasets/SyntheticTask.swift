import Foundation
import SeededRandom

/// A classification task in the plane, made of random numbers.
enum SyntheticTask {
  /// Two circles around the origin, of radius 1 and ½.
  case circles
  /// Two interleaving half circles of radius 1.
  case moons
  /// Arms that wind out from the origin to radius 1 in one and a half turns, a class each.
  case spirals
  /// A normal cloud for each class, their centres evenly spaced on the unit circle.
  case blobs

  static let largestCount = 10_000_000
  static let mostClasses = 100
  static let largestNoise = 1e6
  static let defaultCount = 2000

  /// Standard deviation of the noise on each coordinate where none is asked for: classes overlap a little.
  var defaultNoise: Double {
    switch self {
    case .circles: 0.1
    case .moons: 0.2
    case .spirals: 0.05
    case .blobs: 0.4
    }
  }

  /// The number of classes where none is asked for.
  var defaultClassCount: Int { self == .blobs ? 3 : 2 }

  /// True if the number of classes can be chosen.
  var takesClasses: Bool { self == .spirals || self == .blobs }

  /// Makes `count` samples whose classes take turns, so that their numbers differ by one at most.
  func make(
    named name: String, count: Int, noise: Double, classCount: Int, generator: inout SeededGenerator
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
    var coordinates: [Float] = []
    coordinates.reserveCapacity(2 * count)
    for sample in 0..<count {
      let (x, y) = point(of: sample % classCount, among: classCount, at: generator.uniform())
      coordinates.append(Float(x + noise * generator.normal()))
      coordinates.append(Float(y + noise * generator.normal()))
    }
    return try Dataset(
      name: name, features: .floats(coordinates), shape: .vector(features: 2),
      labels: (0..<count).map { Int32($0 % classCount) }, classNames: (0..<classCount).map(String.init),
      featureNames: ["x", "y"])
  }

  /// The point without noise at `position` in [0, 1) along the curve of class `index`.
  private func point(of index: Int, among classCount: Int, at position: Double) -> (x: Double, y: Double) {
    let turn = 2 * Double.pi
    let phase = turn * Double(index) / Double(classCount)
    switch self {
    case .circles:
      let radius = index == 0 ? 1 : 0.5
      return (radius * cos(turn * position), radius * sin(turn * position))
    case .moons:
      let (x, y) = (cos(.pi * position), sin(.pi * position))
      return index == 0 ? (x, y) : (1 - x, 0.5 - y)
    case .spirals:
      // The root spreads the samples evenly over the disc rather than crowding them at its centre.
      let radius = position.squareRoot()
      return (radius * cos(1.5 * turn * radius + phase), radius * sin(1.5 * turn * radius + phase))
    case .blobs:
      return (cos(phase), sin(phase))
    }
  }
}
