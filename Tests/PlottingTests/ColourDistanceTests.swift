import Foundation
import Study
import Testing

@testable import Plotting

/// Colours of curves can be told apart on a grey print and with each of the common colour deficiencies, or else by the
/// shapes of their points.
@Suite struct ColourDistanceTests {
  /// What a reader with a complete deficiency sees of linear sRGB: the matrices for severity 1.0 of G. M. Machado,
  /// M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for simulation of color vision deficiency",
  /// IEEE Transactions on Visualization and Computer Graphics 15 (2009), 1291–1298.
  private static let deficiencies: [(name: String, matrix: [[Double]])] = [
    (
      "protanopia",
      [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    (
      "deuteranopia",
      [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    (
      "tritanopia",
      [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
    ("full colour vision", [[1, 0, 0], [0, 1, 0], [0, 0, 1]]),
    ("greyscale", [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]]),
  ]

  private func linear(_ colour: Colour) -> [Double] {
    [16, 8, 0].map { shift in
      let part = Double(colour.rgb >> UInt32(shift) & 0xFF) / 255
      return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }
  }

  /// CIELAB for D65.
  private func lab(_ rgb: [Double]) -> [Double] {
    let rgb = rgb.map { min(max($0, 0), 1) }
    let x = (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047
    let y = 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]
    let z = (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883
    func f(_ t: Double) -> Double { t > pow(6.0 / 29, 3) ? cbrt(t) : t * 841 / 108 + 4.0 / 29 }
    return [116 * f(y) - 16, 500 * (f(x) - f(y)), 200 * (f(y) - f(z))]
  }

  private func distance(_ one: Colour, _ other: Colour, _ matrix: [[Double]]) -> Double {
    let seen = [one, other].map { colour in
      let rgb = linear(colour)
      return lab(matrix.map { row in zip(row, rgb).reduce(0) { $0 + $1.0 * $1.1 } })
    }
    return zip(seen[0], seen[1]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }

  /// Published values of L*: 53.2 for red, 97.1 for yellow, 32.3 for blue.
  @Test func lightnessIsThatOfCIELAB() {
    for (rgb, lightness) in [(0xFF0000, 53.24), (0xFFFF00, 97.14), (0x0000FF, 32.30), (0x000000, 0), (0xFFFFFF, 100)] {
      #expect(abs(Colour(UInt32(rgb)).lightness - lightness) < 0.05)
      #expect(abs(Colour(UInt32(rgb)).lightness - lab(linear(Colour(UInt32(rgb))))[0]) < 0.05)
    }
  }

  /// ΔE*ab from which two lines beside each other are told apart without effort.
  private static let least = 8.0

  @Test func namedColoursAreToldApart() { check(Palette.categorical, "categorical") }

  @Test(arguments: 2...20) func orderedColoursAreToldApart(count: Int) {
    check(Palette.ordered(count), "ordered \(count)")
  }

  @Test(arguments: 2...8) func shadesOfAModelAreToldApart(count: Int) {
    for colour in Palette.categorical + Palette.ordered(6) {
      let shades = Palette.shades(of: colour, count)
      check(shades, "\(count) shades of \(colour.hex)")
      #expect(shades.map(\.lightness) == shades.map(\.lightness).sorted())
      #expect(shades.allSatisfy { isShade($0, of: colour) })
    }
  }

  /// Whether a colour is another with black or with white in it, to a step of each channel.
  private func isShade(_ shade: Colour, of colour: Colour) -> Bool {
    func channels(_ colour: Colour) -> [Double] { [16, 8, 0].map { Double(colour.rgb >> UInt32($0) & 0xFF) } }
    let pairs = Array(zip(channels(shade), channels(colour)))
    return [0.0, 255].contains { end in
      (0...1000).contains { step in
        pairs.allSatisfy { abs($1 + (end - $1) * Double(step) / 1000 - $0) <= 1 }
      }
    }
  }

  private func check(_ colours: [Colour], _ name: String) {
    for (first, one) in colours.enumerated() {
      for other in colours[(first + 1)...] where Palette.shape(of: one) == Palette.shape(of: other) {
        for (deficiency, matrix) in Self.deficiencies {
          let distance = distance(one, other, matrix)
          #expect(distance >= Self.least, "\(name), \(deficiency): \(one.hex) and \(other.hex) are \(distance) apart")
        }
      }
    }
  }

  /// A model has one colour in all figures that colour models, also where a selection shows it.
  @Test func aModelHasOneColourInAllFigures() throws {
    for shape in SyntheticAnalysis.gallery {
      let analysis = shape.analysis.value
      let source = FigureSource(analysis)
      for choice in [source.seriesChoice.shown, source.choice(of: source.networks, atMost: 3).shown] {
        for series in choice { #expect(source.series(series.modelIndex)?.colour == series.colour, "\(shape.name)") }
      }
      let named = NamedConfigurations(source.settings(source.series), atMost: 5, in: source)
      check(named.entries.map(\.colour), shape.name)
      for entry in named.entries {
        let alone = named.entries.count { $0.series.modelIndex == entry.series.modelIndex } == 1
        let isOwn = alone ? entry.series.colour == entry.colour : isShade(entry.colour, of: entry.series.colour)
        #expect(isOwn, "\(shape.name), \(entry.name)")
      }
      guard let last = source.series.last else { continue }
      var selection = FigureSelection()
      selection.models = [last.fullName]
      let alone = FigureSource(try analysis.selecting(selection, style: FigureStyle()))
      #expect(alone.series.map(\.colour) == [last.colour], "\(shape.name)")
    }
  }

  /// Of ten models in order, those with points of one shape are five apart.
  @Test(arguments: 3...10) func modelsInOrderSeldomShareAShape(count: Int) {
    let shapes = Palette.ordered(count).map { Palette.shape(of: $0).filled }
    for (first, one) in shapes.enumerated() {
      for other in shapes.indices.dropFirst(first + 1) where shapes[other] == one { #expect(other - first >= 5) }
    }
  }
}
