import ElementaryFunctions
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
  /// The line from 0 to 1. Class 1 is where the tent map, iterated `folds` times, exceeds ½: classes alternate, with
  /// 2^folds borders, 1/2^folds apart, the first and the last half of that from the ends (M. Telgarsky, "Benefits of
  /// depth in neural networks", 2016). Every input reads the same position, with noise of its own.
  case sawtooth

  /// The most values of all samples together.
  static let maximumValues = 100_000_000

  /// What the task makes where its keys are not given: classes in the plane overlap a little.
  func defaults(named name: String) -> DataSource {
    let (count, noise) = (2000, defaultNoise)
    return switch self {
    case .circles, .moons: DataSource(name: name, samples: count, noise: noise)
    case .spirals: DataSource(name: name, samples: count, noise: noise, classes: 2)
    case .blobs: DataSource(name: name, samples: count, noise: noise, classes: 3)
    case .sawtooth: DataSource(name: name, samples: count, noise: noise, folds: 4, inputs: 1)
    }
  }

  private var defaultNoise: Double {
    switch self {
    case .circles: 0.1
    case .moons: 0.2
    case .spirals: 0.05
    case .blobs: 0.4
    case .sawtooth: 0
    }
  }

  /// Makes the samples that `source` asks for, with this task's defaults for what it leaves out; their classes take turns,
  /// so that their numbers differ by one at most.
  func make(_ source: DataSource, generator: inout SeededGenerator) throws -> Dataset {
    let source = source.completed(by: defaults(named: source.name))
    // What a task does not read stays at what changes nothing.
    let (classCount, folds, copies) = (source.classes ?? 2, source.folds ?? 1, source.inputs ?? 1)
    let (count, noise) = (source.samples ?? 0, source.noise ?? 0)
    try Self.check(classCount, "classes", DataSource.classRange)
    try Self.check(count, "samples", classCount...DataSource.sampleRange.upperBound)
    try Self.check(folds, "folds", DataSource.foldRange)
    try Self.check(copies, "inputs", DataSource.inputRange)
    guard DataSource.noiseRange ~= noise else {
      throw DataError("data.noise: \(noise) is not in 0…\(Int(DataSource.noiseRange.upperBound))")
    }
    guard count * copies <= Self.maximumValues else {
      throw DataError(
        "data: \(count) samples of \(copies) inputs are more than \(Self.maximumValues) values; ask for fewer")
    }
    let featureNames = self == .sawtooth ? (1...copies).map { "x\($0)" } : ["x", "y"]
    var coordinates: [Float] = []
    coordinates.reserveCapacity(count * featureNames.count)
    for sample in 0..<count {
      let point = point(of: sample % classCount, among: classCount, folds: folds, at: generator.uniform())
      for _ in 0..<copies {
        for coordinate in point { coordinates.append(Float(coordinate + noise * generator.normal())) }
      }
    }
    return try Dataset(
      name: source.name, features: .floats(coordinates), shape: .vector(features: featureNames.count),
      labels: (0..<count).map { Int32($0 % classCount) }, classNames: (0..<classCount).map(String.init),
      featureNames: featureNames)
  }

  private static func check(_ value: Int, _ key: String, _ range: ClosedRange<Int>) throws {
    guard range ~= value else {
      throw DataError("data.\(key): \(value) is not in \(range.lowerBound)…\(range.upperBound)")
    }
  }

  /// The point without noise at `position` in [0, 1) along the curve of class `index`.
  private func point(of index: Int, among classCount: Int, folds: Int, at position: Double) -> [Double] {
    let phase = Double(index) / Double(classCount)
    switch self {
    case .circles:
      let radius = index == 0 ? 1 : 0.5
      return [radius * .cos(turns: position), radius * .sin(turns: position)]
    case .moons:
      let (x, y) = (Double.cos(turns: position / 2), Double.sin(turns: position / 2))
      return index == 0 ? [x, y] : [1 - x, 0.5 - y]
    case .spirals:
      // The root spreads the samples evenly over the disc rather than crowding them at its centre.
      let radius = position.squareRoot()
      let turns = 1.5 * radius + phase
      return [radius * .cos(turns: turns), radius * .sin(turns: turns)]
    case .blobs:
      return [.cos(turns: phase), .sin(turns: phase)]
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
