import Foundation
import Study
import TestSupport
import Testing

@testable import Workflow

/// Which of two runs of a trajectory a merge keeps.
@Suite struct StudyMergeTests {
  private static func sample(_ predictions: [Int: Data]?) -> TrajectoryResult {
    var result = TrajectoryResult.sample("1")
    result.recordings.predictions = predictions.map(Predictions.init)
    return result
  }

  /// More predictions are those of rules that were added.
  @Test func morePredictionsWin() {
    let (few, many) = (Self.sample([1: Data([0, 9])]), Self.sample([1: Data([0, 9]), 3: Data([0, 0])]))
    #expect(StudyMerge.better(few, many) == many)
    #expect(StudyMerge.better(many, few) == many)
    #expect(StudyMerge.better(Self.sample(nil), few) == few)
    #expect(StudyMerge.better(few, few) == few)
  }

  @Test func predictionsThatDifferContradictEachOther() {
    #expect(StudyMerge.better(Self.sample([1: Data([0, 9])]), Self.sample([1: Data([0, 8])])) == nil)
  }

  @Test func theDigestTellsPredictionsApart() {
    let study = SmallStudy().description
    let digests = [nil, [1: Data([0, 9])], [1: Data([0, 8])], [3: Data([0, 9])]].map {
      StudyResults(study: study, trajectories: [Self.sample($0)]).digest
    }
    #expect(Set(digests).count == 4)
  }
}
