import Analysis
import Reporting
import Study
import TestSupport
import Testing

@Suite struct PrecisionWordsTests {
  private static func words(
    _ halfWidths: [PrecisionGoal.HalfWidth], replicates: Int, isTestSetDrawn: Bool = false
  ) throws -> String {
    let goal = PrecisionGoal(precision: 0.5, from: 10, to: 200)
    let study = SmallStudy { $0.replicates = .untilPrecise(goal, count: replicates) }
    var achieved = try #require(AchievedPrecision(StudyResults(study: study.description, trajectories: [])))
    (achieved.halfWidths, achieved.isTestSetDrawn) = (halfWidths, isTestSetDrawn)
    return PrecisionWords(achieved).progress
  }

  @Test func whatIsKnownAndNeededIsTold() throws {
    let known = "±0.8 points of ±0.5 wanted, with 20 replicates (at least 10, at most 200)"
    #expect(try Self.words([.init(0.8)], replicates: 20) == known + "; about 52 would do")
    #expect(
      try Self.words([.init(0.5)], replicates: 20).hasSuffix("wanted, with 20 replicates (at least 10, at most 200)"))
    #expect(try Self.words([.init(2)], replicates: 20).hasSuffix("; about 320 would do, but to is 200"))
    let many = try Self.words([.init(20)], replicates: 20)
    #expect(many.hasSuffix("; more than 10,000 would do, and no study may have as many"))
  }

  /// What stays is that of the test set or, if replicates draw it, of all data; few replicates do not tell it well.
  @Test func whatStaysIsTold() throws {
    let near = [PrecisionGoal.HalfWidth(0.65, floor: 0.6)]
    #expect(
      try Self.words(near, replicates: 40).hasSuffix(
        "; more would gain little; however many there are, about ±0.6 points stay on these test samples; take a larger "
          + "test set, or intervals: replicates"))
    #expect(
      try Self.words(near, replicates: 40, isTestSetDrawn: true).contains("stay on these data; take more data, or "))
    #expect(try Self.words([.init(1, floor: 0.6)], replicates: 10).contains("test samples, as far as so few tell; "))
    #expect(
      try Self.words([.init(1, floor: 0.6)], replicates: 10).contains("; about 85 would come near what is possible; "))
    #expect(!(try Self.words([.init(1, floor: 0.52)], replicates: 10).contains("stay")))
  }
}
