public import Foundation

/// How long a run may take: a time span, or until a time of day.
public enum TimeLimit: Sendable, Equatable {
  /// A span in seconds, above 0.
  case span(Double)
  /// The next time that clocks show this, in the local time zone.
  case timeOfDay(hour: Int, minute: Int)

  /// Parses a span such as `8h`, `90m`, `1h30m`, `1d12h` or `45s`; nil for anything else, or for more than 366 days.
  public init?(span text: String) {
    var seconds = 0.0
    var rest = Substring(text)
    for (unit, length) in [("d", 86_400.0), ("h", 3600), ("m", 60), ("s", 1)] {
      guard let end = rest.firstIndex(of: Character(unit)) else { continue }
      guard let number = Self.number(rest[..<end]) else { return nil }
      seconds += number * length
      rest = rest[rest.index(after: end)...]
    }
    guard rest.isEmpty, seconds > 0, seconds <= 366 * 86_400 else { return nil }
    self = .span(seconds)
  }

  /// Parses a time of day such as `07:00`; nil for anything else.
  public init?(timeOfDay text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } }), let hour = Int(parts[0]),
      let minute = Int(parts[1]), hour < 24, minute < 60
    else { return nil }
    self = .timeOfDay(hour: hour, minute: minute)
  }

  /// A plain decimal number.
  private static func number(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.count <= 9, text.allSatisfy({ $0.isASCII && $0.isNumber || $0 == "." }) else {
      return nil
    }
    return Double(text)
  }

  /// Returns the seconds from `now` until the end; nil if no clock of `calendar` will show the time of day.
  public func seconds(from now: Date, in calendar: Calendar = .current) -> Double? {
    switch self {
    case .span(let seconds): return seconds
    case .timeOfDay(let hour, let minute):
      let components = DateComponents(hour: hour, minute: minute, second: 0)
      return calendar.nextDate(after: now, matching: components, matchingPolicy: .nextTime)?.timeIntervalSince(now)
    }
  }
}
