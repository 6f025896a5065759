import Foundation

/// An sRGB colour.
public struct Colour: Sendable, Hashable {
  /// Red, green and blue, 0–255 each, as 0xRRGGBB.
  public var rgb: UInt32
  /// The place of the colour among others in order, which chooses the shape of its points; nil for a colour by itself.
  var rank: Int?

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

  /// The colour mixed with black or white until it has a lightness L* (0–100), to the next step of a channel.
  func atLightness(_ target: Double) -> Colour {
    let end = target < lightness ? Colour.black : .white
    let step = 1.0 / 512
    return stride(from: 0, through: 1, by: step).lazy.map { self.mixed(with: end, $0) }
      .min { abs($0.lightness - target) < abs($1.lightness - target) } ?? self
  }

  static let black = Colour(0x000000)
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

extension Colour {
  /// Lightness L* of CIE 1976, 0 to 100: what is left of a colour in greyscale.
  var lightness: Double {
    func linear(_ shift: UInt32) -> Double {
      let part = Double(rgb >> shift & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
    return luminance > 216.0 / 24389 ? 116 * cbrt(luminance) - 16 : 24389.0 / 27 * luminance
  }
}

/// Colours that stay apart for readers with any kind of colour vision, on paper and on screen.
enum Palette {
  /// For things without an order; distinct for up to seven.
  static let categorical: [Colour] = [.vermilion, .blue, .green, .purple, .orange, .sky, .black]

  /// The shape of points on a curve.
  struct Shape: Equatable {
    /// gnuplot's numbers of the filled and the open point.
    let filled, open: Int
    /// What makes it look as large as a circle.
    let size: Double
    /// The sign that stands for it in a key.
    let sign: String
    /// What it is called where it is drawn otherwise.
    let name: String
  }

  private static let shapes = [
    Shape(filled: 7, open: 6, size: 1, sign: "●", name: "circle"),
    Shape(filled: 9, open: 8, size: 1.2, sign: "▲", name: "triangle"),
    Shape(filled: 5, open: 4, size: 0.9, sign: "■", name: "square"),
    Shape(filled: 13, open: 12, size: 1.25, sign: "◆", name: "diamond"),
    Shape(filled: 11, open: 10, size: 1.2, sign: "▼", name: "inverted-triangle"),
  ]

  /// gnuplot's numbers of the shapes of things that are told apart by shape, the filled ones first.
  static let pointTypes = shapes.map(\.filled) + shapes.map(\.open)

  /// The signs of the filled ones among them, to stand in a key.
  static let signs = shapes.map(\.sign)

  /// The shape of points of a colour: another one for each of two colours that are alike in greyscale, or to readers with a
  /// colour deficiency.
  static func shape(of colour: Colour) -> Shape {
    if colour == .ink || colour == .paleInk || colour == .softInk { return shapes[0] }
    if let index = categorical.firstIndex(of: colour) { return shapes[index % shapes.count] }
    if let rank = colour.rank { return shapes[rank % shapes.count] }
    // Colours of a study file: such as are alike in greyscale mostly have different shapes.
    return shapes[Int(colour.lightness / 2.5 + 0.75) % shapes.count]
  }

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
      var colour = ramp[lower].mixed(with: ramp[lower + 1], position - Double(lower))
      colour.rank = index
      return colour
    }
  }

  /// `count` shades of a model's colour, from dark to light, for what the model was trained with; the points of the first
  /// have the shape of place `rank`. One alone is the colour itself.
  static func shades(of colour: Colour, _ count: Int, rank: Int = 0) -> [Colour] {
    guard count > 1 else { return Array(repeating: colour, count: count) }
    return (0..<count).map { index in
      var shade = colour.atLightness(25 + 43 * Double(index) / Double(count - 1))
      shade.rank = rank + index
      return shade
    }
  }
}
