import Analysis
import Foundation
import Study
import Testing

@testable import Plotting

/// What is said of a selection that leaves nothing of a figure.
@Suite struct FigureAbsenceTests {
  private static var shapes: [(name: String, analysis: SyntheticAnalysis)] {
    SyntheticAnalysis.gallery.filter {
      ["plain", "varied", "tuned", "recorded", "crossed", "images"].contains($0.name)
    }
  }

  /// Every value of every key alone, for all figures: what the reason offers instead really draws.
  @Test(arguments: FigureName.allCases) func whatIsOfferedIsDrawn(name: FigureName) throws {
    for shape in Self.shapes {
      let analysis = shape.analysis.value
      guard try FigureRequest(name).figure(of: analysis) != nil else { continue }
      var selections: [(key: String, value: String, FigureSelection)] = []
      func add(_ key: String, _ value: String, _ choose: (inout FigureSelection) -> Void) {
        var selection = FigureSelection()
        choose(&selection)
        selections.append((key, value, selection))
      }
      for size in Set(analysis.curves.map(\.size)) { add("sizes", "\(size)") { $0.sizes = [size] } }
      for model in analysis.study.models { add("models", model.name) { $0.models = [model.name] } }
      for rule in analysis.study.rules where !name.idleKeys.contains(.rules) {
        add("rules", rule.label) { $0.rules = [rule.label] }
      }
      for varied in analysis.study.vary {
        for value in varied.values { add("set", "\(varied.key)=\(value.text)") { $0.set = [varied.key: [value.text]] } }
      }
      for (key, value, selection) in selections {
        let request = FigureRequest(name, selection: selection)
        guard try request.figure(of: analysis) == nil else { continue }
        let reason = request.absence(in: analysis)
        #expect(reason.hasPrefix("shows nothing of \(key) \(value)"), "\(shape.name) \(name.rawValue): \(reason)")
        guard let offered = reason.firstRange(of: "; it does of ").map({ String(reason[$0.upperBound...]) }) else {
          // No value alone will do, so that what the figure needs is the reason.
          #expect(reason.contains(" alone: it needs \(name.needs.words)"), "\(shape.name) \(name.rawValue): \(reason)")
          for other in selections where other.key == key {
            #expect(try FigureRequest(name, selection: other.2).figure(of: analysis) == nil, "\(reason) \(other.value)")
          }
          continue
        }
        for other in selections where other.key == key && offered.components(separatedBy: ", ").contains(other.value) {
          #expect(try FigureRequest(name, selection: other.2).figure(of: analysis) != nil, "\(reason)")
        }
      }
    }
  }

  /// A figure that compares rules says with which other rule it does.
  @Test func whatNeedsSeveralNamesTwo() throws {
    let analysis = SyntheticAnalysis().value
    var selection = FigureSelection()
    selection.rules = [analysis.study.rules[0].label]
    let reason = FigureRequest(.cost, selection: selection).absence(in: analysis)
    let pair = try #require(reason.firstMatch(of: /; it does of (.*) and (.*) together$/), "\(reason)")
    #expect(String(pair.1) == analysis.study.rules[0].label)
    selection.rules = [String(pair.1), String(pair.2)]
    #expect(try FigureRequest(.cost, selection: selection).figure(of: analysis) != nil)
  }

  /// By hand: epochs are kept of the largest size alone.
  @Test func epochsNameTheSizeThatHasThem() throws {
    let analysis = SyntheticAnalysis().value
    var selection = FigureSelection()
    selection.sizes = [250]
    #expect(
      FigureRequest(.epochs, selection: selection).absence(in: analysis)
        == "shows nothing of sizes 250; it does of 10000")
    #expect(
      FigureRequest(.gaps, selection: selection).absence(in: analysis)
        == "shows nothing of sizes 250 alone: it needs at least two training-set sizes; it does of 250 and 10000 together"
    )
  }
}
