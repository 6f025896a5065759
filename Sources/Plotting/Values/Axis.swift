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

  /// Ends that cannot be told apart are moved away from each other.
  public init(label: String, scale: Scale, start: Double, end: Double, ticks: [Tick]) {
    self.label = label
    self.scale = scale
    (self.start, self.end) = Self.apart(start, end, scale)
    self.ticks = ticks
  }

  /// Two ends between which six digits, as labels and scripts have them, tell several ticks apart: equal ends, and ends
  /// nearly so, are moved away from each other.
  static func apart(_ start: Double, _ end: Double, _ scale: Scale = .linear) -> (start: Double, end: Double) {
    guard start <= end else {
      let (low, high) = apart(end, start, scale)
      return (high, low)
    }
    let size = max(abs(start), abs(end))
    guard end - start < max(1e-4 * size, 1e-100) else { return (start, end) }
    if scale == .log10, start > 0 { return (start / 2, end * 2) }
    return size < 1e-100 ? (start < 0 ? -1 : 0, 1) : (start - 0.5 * size, end + 0.5 * size)
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
