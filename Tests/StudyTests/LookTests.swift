import Foundation
import Study
import Testing

@Suite struct LookTests {
  private static let goal = PrecisionGoal(precision: 1, from: 5, to: 100)

  private static func looks(_ looks: (Int, byPrecision: Bool)...) -> [Look] {
    looks.map { Look(replicates: $0.0, time: Date(timeIntervalSince1970: 0), isByPrecision: $0.byPrecision) }
  }

  @Test func replicatesThatAreAddedFollowTheLooksBefore() {
    let looks = Self.looks((10, false), (20, false), (40, false))
    #expect(looks.before(.independent(10)) == [])
    #expect(looks.before(.independent(30)) == [10, 20])
    #expect(looks.before(.independent(40)) == [10, 20])
    #expect(looks.before(.independent(80)) == [10, 20, 40])
    #expect([Look]().before(10) == [])
  }

  /// The first stop by precision follows none; one of a precision that was changed does.
  @Test func theFirstStopByPrecisionSpendsNothing() {
    let pilot = Self.looks((10, false))
    #expect(pilot.before(.untilPrecise(Self.goal, count: 27)) == [])
    let stopped = Self.looks((10, false), (27, true))
    #expect(stopped.before(.untilPrecise(Self.goal, count: 27)) == [])
    #expect(stopped.before(.untilPrecise(Self.goal, count: 54)) == [27])
    #expect(stopped.before(.independent(40)) == [27])
    #expect(Self.looks((27, true), (54, true)).before(.untilPrecise(Self.goal, count: 54)) == [27])
  }

  /// Replicates that were hidden for a while were seen before.
  @Test func whatIsHiddenMeanwhileChangesNothing() {
    let looks = Self.looks((10, false), (40, false), (8, true))
    #expect(looks.before(.independent(40)) == [10])
    #expect(looks.before(.untilPrecise(Self.goal, count: 8)) == [])
  }
}
