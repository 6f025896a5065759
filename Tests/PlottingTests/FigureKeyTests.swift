import Analysis
import NeuralNetwork
import Study
import Testing

@testable import Plotting

/// Which keys mean something to figures of which kind, as drawing them with and without tells.
@Suite struct FigureKeyTests {
  /// Where figures leave models or settings out, a selection may change which; these shapes leave out nothing.
  private static var shapes: [(name: String, analysis: SyntheticAnalysis)] {
    let names = ["plain", "varied", "tuned", "recorded", "crossed", "images", "longest-names"]
    var widths = SyntheticAnalysis()
    widths.networks = [4, 8, 16, 32].map { .init("width-\($0)", [$0]) }
    widths.rules = [.lossChange(threshold: 0.01), .none]
    var rules = SyntheticAnalysis()
    rules.rules = [0.05, 0.005].map { .lossChange(threshold: $0) } + [.patience(epochs: 10, threshold: 0), .none]
    var plane = SyntheticAnalysis()
    (plane.sizes, plane.planeClasses) = ([400], 3)
    return SyntheticAnalysis.gallery.filter { names.contains($0.name) }
      + [("widths", widths), ("rules", rules), ("plane", plane)]
  }

  private static func values(_ key: FigureKey, _ analysis: StudyAnalysis) -> [FigureRequestChange] {
    let study = analysis.study
    return switch key {
    case .rules: study.rules.map { rule in { $0.selection.rules = [rule.label] } }
    case .ruleLabels: study.rules.map { rule in { $0.style.labels = ["rules.\(rule.label)": "other"] } }
    case .logX: [true, false].map { value in { $0.style.logX = value } }
    case .logY: [true, false].map { value in { $0.style.logY = value } }
    case .xLabel: [{ $0.style.labels = ["x": "other"] }]
    case .yLabel: [{ $0.style.labels = ["y": "other"] }]
    case .colours: study.models.map { model in { $0.style.colours = ["models.\(model.name)": 0x123456] } }
    }
  }

  private typealias FigureRequestChange = @Sendable (inout FigureRequest) -> Void

  /// The figure of an unchecked request, without what its caption says of scales that it could not have.
  private static func figure(_ request: FigureRequest, _ analysis: StudyAnalysis) throws -> Figure? {
    guard let selected = try? analysis.selecting(request.selection, style: request.style),
      var figure = request.kind.build(selected)
    else { return nil }
    figure = figure.restyled(request.style, rules: Set(analysis.curves.map(\.key.rule)))
    if request.style.logX != nil || request.style.logY != nil { figure.text = "" }
    return figure
  }

  @Test(arguments: FigureName.allCases) func aKeyIsIdleWhereItChangesNothing(name: FigureName) throws {
    for key in FigureKey.allCases {
      var changes = false
      for shape in Self.shapes where !changes {
        var analysis = shape.analysis.value
        analysis.target = 0.9
        var plain = try Self.figure(FigureRequest(name), analysis)
        if [.logX, .logY].contains(key) { plain?.text = "" }
        guard plain != nil else { continue }
        for change in Self.values(key, analysis) where !changes {
          var request = FigureRequest(name)
          change(&request)
          changes = try Self.figure(request, analysis) != plain
        }
      }
      #expect(changes == !name.idleKeys.contains(key), "\(name.rawValue) \(key.rawValue)")
    }
  }

  /// Refused with the figure, the key, and where it means something; and left out where nobody named the figure.
  @Test func idleKeysAreRefused() throws {
    let analysis = try #require(SyntheticAnalysis.gallery.first { $0.name == "images" }).analysis.value
    for name in FigureName.allCases {
      for key in FigureKey.allCases {
        for change in Self.values(key, analysis).prefix(1) {
          var request = FigureRequest(name)
          change(&request)
          guard name.idleKeys.contains(key) else {
            #expect(throws: Never.self) { try request.check(in: analysis.study) }
            continue
          }
          let error = #expect(throws: FigureRequestError.self) { try request.check(in: analysis.study) }
          let beginning = "\(key.rawValue): changes nothing in \(name.rawValue), only in learning-curves"
          #expect(error?.description.hasPrefix(beginning) == true, "\(error?.description ?? "")")
          #expect(throws: Never.self) { try request.withoutIdleKeys.check(in: analysis.study) }
        }
      }
    }
  }
}
