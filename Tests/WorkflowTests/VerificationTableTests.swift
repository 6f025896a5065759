import Reporting
import Testing
import Verification
import Workflow

@Suite struct VerificationTableTests {
  @Test func marksWhatMisses() {
    func results(_ check: (Double) -> Check, _ differences: [Double]) -> [Table.Cell] {
      let table = VerificationTable.table(differences.map(check))
      let column = table.columns.firstIndex { $0.name == "result" }
      return column.map { column in table.rows.map { $0[column] } } ?? []
    }
    func check(backprop: Double = 0, autodiff: Double = 0, apart: Double = 0) -> Check {
      Check(
        group: "g", quantity: "q", backprop: backprop, autodiff: autodiff, apart: apart, tolerance: 1e-5, found: "1")
    }
    let (holds, missed) = (Table.Cell.text("holds"), Table.Cell.text("MISSED"))
    let differences = [0, 1e-5, 2e-5, .nan, .infinity]
    #expect(results({ check(backprop: $0) }, differences) == [holds, holds, missed, missed, missed])
    #expect(results({ check(autodiff: $0) }, differences) == [holds, holds, missed, missed, missed])
    #expect(results({ check(apart: $0) }, [0, 1e-10, 2e-10, .nan]) == [holds, holds, missed, missed])
  }
}
