import Foundation
import NeuralNetwork
import Study
import Testing

@testable import Analysis

/// Which trajectories the parts of an analysis are made from.
@Suite struct StudyAnalysisTests {
  /// Both models at both sizes in two replicates, all with recordings; the second replicate came first.
  private var analysis: StudyAnalysis {
    let trajectories = [0, 1].flatMap { model in
      [10, 20].flatMap { size in
        [2, 1].map { replicate in
          var result = SmallStudy.trajectory(model: model, size: size, replicate: replicate, testAccuracy: 0.5)
          result.recordings.batchLosses = [Float(size * replicate), 1]
          result.recordings.deadNeurons = DeadNeuronHistory(
            probes: 5, counts: Array(repeating: Array(repeating: size / 10 * replicate, count: 2 * model + 1), count: 2)
          )
          result.recordings.decisions = DecisionMap(
            x: 0...Double(size), y: 0...Double(replicate), classes: Data(), points: [])
          return result
        }
      }
    }
    return StudyAnalysis(SmallStudy(replicates: 2).results(trajectories))
  }

  private let largest = [0, 1].map { SmallStudy.configuration(model: $0, size: 20) }

  @Test func batchLossesAreOfTheLargestSizeOverAllReplicates() {
    let curves = analysis.batchLossCurves
    #expect(curves.map(\.configuration) == largest)
    // Single values of the first replicate, the mean of 20 and 40.
    #expect(curves.allSatisfy { $0.points.map(\.loss) == [20, 1] && $0.course.map(\.mean) == [30, 1] })
  }

  @Test func deadNeuronsAreOfTheLargestSizeLayerByLayer() {
    let curves = analysis.deadNeuronCurves
    #expect(curves.map(\.configuration) == [largest[0]] + Array(repeating: largest[1], count: 3))
    #expect(curves.map(\.layer) == [1, 1, 2, 3])
    // Two and four of eight.
    #expect(curves.allSatisfy { $0.shares.map(\.mean) == [0.375, 0.375] && $0.counts == [2, 2] })
  }

  @Test func portraitsAreOfTheFirstReplicateAtTheLargestSize() {
    let portraits = analysis.portraits
    #expect(portraits.map(\.configuration) == largest)
    #expect(portraits.allSatisfy { $0.decisions?.x == 0...20 && $0.decisions?.y == 0...1 && $0.record.epoch == 1 })
  }

  @Test func epochCurvesAreOfTheLargestSize() { #expect(analysis.epochCurves.map(\.configuration) == largest) }

  @Test func withoutRecordingsThereIsNothingOfThem() {
    let plain = StudyAnalysis(
      SmallStudy(replicates: 1).results([SmallStudy.trajectory(replicate: 1, testAccuracy: 0.5)]))
    #expect(plain.batchLossCurves.isEmpty && plain.deadNeuronCurves.isEmpty && plain.portraits.isEmpty)
  }
}
