import Reporting
import Testing
import Verification
import Workflow

@Suite struct VerificationTableTests {
  @Test func marksWhatMisses() {
    func check(_ difference: Double) -> Check {
      Check(group: "g", quantity: "q", difference: difference, tolerance: 1e-5, found: "1")
    }
    let table = VerificationTable.table([check(0), check(1e-5), check(2e-5), check(.nan), check(.infinity)])
    let results = table.rows.map { $0.last }
    #expect(results == [.text("holds"), .text("holds"), .text("MISSED"), .text("MISSED"), .text("MISSED")])
  }
}
