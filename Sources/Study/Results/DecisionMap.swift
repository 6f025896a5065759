import Datasets
public import Foundation

/// The class that a model predicts at each point of a grid over data with two features, at the end of training.
public struct DecisionMap: Sendable, Equatable, Codable {
  /// Number of grid points along each axis.
  public static let side = 160
  /// The most training samples that are kept.
  static let maximumPoints = 1000

  /// Names of the two features; nil if they have none.
  public var featureNames: [String]?
  /// Names of the classes; nil in maps of earlier versions.
  public var classNames: [String]?
  /// Range of the first feature over the grid, unscaled.
  public var x: ClosedRange<Double>
  /// Range of the second feature over the grid, unscaled.
  public var y: ClosedRange<Double>
  /// The predicted class of each grid point, a byte each: ``side`` × ``side`` row by row, from the least y, each row
  /// from the least x.
  public var classes: Data
  /// The first 1000 training samples at most, unscaled.
  public var points: [Point]

  /// A training sample.
  public struct Point: Sendable, Equatable, Codable {
    /// Value of the first feature.
    public var x: Double
    /// Value of the second feature.
    public var y: Double
    /// Index of its class.
    public var label: Int

    /// Creates a point from its features and class.
    public init(x: Double, y: Double, label: Int) {
      self.x = x
      self.y = y
      self.label = label
    }
  }

  /// Creates a map from its parts.
  public init(
    featureNames: [String]? = nil, classNames: [String]? = nil, x: ClosedRange<Double>, y: ClosedRange<Double>,
    classes: Data, points: [Point]
  ) {
    self.featureNames = featureNames
    self.classNames = classNames
    self.x = x
    self.y = y
    self.classes = classes
    self.points = points
  }
}

extension DecisionMap {
  /// Asks a model for the classes of a grid with some margin around the training samples; nil unless the data have
  /// two features that can be drawn and classes that fit a byte.
  ///
  /// `predict` returns the classes of scaled samples, one after the other.
  init?(of inputs: TrajectoryInputs, predict: ([Float]) throws -> [Int32]) throws {
    let train = inputs.selection.train
    guard train.featureCount == 2, 1...256 ~= inputs.classNames.count else { return nil }
    let features = train.unscaledFeatures(limit: Self.maximumPoints)
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
      featureNames: train.featureNames, classNames: inputs.classNames, x: x, y: y,
      classes: Data(classes.map { UInt8(truncatingIfNeeded: $0) }), points: points)
  }

  /// Returns the value of a feature at grid point `index`, from 0, of an axis over `range`.
  public static func position(_ index: Int, in range: ClosedRange<Double>) -> Double {
    range.lowerBound + (range.upperBound - range.lowerBound) * Double(index) / Double(side - 1)
  }

  /// Returns whether an axis can be drawn over a range: its ends are below 1e300 and not too close together for their
  /// size.
  public static func isDrawable(_ range: ClosedRange<Double>) -> Bool {
    let size = max(abs(range.lowerBound), abs(range.upperBound))
    return size < 1e300 && range.upperBound - range.lowerBound > max(1e-9 * size, 1e-300)
  }

  private static func range(_ values: [Double]) -> ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    // A single value gets a margin, too: half its size, so that an axis can show it, or a small one around 0.
    let air = high > low ? 0.08 * (high - low) : max(0.5 * abs(high), 1e-9)
    return (low - air)...(high + air)
  }
}
