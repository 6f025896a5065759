import Foundation

/// An sRGB colour.
public struct Colour: Sendable, Hashable {
  /// Red, green and blue, 0–255 each, as 0xRRGGBB.
  public var rgb: UInt32

  /// Creates a colour from 0xRRGGBB.
  public init(_ rgb: UInt32) { self.rgb = rgb }

  /// `#RRGGBB`.
  var hex: String { "#" + String(format: "%06X", rgb & 0xFFFFFF) }

  /// The colour a part of the way (0–1) to another, channel by channel.
  func mixed(with other: Colour, _ part: Double) -> Colour {
    var mixed: UInt32 = 0
    for shift: UInt32 in [16, 8, 0] {
      let (from, to) = (Double(rgb >> shift & 0xFF), Double(other.rgb >> shift & 0xFF))
      mixed |= UInt32((from + (to - from) * min(max(part, 0), 1)).rounded()) << shift
    }
    return Colour(mixed)
  }

  static let white = Colour(0xFFFFFF)
  static let ink = Colour(0x333333)
  static let softInk = Colour(0x5C5C5C)
  static let paleInk = Colour(0x8E8E8E)
  static let faint = Colour(0xE4E4E4)

  // M. Okabe and K. Ito, "Color universal design" (2008).
  static let vermilion = Colour(0xD55E00)
  static let blue = Colour(0x0072B2)
  static let green = Colour(0x009E73)
  static let purple = Colour(0xCC79A7)
  static let orange = Colour(0xE69F00)
  static let sky = Colour(0x56B4E9)
}

/// Colours that stay apart for readers with any kind of colour vision, on paper and on screen.
enum Palette {
  /// For things without an order; distinct for up to seven.
  static let categorical: [Colour] = [.vermilion, .blue, .green, .purple, .orange, .sky, Colour(0x000000)]

  /// From orange over magenta to dark blue, lightness falling all the way: the part of the "plasma" map of S. van der Walt
  /// and N. Smith (2015) that is dark enough for lines on white.
  private static let ramp: [Colour] = [
    Colour(0xF1834C), Colour(0xDE5F65), Colour(0xC23C81), Colour(0x9C179E), Colour(0x6A00A8), Colour(0x2C0594),
  ]

  /// `count` colours for things in order, such as depths or sizes: vermilion and blue for two, then the ramp.
  static func ordered(_ count: Int) -> [Colour] {
    guard count > 2 else { return Array([.vermilion, .blue].prefix(count)) }
    return (0..<count).map { index in
      let position = Double(index) / Double(count - 1) * Double(ramp.count - 1)
      let lower = min(Int(position), ramp.count - 2)
      return ramp[lower].mixed(with: ramp[lower + 1], position - Double(lower))
    }
  }
}
