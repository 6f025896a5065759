import Analysis
import Foundation
import NeuralNetwork
import Study
import StudyFile
import Testing

@testable import Plotting

/// The words of captions and subtitles for looks, each with something drawn that looks so.
@Suite struct DrawnWordsTests {
  /// A word, alone or in brackets, with what has to be drawn for it.
  private static let words: [(pattern: String, isDrawn: @Sendable (Figure) -> Bool)] = [
    ("bands", { has($0) { if case .band = $0 { true } else { false } } }),
    (
      "bars|Bars",
      {
        has($0) {
          switch $0 {
          case .bars, .rowBars: true
          default: false
          }
        }
      }
    ),
    ("solid", { hasLine($0, .solid) }), ("dashed", { hasLine($0, .dashed) }), ("thin", { hasLine($0, .thin) }),
    ("open|Open points", { hasPoints($0, filled: false) }), ("Circles|Ringed", { hasPoints($0, filled: false) }),
    ("filled", { hasPoints($0, filled: true) }),
    ("vertical lines|Vertical lines", { has($0) { if case .verticalMark = $0 { true } else { false } } }),
    ("Triangles", { has($0) { if case .scatter(_, _, _, .shape, _) = $0 { true } else { false } } }),
    ("†", { figure in hasSign(figure, [.dagger, .lost]) }), ("A dash", { figure in hasSign(figure, [.dash]) }),
  ]

  private static func has(_ figure: Figure, _ isMeant: (Layer) -> Bool) -> Bool {
    figure.panels.flatMap(\.layers).contains { isMeant($0) && figure.isDrawn($0) }
  }

  private static func hasLine(_ figure: Figure, _ wanted: Layer.Dash) -> Bool {
    has(figure) { layer in
      guard case .line(_, _, _, let dash, _, _, _) = layer else { return false }
      if case .interleaved = dash { return wanted == .solid }
      return dash == wanted
    }
  }

  private static func hasPoints(_ figure: Figure, filled: Bool) -> Bool {
    has(figure) { if case .points(_, _, _, filled, _, _) = $0 { true } else { false } }
  }

  private static func hasSign(_ figure: Figure, _ signs: [Layer.CellText]) -> Bool {
    figure.panels.flatMap(\.layers).contains { layer in
      guard case .cellText(_, _, _, _, let style) = layer, signs.contains(style) else { return false }
      return figure.rows(of: layer).contains { style == .dash ? $0[2] == 0 : $0[2] > 0 }
    }
  }

  private static func check(_ name: String, _ figure: Figure) {
    // Names of models and titles may have any word.
    let text = figure.subtitle + " " + figure.caption
    for (pattern, isDrawn) in words {
      guard let regex = try? Regex("(^|[ (])(\(pattern))([ ,;:).]|$)"), text.contains(regex) else { continue }
      #expect(isDrawn(figure), "\(name): \(pattern) in “\(text)”")
    }
  }

  /// Of a gallery or a study, on a screen and, unless `isWide`, on a narrow page.
  private static func figures(_ analysis: StudyAnalysis, isWide: Bool = false) -> [(String, Figure)] {
    var analysis = analysis
    analysis.target = 0.9
    var narrow = FigureStyle()
    narrow.width = PageLength("8.4cm")
    return FigureName.allCases.flatMap { name in
      (isWide ? [FigureStyle()] : [FigureStyle(), narrow]).compactMap { style in
        let drawn = try? FigureRequest(name, style: style).figure(of: analysis)
        return (drawn ?? nil).map { ("\(name.rawValue)", $0) }
      }
    }
  }

  @Test(arguments: SyntheticAnalysis.gallery.map(\.name)) func aWordOfAGalleryFigureIsDrawn(name: String) throws {
    let shape = try #require(SyntheticAnalysis.gallery.first { $0.name == name }).analysis
    for replicates in [1, 2, 10] {
      var changed = shape
      changed.replicates = replicates
      for (figure, drawn) in Self.figures(changed.value, isWide: replicates < 10) {
        Self.check("\(name), \(replicates), \(figure)", drawn)
      }
    }
  }

  /// Values that do not vary have intervals without extent, which nothing shows.
  @Test func withoutExtentNoIntervalsAreNamed() {
    var value = SyntheticAnalysis().value
    for index in value.curves.indices {
      value.curves[index].summaries = value.curves[index].summaries.mapValues { Interval(mean: $0.mean) }
    }
    for index in value.epochCurves.indices {
      value.epochCurves[index].summaries = value.epochCurves[index].summaries.mapValues { intervals in
        intervals.map { Interval(mean: $0.mean) }
      }
    }
    for (name, figure) in Self.figures(value) {
      Self.check(name, figure)
      #expect(!figure.caption.contains("too few for intervals"), "\(name)")
    }
  }

  @Test(arguments: ShippedStudyLayoutTests.names) func aWordOfAShippedStudyIsDrawn(name: String) throws {
    let study = try ShippedStudyLayoutTests.study(name)
    for (figure, drawn) in Self.figures(SyntheticAnalysis(of: study).value) { Self.check("\(name) \(figure)", drawn) }
  }

  /// By hand: of three maps of values none has a decided cell.
  @Test func noPairIsTheMostDecidedOfNone() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = (1...8).map { .init("m\($0)", Array(repeating: 8, count: $0)) }
    synthetic.sizes = [100, 1000]
    synthetic.rules = [.none]
    var value = synthetic.value
    let decided = try #require(VerdictsFigure.figure(value)).caption
    for index in value.comparisons.indices { value.comparisons[index].pairwise = .init(single: 1, corrected: 1) }
    let open = try #require(VerdictsFigure.figure(value)).caption
    #expect(decided.contains("those with most decided cells"))
    #expect(!open.contains("most decided") && open.contains("as no pair has a decided cell"))
  }

  /// Colours that no cell has are not explained.
  @Test func coloursOfMapsAreThoseOfCells() throws {
    var value = SyntheticAnalysis().value
    for index in value.comparisons.indices {
      value.comparisons[index].difference = Interval(mean: 0.02, low: 0.01, high: 0.03)
      value.comparisons[index].pairwise = .init(single: 0.001, corrected: 0.001)
    }
    let blue = try #require(VerdictsFigure.figure(value)).subtitle
    #expect(blue.contains("Blue: deep better") && !blue.contains("orange") && !blue.contains("faint"))
    for index in value.comparisons.indices {
      value.comparisons[index].difference = Interval(mean: -0.02, low: -0.03, high: 0.01)
      value.comparisons[index].pairwise = .init(single: 1, corrected: 1)
    }
    let orange = try #require(VerdictsFigure.figure(value)).subtitle
    #expect(!orange.lowercased().contains("blue") && orange.contains("Orange: shallow better; faint where not decided"))
  }
}
