import Analysis
import Foundation
import NeuralNetwork
import Study
import Testing

@testable import Plotting

/// Figures laid out for a page.
@Suite struct PaperLayoutTests {
  private static let widths = ["8.4cm", "12cm", "17cm"]

  private static func figures(_ style: FigureStyle) -> [(name: String, figure: Figure)] {
    SyntheticAnalysis.gallery.flatMap { shape -> [(String, Figure)] in
      var analysis = shape.analysis.value
      analysis.target = 0.9
      return FigureName.allCases.compactMap { name in
        let figure = try? FigureRequest(name, style: style).figure(of: analysis)
        return (figure ?? nil).map { ("\(shape.name) \(name.rawValue)", $0) }
      }
    }
  }

  private static func style(_ width: String, _ size: Double, drawsTexts: Bool = true) -> FigureStyle {
    var style = FigureStyle()
    style.width = PageLength(width)
    style.fontSize = size
    if !drawsTexts { (style.title, style.caption) = (false, false) }
    return style
  }

  /// 300 dots to the inch, unless letters are so large that a picture of several panels would take gigabytes.
  @Test(arguments: [(8.0, true), (12, true), (72, false)]) func picturesHaveNoMorePixelsThanCanBeDrawn(
    size: Double, isFull: Bool
  ) throws {
    var style = FigureStyle()
    style.fontSize = size
    let paper = try #require(Paper(style))
    let scale = FigureFormat.scale(paper, width: 1240, height: 1084)
    #expect(1240 * scale * 1084 * scale <= FigureFormat.mostPixels * (1 + 1e-9))
    // A letter of `size` points is as many 72nd parts of an inch high.
    let full = size / FigureLayout.FontSize.axis * 300 / 72
    #expect(isFull ? abs(scale - full) < 1e-9 : scale < full)
  }

  @Test(arguments: widths, [6.0, 8, 10]) func noTextLeavesThePageOrLiesOnAnother(width: String, size: Double) throws {
    let wanted = try #require(PageLength(width)).points
    for (name, figure) in Self.figures(Self.style(width, size)) where figure.problem == nil {
      LayoutCheck("\(width) \(size) \(name)", figure).run()
      let points = try #require(figure.paper).pointsPerPixel
      #expect(abs(Double(figure.width) * points - wanted) < points + 1e-9, "\(name)")
    }
  }

  /// Where numbers take the place of names, a model has its place in the study in every figure.
  @Test func aModelHasOneNumberInAllFigures() throws {
    var shape = SyntheticAnalysis()
    shape.networks = (1...10).map { .init("a-network-of-a-long-name-\(11 - $0)", Array(repeating: 8, count: 11 - $0)) }
    shape.rules = [.lossChange(threshold: 0.01), .none]
    shape.sizes = [250, 10000]
    let analysis = shape.value
    let names = analysis.study.models.map(\.name)
    var count = 0
    for name in FigureName.allCases {
      guard let figure = try FigureRequest(name, style: Self.style("8.4cm", 8)).figure(of: analysis) else { continue }
      for match in figure.text.matches(of: /([0-9]+) = (a-network-of-a-long-name-[0-9]+)[;.]/) {
        let position = try #require(names.firstIndex(of: String(match.2)))
        #expect(Int(match.1) == position + 1, "\(name.rawValue): \(match.0)")
        count += 1
      }
    }
    #expect(count >= 20, "only \(count) numbers")
  }

  /// Panels of one model each tell parts of the data apart by lines, whatever their colours: the key says which is which, once.
  @Test func aKeyOfManyPanelsExplainsLines() throws {
    var shape = SyntheticAnalysis()
    shape.networks = (1...8).map { .init("deep-\($0)", Array(repeating: 8, count: $0)) }
    shape.hasValidation = true
    let figure = try #require(try FigureRequest(.epochs, style: Self.style("17cm", 8)).figure(of: shape.value))
    let words = FigureLayout(figure).texts.map(\.text)
    for entry in ["train dashed", "test solid"] { #expect(words.count { $0 == entry } == 1, "\(words)") }
    #expect(!words.contains { $0.hasSuffix(" train") })
  }

  @Test func longWordsAreBrokenBehindHyphens() {
    let lines = TextMetrics.wrapped("with-a-rather-long-name", to: 110, size: 16)
    #expect(lines.count > 1 && lines.joined() == "with-a-rather-long-name")
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix("-") }, "\(lines)")
    #expect(TextMetrics.wrapped("abcdefghijklmnopqrstuvwxyz", to: 110, size: 16).count > 1)
  }

  /// A page of the usual width and size of letters has room for every figure.
  @Test func everyFigureFitsIntoAColumn() {
    for (name, figure) in Self.figures(Self.style("8.4cm", 8, drawsTexts: false)) {
      #expect(figure.problem == nil, "\(name): \(figure.problem.map { "\($0)" } ?? "")")
    }
  }

  /// What a height leaves over is divided; what does not fit names a height that does.
  @Test func aHeightIsKeptOrRefusedWithOneThatWouldDo() throws {
    for (name, _) in Self.figures(Self.style("12cm", 8, drawsTexts: false)) {
      var style = Self.style("12cm", 8, drawsTexts: false)
      style.height = PageLength(3, .cm)
      let shape = name.split(separator: " ")
      var analysis = try #require(SyntheticAnalysis.gallery.first { $0.name == shape[0] }).analysis.value
      analysis.target = 0.9
      let request = FigureRequest(try #require(FigureName(rawValue: String(shape[1]))), style: style)
      let low = try #require(try request.figure(of: analysis))
      guard case .pageTooSmall(_, .height, let least) = low.problem else { continue }
      style.height = least
      let fitting = try #require(try FigureRequest(request.figure, style: style).figure(of: analysis))
      #expect(fitting.problem == nil, "\(name): \(least.text)")
      #expect(FigureLayout(fitting).needed <= FigureLayout(fitting).height + 1, "\(name)")
      LayoutCheck("\(name) \(least.text)", fitting).run()
    }
  }

  /// The width that an error names is one at which the figure fits.
  @Test(arguments: [("2cm", 8.0), ("8.4cm", 72.0)]) func aWidthIsKeptOrRefusedWithOneThatWouldDo(
    width: String, fontSize: Double
  ) throws {
    for item in SyntheticAnalysis.gallery.prefix(1) {
      var analysis = item.analysis.value
      analysis.target = 0.9
      for name in FigureName.allCases {
        var style = Self.style(width, fontSize, drawsTexts: false)
        guard let narrow = try? FigureRequest(name, style: style).figure(of: analysis),
          case .pageTooSmall(_, .width, let least) = narrow.problem
        else { continue }
        style.width = least
        let fitting = try #require(try FigureRequest(name, style: style).figure(of: analysis))
        #expect(fitting.problem == nil, "\(item.name) \(name): \(least.text)")
      }
    }
  }

  @Test func titleAndCaptionAreLeftOutOnlyOfThePicture() throws {
    let figures = Self.figures(Self.style("12cm", 8, drawsTexts: false))
    for (name, figure) in figures {
      let words = FigureLayout(figure).texts.map(\.text)
      #expect(!words.contains { figure.caption.hasPrefix($0) && $0.count > 20 }, "\(name)")
      let text = CaptionFiles.text(figure)
      #expect(
        text.contains(figure.title.trimmingCharacters(in: .whitespaces)) || figure.title.contains("\\"), "\(name)")
      #expect(text.hasSuffix(figure.caption), "\(name)")
    }
  }

  /// Ten models in a narrow matrix: each number stands for one name, the same in rows and columns, and only panels without room
  /// lose the numbers of their cells.
  @Test func numbersStandForOneNameEach() throws {
    var shape = SyntheticAnalysis()
    shape.networks = (1...10).map { .init("network-\($0)-of-ten", Array(repeating: 8, count: $0)) }
    (shape.sizes, shape.rules) = ([100, 1000], [.lossChange(threshold: 0.01), .none])
    let request = FigureRequest(.verdicts, style: Self.style("8.4cm", 8))
    let figure = try #require(try request.figure(of: shape.value))
    let key = try #require(figure.caption.firstMatch(of: /Rows: ([^.]*)\./)?.1)
    #expect(key.components(separatedBy: "; ") == (1...10).map { "\($0) = network-\($0)-of-ten" })
    let matrix = figure.panels[0]
    #expect(
      matrix.y.ticks.map(\.label) == (1...10).map(String.init)
        && matrix.y.ticks.map(\.label) == matrix.x.ticks.map(\.label))
    let others = figure.panels.dropFirst().filter { $0 != .blank }
    #expect(!others.isEmpty && others.allSatisfy { $0.y.hasNames }, "rules are short enough")
    func hasNumbers(_ panel: Panel) -> Bool {
      panel.layers.contains { if case .cellText(_, _, _, _, .strong) = $0 { true } else { false } }
    }
    #expect(!hasNumbers(matrix) && others.allSatisfy(hasNumbers))
    #expect(figure.caption.contains("1 of 7 maps have no room for their numbers"))
  }

  /// By hand: a figure is told to be high if the page it needs is, at its width, more than 24 cm.
  @Test func whatIsHigherThanAPageIsTold() throws {
    var told = 0
    for (name, figure) in Self.figures(Self.style("8.4cm", 8)) where figure.problem == nil {
      let points = try #require(figure.paper).pointsPerPixel
      let height = FigureLayout(figure).height * points / 72 * 2.54
      let remark = figure.heightRemark("--")
      #expect((remark != nil) == (height > 24), "\(name): \(height) cm, \(remark ?? "nothing")")
      guard let remark else { continue }
      told += 1
      let number = try #require(remark.firstMatch(of: /is ([0-9.]+)cm high/)?.1)
      #expect(abs((Double(number) ?? 0) - height) < 0.11, "\(name): \(remark)")
      #expect(remark.contains("--panels") && remark.contains("--models") && remark.contains("--width"))
    }
    #expect(told > 3)
    // Nobody asked for the width of a usual figure.
    #expect(try FigureRequest(.epochs).figure(of: SyntheticAnalysis.rich.value)?.heightRemark() == nil)
  }

  @Test func aStyleOfNothingChangesNothing() {
    for shape in SyntheticAnalysis.gallery {
      for figure in FigureKind.figures(of: shape.analysis.value) { #expect(figure.laidOut(FigureStyle()) == figure) }
    }
  }
}
