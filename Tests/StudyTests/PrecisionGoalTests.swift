import Foundation
import Study
import Testing

@Suite struct PrecisionGoalTests {
  private static let goal = PrecisionGoal(precision: 0.5, from: 10, to: 200)

  private static func decision(_ halfWidths: [PrecisionGoal.HalfWidth], _ replicates: Int) -> PrecisionGoal.Decision {
    goal.decision(halfWidths, replicates: replicates)
  }

  @Test func narrowIntervalsAreEnough() {
    #expect(Self.decision([.init(0.5), .init(0.2), .init(0)], 10) == .reached)
    #expect(Self.decision([], 10) == .reached)
    #expect(Self.goal.estimate([.init(0.5), .init(0.2)], replicates: 10) == 10)
  }

  /// (0.8 / 0.5)² × 10 = 25.6 and (0.6 / 0.5)² × 10 = 14.4; the widest decides.
  @Test func widthsGoWithTheRootOfTheReplicates() {
    #expect(Self.decision([.init(0.6)], 10) == .add(until: 15))
    #expect(Self.goal.estimate([.init(0.8), .init(0.6)], replicates: 10) == 26)
    // At most twice as many, and at least a tenth more.
    #expect(Self.decision([.init(0.8), .init(0.6)], 10) == .add(until: 20))
    #expect(Self.decision([.init(0.501)], 40) == .add(until: 44))
    #expect(Self.decision([.init(0.501)], 199) == .add(until: 200))
    #expect(Self.decision([.init(0.501)], 200) == .exhausted)
  }

  /// Of 0.7² = 0.49, 0.16 stay; the other 0.33 have to become 0.25 − 0.16 = 0.09: 36.7 replicates instead of 10.
  @Test func aFloorStays() {
    #expect(Self.goal.estimate([.init(0.7, floor: 0.4)], replicates: 10) == 37)
    #expect(Self.decision([.init(0.7, floor: 0.4)], 10) == .add(until: 20))
    // Not clearly above the precision.
    #expect(Self.goal.estimate([.init(0.7, floor: 0.54)], replicates: 10) == nil)
    #expect(Self.decision([.init(0.55, floor: 0.54)], 40) == .add(until: 80))
    #expect(Self.decision([.init(0.55, floor: 0.54)], 200) == .exhausted)
    #expect(Self.goal.floor([.init(0.7, floor: 0.54)]) == nil && Self.goal.floor([.init(0.7, floor: 0.6)]) == 0.6)
  }

  /// Of 1² = 1, 0.36 stay; the other 0.64 have to become 0.66² − 0.36 = 0.0756: 84.7 replicates instead of 10.
  @Test func outOfReachItGoesOnUntilNearTheFloor() {
    let wide = [PrecisionGoal.HalfWidth(1, floor: 0.6), .init(0.2)]
    #expect(Self.goal.estimate(wide, replicates: 10) == 85)
    #expect(Self.decision(wide, 10) == .add(until: 20))
    #expect(Self.decision([.init(0.65, floor: 0.6), .init(0.2)], 20) == .outOfReach)
    // Few replicates do not tell the floor well; others have an interval that is still to become narrow.
    #expect(Self.decision([.init(0.65, floor: 0.6)], 12) == .add(until: 20))
    #expect(Self.decision([.init(0.65, floor: 0.6), .init(0.6)], 20) == .add(until: 29))
    let few = PrecisionGoal(precision: 0.5, from: 3, to: 6)
    #expect(few.decision([.init(0.65, floor: 0.6)], replicates: 6) == .exhausted)
  }

  @Test func anyNumberIsEstimated() {
    #expect(PrecisionGoal(precision: 1e-6, from: 3, to: 6).estimate([.init(100)], replicates: 6) == 1_000_000_000)
  }

  @Test func withoutIntervalsTheyAreDoubled() {
    #expect(Self.decision([.init(.infinity), .init(0.1)], 2) == .add(until: 4))
    #expect(Self.goal.estimate([.init(.infinity)], replicates: 2) == nil)
  }

  @Test func whatIsFinishedCounts() {
    #expect([0, 7, 10, 35, 300].map(Self.goal.start) == [10, 10, 10, 35, 200])
  }

  @Test func replicatesWithAGoalAreCoded() throws {
    let replicates = Replicates.untilPrecise(Self.goal, count: 20)
    let data = try JSONEncoder().encode(["it": replicates])
    #expect(try JSONDecoder().decode([String: Replicates].self, from: data) == ["it": replicates])
    let older = [#"{"it": 10}"#, #"{"it": {"data": 5, "initial-weights": 4}}"#]
    #expect(
      try older.map { try JSONDecoder().decode([String: Replicates].self, from: Data($0.utf8))["it"] }
        == [10, .crossed(data: 5, initialWeights: 4)])
    #expect(replicates.count == 20 && replicates.independentCount == 20 && !replicates.isCrossed)
    #expect(replicates.draws(of: 7) == Replicates.independent(20).draws(of: 7))
    #expect(replicates.independentGroups == Replicates.independent(20).independentGroups)
    #expect(replicates.decided(40) == .untilPrecise(Self.goal, count: 40))
    #expect(Replicates.independent(10).decided(40) == 10)
  }
}
