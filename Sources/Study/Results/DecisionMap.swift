import Datasets
public import Foundation

/// The class that a model gives to each point of a grid over data with two features, at the end of its training.
public struct DecisionMap: Sendable, Equatable, Codable {
  /// Points of the grid along each axis.
  public static let side = 160
  /// Training samples kept at most.
  static let mostPoints = 1000

  /// Of the two features; nil where they have no names.
  public var featureNames: [String]?
  /// Values of the two features, unscaled, at the first and the last point of the grid.
  public var x: ClosedRange<Double>
  public var y: ClosedRange<Double>
  /// The class of each point [side, side], row by row from the least y.
  public var classes: Data
  /// The first of the training samples, unscaled.
  public var points: [Point]

  /// A training sample.
  public struct Point: Sendable, Equatable, Codable {
    public var x: Double
    public var y: Double
    public var label: Int

    public init(x: Double, y: Double, label: Int) {
      self.x = x
      self.y = y
      self.label = label
    }
  }

  public init(
    featureNames: [String]? = nil, x: ClosedRange<Double>, y: ClosedRange<Double>, classes: Data, points: [Point]
  ) {
    self.featureNames = featureNames
    self.x = x
    self.y = y
    self.classes = classes
    self.points = points
  }
}

extension DecisionMap {
  /// Asks a model for the classes of a grid that leaves some air around the training samples; nil unless the data have
  /// two features that can be drawn and classes that fit a byte.
  ///
  /// `predict` returns the classes of scaled samples, one after the other.
  init?(of inputs: TrajectoryInputs, predict: ([Float]) throws -> [Int32]) throws {
    let train = inputs.selection.train
    guard train.featureCount == 2, inputs.classNames.count <= 256 else { return nil }
    let features = train.unscaledFeatures(limit: Self.mostPoints)
    let points = zip(train.labels, stride(from: 0, to: features.count, by: 2)).map { label, index in
      Point(x: features[index], y: features[index + 1], label: Int(label))
    }
    guard let x = Self.range(points.map(\.x)), let y = Self.range(points.map(\.y)), Self.isDrawable(x),
      Self.isDrawable(y)
    else { return nil }
    var grid: [Double] = []
    grid.reserveCapacity(2 * Self.side * Self.side)
    for row in 0..<Self.side {
      for column in 0..<Self.side {
        grid.append(Self.position(column, in: x))
        grid.append(Self.position(row, in: y))
      }
    }
    let classes = try predict(train.scaler.scaled(grid))
    self.init(
      featureNames: train.featureNames, x: x, y: y, classes: Data(classes.map { UInt8(truncatingIfNeeded: $0) }),
      points: points)
  }

  /// The value of a feature at a point of the grid.
  public static func position(_ index: Int, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(side - 1)
  }

  /// Whether an axis can be drawn over a range: it is neither of impossible size nor too narrow for its distance from 0.
  public static func isDrawable(_ range: ClosedRange<Double>) -> Bool {
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    return size < 1e300 && range.upperBound - range.lowerBound > max(1e-9 * size, 1e-300)
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    // A single value gets air, too: half its own size, so that it can be told on an axis, or some around 0.
    let air = high > low ? 0.08 * (high - low) : max(0.5 * abs(high), 1e-9)
    return (low - air)...(high + air)
  }
}
