import Analysis
import Study
import Testing

@Suite struct GapOnsetTests {
  /// Gaps of three replicates by epoch: 0.1 0.3 0.2, 0 0.1 0.4, 0 0 0.1.
  private static let results = SmallStudy(replicates: 4).results(
    [[0.125, 0.375, 0.25], [0, 0.125, 0.5], [0, 0, 0.125]].enumerated().map { index, gaps in
      SmallStudy.trajectory(
        replicate: index + 1,
        gaps.enumerated().map { epoch, gap in
          SmallStudy.epoch(epoch + 1, train: (0.5, 0.75), validation: nil, test: (1, 0.75 - gap))
        })
    } + [SmallStudy.trajectory(replicate: 4, [], diverged: true)])

  @Test func theFirstEpochAboveTheLevelCounts() throws {
    let onset = try #require(GapOnset.onsets(Self.results, level: 0.25).first)
    #expect(onset.count == 3 && onset.exceeding == 2)
    // In the second and the third epoch: 0.25 itself does not exceed it.
    #expect(onset.epoch == Interval(mean: 2.5))
  }

  /// 0.8 − 0.7 is 0.1, though not in double precision.
  @Test func roundingExceedsNothing() throws {
    let results = SmallStudy(replicates: 3).results(
      (1...3).map { replicate in
        SmallStudy.trajectory(
          replicate: replicate,
          [(0.8, 0.7), (0.9, 0.8), (0.9, 0.75)].enumerated().map { epoch, scores in
            SmallStudy.epoch(epoch + 1, train: (0.5, scores.0), validation: nil, test: (1, scores.1))
          })
      })
    #expect(try #require(GapOnset.onsets(results, level: 0.1).first).epoch?.mean == 3)
  }

  @Test func aLevelThatIsNeverExceeded() throws {
    let onset = try #require(GapOnset.onsets(Self.results, level: 0.5).first)
    #expect(onset.count == 3 && onset.exceeding == 0 && onset.epoch == nil)
  }
}
