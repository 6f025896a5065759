import NeuralNetwork
import Study
import TestSupport
import Testing

@testable import Analysis
@testable import Reporting

/// Which curves are named that have too few sizes to say how many samples they need.
@Suite struct LeftOutCurvesTests {
  private static let rules: [StoppingRule] = [.none, .patience(epochs: 2, threshold: 0)]
  private static let study = SmallStudy { study in
    study.models.append(Model(name: "wide", hidden: .widths([9])))
    study.stopping = rules.map { StoppingSpecification(name: $0.kind.name, rules: [$0]) }
    study.vary = [
      VariedSetting(key: "batch", values: ["8", "16"].map { .init(text: $0, assignment: .init(\.batch, .full)) })
    ]
  }.description

  /// The curve of a model with as many sizes as have results; the others have none.
  private func curve(_ model: Int, batch: String, rule: Int, sizes: Int) -> MeasuredCurve {
    MeasuredCurve(
      key: CurveKey(
        modelIndex: model, model: Self.study.models[model].name, hidden: [8], parameters: 100, varied: [batch],
        rule: Self.rules[rule]),
      cells: [20, 40].enumerated().map { index, size in
        .init(size: size, test: index < sizes ? [0.5, 0.6, 0.7] : [nil, nil, nil], diverged: index < sizes ? 0 : 3)
      })
  }

  @Test func eachIsNamedOnce() {
    var analysis = StudyAnalysis(StudyResults(study: Self.study, trajectories: [], isFinal: true))
    // By model and batch, the sizes with results under the two rules.
    let sizes: [(model: Int, batch: String, sizes: [Int])] = [
      (0, "8", [2, 2]), (0, "16", [0, 1]), (1, "8", [2, 1]), (1, "16", [2, 2]), (2, "8", [1, 0]), (2, "16", [0, 0]),
    ]
    analysis.measuredCurves = sizes.flatMap { model, batch, sizes in
      sizes.indices.map { curve(model, batch: batch, rule: $0, sizes: sizes[$0]) }
    }
    #expect(DataNeedsTable.table(analysis, target: 0.9).rows.count == 5)
    #expect(
      DataNeedsTable.leftOut(analysis, target: 0.9) == [
        "shallow with batch 16", "deep with batch 8 (patience 2)", "wide",
      ]
    )
  }
}
