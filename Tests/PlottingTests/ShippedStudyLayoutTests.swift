import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study
import StudyFile
import Testing

@testable import Plotting

/// The figures of every study in `studies`, laid out for pages of three widths: with its own names, rules, sizes and varied
/// values, and results by formula in the place of training.
@Suite struct ShippedStudyLayoutTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../studies").standardizedFileURL

  static let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
    .filter { $0.hasSuffix(".yaml") }.sorted()

  static func study(_ name: String) throws -> StudyDescription {
    let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    return try StudyFile.parse(text: text, file: name)
  }

  @Test func thereAreStudies() { #expect(Self.names.count > 20) }

  @Test(arguments: names) func noTextLeavesThePageOrLiesOnAnother(name: String) throws {
    let study = try Self.study(name)
    var analysis = SyntheticAnalysis(of: study).value
    analysis.target = 0.9
    var count = 0
    for width in ["8.4cm", "12cm", "17cm"] {
      var style = FigureStyle()
      style.width = PageLength(width)
      for figure in FigureName.allCases {
        guard let drawn = try FigureRequest(figure, style: style).figure(of: analysis) else { continue }
        #expect(drawn.problem == nil, "\(name) \(figure.rawValue) at \(width)")
        LayoutCheck("\(name) \(figure.rawValue) at \(width)", drawn).run()
        count += 1
      }
    }
    #expect(count >= 6, "\(name)")
  }

  /// What a study can never have, none has; and whatever one has, it could have been asked for.
  @Test(arguments: names) func whatIsDrawnMayBeAskedFor(name: String) throws {
    let study = try Self.study(name)
    var analysis = SyntheticAnalysis(of: study).value
    analysis.target = 0.9
    for figure in FigureName.allCases where try FigureRequest(figure).figure(of: analysis) != nil {
      // Results by formula have networks in the place of machines, and their own histories.
      if [.biasVariance, .batchLoss, .deadNeurons, .weights, .decisionBoundary].contains(figure) { continue }
      #expect(figure.needs.mayBeMet(study), "\(figure.rawValue)")
    }
  }
}

extension SyntheticAnalysis {
  /// Results by formula of the models, sizes, rules and varied values of a study.
  init(of study: StudyDescription) {
    self.init()
    (name, title) = (study.name, study.title)
    networks = study.models.map { model in
      switch model.kind {
      case .network(let layers):
        switch layers.hidden {
        case .widths(let widths): Network(model.name, widths)
        case .matchingParameters(let depth, let width):
          Network(
            model.name, Array(repeating: max(width - 7 * depth, 2), count: depth), parameters: 4800 + depth,
            matching: width)
        }
      case .supportVectorMachine, .recorded: Network(model.name, [])
      }
    }
    sizes =
      switch study.sizes {
      case .list(let sizes), .perClass(let sizes): sizes
      case .all: [48000]
      }
    rules = study.rules
    vary = study.vary.map { (key: $0.key, values: $0.values.map(\.text)) }
    tune = study.tune.first.map { (key: $0.key, values: $0.values.map(\.text)) }
    hasValidation = study.data.validation != .count(0)
    if study.replicates.isCrossed { initialWeights = 4 }
    isRecorded = study.record.batchLoss || study.record.deadNeurons
    let source = study.data.source.name
    if ["circles", "moons", "spirals", "blobs"].contains(source) { planeClasses = 2 }
    if ["digits", "mnist", "fashion-mnist", "cifar-10"].contains(source) {
      images =
        source == "cifar-10" ? .image(width: 32, height: 32, channels: 3) : .image(width: 28, height: 28, channels: 1)
    }
    var shown = study
    shown.metrics = [.accuracy]
    given = shown
  }
}
