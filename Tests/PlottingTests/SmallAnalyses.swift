import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study
import Testing

@testable import Plotting

/// Analyses of one size and four replicates whose values are given, for tests of single figures.
protocol SmallAnalyses {}

extension SmallAnalyses {
  func configuration(_ model: Int = 0, _ varied: [String] = [], hidden: [Int] = [4, 3]) -> Configuration {
    Configuration(
      modelIndex: model, model: ["shallow", "deep"][model], hidden: hidden, parameters: 100, size: 100, varied: varied)
  }

  func point(_ varied: [String], test: Interval?, diverged: Int = 0, atChance: Int = 0, metric: Metric = .accuracy)
    -> CurvePoint
  {
    CurvePoint(
      key: CurveKey(modelIndex: 0, model: "shallow", hidden: [4, 3], parameters: 100, varied: varied, rule: .none),
      size: 100, count: 4 - diverged, maxEpochs: 0, diverged: diverged, atChance: atChance,
      summaries: test.map { [.test(metric): $0, .gap(metric): $0] } ?? [:])
  }

  func analysis(
    vary: [(key: String, values: [String])] = [], curves: [CurvePoint]? = nil, epochCurves: [EpochCurve] = []
  ) -> StudyAnalysis {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("shallow", [4, 3])]
    synthetic.rules = [.none]
    synthetic.sizes = [100]
    synthetic.replicates = 4
    synthetic.vary = vary
    return StudyAnalysis(
      study: synthetic.value.study,
      curves: curves ?? [point([], test: Interval(mean: 0.9, low: 0.8, high: 1))], epochCurves: epochCurves,
      comparisons: [])
  }

  func epochCurve(_ varied: [String], train: [Double], validation: [Double]) -> EpochCurve {
    func intervals(_ values: [Double]) -> [Interval] {
      values.map { Interval(mean: $0, low: $0 * 0.9, high: $0 * 1.1) }
    }
    return EpochCurve(
      configuration: configuration(0, varied), epochs: Array(1...train.count), counts: train.map { _ in 4 },
      summaries: [.trainLoss: intervals(train), .validationLoss: intervals(validation)], stops: [])
  }
}
