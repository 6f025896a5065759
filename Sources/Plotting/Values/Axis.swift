import Foundation

/// An axis of a panel: its label, range and ticks.
public struct Axis: Sendable, Equatable {
  /// How values are mapped to positions.
  public enum Scale: Sendable, Equatable {
    /// Equal distances are equal differences (`linear`) or equal ratios (`log10`; positive values only).
    case linear, log10
  }

  /// A name with the number that stands for it.
  struct NumberedName: Sendable, Equatable {
    var name: String
    var number: Int
  }

  /// A labelled mark on an axis.
  public struct Tick: Sendable, Equatable {
    /// The value that is marked.
    public var position: Double
    /// Text at the mark.
    public var label: String
    /// What the text is made of where it is a name with a number that stands for it elsewhere.
    var numbered: NumberedName?

    /// Creates a tick from its value and text.
    public init(_ position: Double, _ label: String) {
      self.position = position
      self.label = label
    }

    init(_ position: Double, _ name: NumberedName) {
      self.init(position, "\(name.name)  \(NumberText.count(name.number))")
      numbered = name
    }
  }

  /// What the axis measures, with its unit, e.g. `accuracy (%)`.
  public var label: String
  /// How values are mapped to positions.
  public var scale: Scale
  /// Value at the left or bottom end; greater than `end` if the axis is reversed.
  public var start: Double
  /// Value at the right or top end.
  public var end: Double
  /// The labelled marks.
  public var ticks: [Tick]

  /// Creates an axis. Ends that are equal, or too close to have distinct labels, are moved apart.
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
