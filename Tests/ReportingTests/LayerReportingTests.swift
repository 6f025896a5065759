import NeuralNetwork
import Reporting
import Study
import TestSupport
import Testing

@testable import Analysis

/// What tables say of normalised and residual networks, and findings of widths.
@Suite struct LayerReportingTests {
  private static let models = [
    Model(name: "plain", hidden: .widths([8, 8])),
    Model(
      name: "both", hidden: .widths([8, 8]), structure: LayerStructure(normalisation: .layer, isResidual: true)),
  ]

  private static func hidden(_ model: Model) -> [Int]? {
    if case .network(let layers) = model.kind { layers.architecture(inputs: 64, outputs: 10).hidden } else { nil }
  }

  /// Six replicates of each model, those of the second five points better.
  private static func results(_ models: [Model]) -> StudyResults {
    let study = SmallStudy {
      $0.models = models
      $0.sizes = .list([20])
      $0.replicates = 6
      $0.stopping = [StoppingSpecification(name: "none", rules: [.none])]
    }.description
    let trajectories = models.indices.flatMap { model in
      (1...6).map { replicate -> TrajectoryResult in
        let history = [
          EpochRecord(
            epoch: 1, updates: 10, train: Score(loss: 0.1, [.accuracy: 1]), validation: nil,
            test: Score(loss: 1, [.accuracy: 0.8 + 0.05 * Double(model) + 0.001 * Double(replicate)]), seconds: 0)
        ]
        return TrajectoryResult(
          key: "\(model) \(replicate)",
          configuration: Configuration(
            modelIndex: model, model: models[model].name, hidden: Self.hidden(models[model]), parameters: 600 + model,
            size: 20, varied: []),
          replicate: replicate, history: history, diverged: false,
          trials: TrajectoryResult.replay(history, diverged: false, rules: [.none], epochs: 1),
          chance: ChanceLimits(train: 0.1, test: 0.125))
      }
    }
    return StudyResults(study: study, trajectories: trajectories)
  }

  @Test func structuresHaveAColumnWhereThereAreAny() throws {
    for name in [ResultTable.curves, .trials, .epochs] {
      for (models, expected) in [(Self.models, true), ([Self.models[0]], false)] {
        let results = Self.results(models)
        let table = name.table(results, StudyAnalysis(results))
        let index = table.index(of: "structure")
        #expect((index != nil) == expected, "\(name)")
        guard let index else { continue }
        // Tables of runs begin with the same columns in any study.
        if let replicate = table.index(of: "replicate") { #expect(index == replicate + 1, "\(name)") }
        let cells = table.rows.map { $0[index] }
        #expect(cells.contains(.missing) && cells.contains(.text("layer normalisation, residual")), "\(name)")
        #expect(cells.allSatisfy { $0 == .missing || $0 == .text("layer normalisation, residual") }, "\(name)")
      }
    }
  }

  /// The one that stands later is first; what differs is named.
  @Test func sameLayersDifferInStructure() throws {
    let comparison = try #require(StudyAnalysis(Self.results(Self.models)).comparisons.first)
    #expect(comparison.contrast.kind == .structure && comparison.contrast.kind.name == "structure")
    #expect(comparison.contrast.first.model == "both" && comparison.contrast.second.model == "plain")
    #expect(comparison.difference.map { abs($0.mean - 0.05) < 1e-9 } == true)
    #expect(!comparison.contrast.isOfDepth)
  }

  /// Of four networks with two numbers of layers and two structures, those that differ in one thing are compared; of two that
  /// differ in both without another between them, these.
  @Test func whatDiffersInTwoThingsIsComparedOnlyAlone() {
    func pairs(_ models: [Model]) -> Set<Set<String>> {
      Set(StudyAnalysis(Self.results(models)).comparisons.map { Set($0.contrast.sides.map(\.model)) })
    }
    let residual = LayerStructure(isResidual: true)
    let four = [
      Model(name: "a2", hidden: .widths([8, 8])), Model(name: "a3", hidden: .widths([8, 8, 8])),
      Model(name: "b2", hidden: .widths([8, 8]), structure: residual),
      Model(name: "b3", hidden: .widths([8, 8, 8]), structure: residual),
    ]
    #expect(pairs(four) == [["a2", "a3"], ["b2", "b3"], ["a2", "b2"], ["a3", "b3"]])
    #expect(pairs([four[0], four[3]]) == [["a2", "b3"]])
    #expect(pairs([four[0], four[1], four[3]]) == [["a2", "a3"], ["a3", "b3"]])
  }

  @Test func aPeakOverWidthsIsSaid() throws {
    var analysis = StudyAnalysis(Self.results([Self.models[0]]))
    func key(_ width: Int) -> CurveKey {
      CurveKey(modelIndex: 0, model: "width-\(width)", hidden: [width], parameters: width, varied: [], rule: .none)
    }
    let change = Interval(mean: -0.2, low: -0.25, high: -0.15)
    var drop = WidthDrop(from: key(2), to: key(8), size: 1000, change: change, p: 0.01, recovery: key(32))
    analysis.widthDrops = [drop]
    #expect(
      Findings(analysis).sentences.contains(
        "Test error has a peak over widths (double descent): “width-8” loses 20.0 (15.0 to 25.0) points against the narrower "
          + "“width-2” at n = 1,000, and the wider “width-32” is better again."))
    let table = ResultTable.widthDrops.table(Self.results([Self.models[0]]), analysis)
    #expect(
      TableFormat.csv.write(table)
        == "from_model,to_model,hidden_layers,from_width,to_width,size,rule,threshold,change,change_low,change_high,"
        + "p_corrected,recovery_model,recovery_width\nwidth-2,width-8,1,2,8,1000,none,,-0.2,-0.25,-0.15,0.01,width-32,32\n"
    )
    drop.recovery = nil
    analysis.widthDrops = [drop, drop]
    #expect(
      ResultTable.widthDrops.table(Self.results([Self.models[0]]), analysis).rows.map { Array($0.suffix(2)) }
        == Array(repeating: [Table.Cell.missing, .missing], count: 2))
    #expect(
      Findings(analysis).sentences.contains(
        "Wider layers made it worse: “width-8” loses 20.0 (15.0 to 25.0) points against the narrower “width-2” at n = 1,000; "
          + "there is one other such drop by size and rule."))
  }
}
