import Foundation

/// An axis of a panel: what it measures, over which range, and where it is marked.
public struct Axis: Sendable, Equatable {
  public enum Scale: Sendable, Equatable {
    case linear, log10
  }

  public struct Tick: Sendable, Equatable {
    public var position: Double
    public var label: String

    public init(_ position: Double, _ label: String) {
      self.position = position
      self.label = label
    }
  }

  /// With its unit, e.g. `accuracy (%)`.
  public var label: String
  public var scale: Scale
  /// The value at the left or the bottom; greater than `end` where the axis runs backwards.
  public var start: Double
  /// The value at the right or the top.
  public var end: Double
  public var ticks: [Tick]

  public init(label: String, scale: Scale, start: Double, end: Double, ticks: [Tick]) {
    self.label = label
    self.scale = scale
    self.start = start
    self.end = end
    self.ticks = ticks
  }

  /// Where on the axis a value lies: 0 at `start`, 1 at `end`; nil on a logarithmic axis if not positive.
  func fraction(of value: Double) -> Double? {
    switch scale {
    case .linear:
      return (value - start) / (end - start)
    case .log10:
      guard value > 0, start > 0, end > 0 else { return nil }
      return log(value / start) / log(end / start)
    }
  }

  /// The value at a part of the axis: the inverse of `fraction(of:)`.
  func value(at fraction: Double) -> Double {
    switch scale {
    case .linear: start + (end - start) * fraction
    case .log10: start * pow(end / start, fraction)
    }
  }
}
