import Foundation
import Study
import Testing

@Suite struct LookTests {
  private static func looks(_ replicates: Int...) -> [Look] {
    replicates.map { Look(replicates: $0, time: Date(timeIntervalSince1970: 0)) }
  }

  @Test func replicatesThatAreAddedFollowTheLooksBefore() {
    let looks = Self.looks(10, 20, 40)
    #expect(looks.before(10) == [])
    #expect(looks.before(40) == [10, 20])
    #expect(looks.before(80) == [10, 20, 40])
    #expect([Look]().before(10) == [])
  }

  /// What was seen with more replicates was seen; what was seen with as many stays as it was.
  @Test func hiddenReplicatesWereSeen() {
    let looks = Self.looks(10, 40, 8)
    #expect(looks.before(40) == [10])
    #expect(looks.before(8) == [10, 40] && looks.before(6) == [10, 40])
    #expect(looks.before(20) == [10, 40] && looks.before(50) == [10, 40])
    #expect(Self.looks(40).before(20) == [40])
    #expect(Self.looks(20, 40, 20).before(20) == [])
  }
}
