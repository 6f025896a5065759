public import Reporting
public import Verification

/// The checks of `fathom verify` as a table.
public enum VerificationTable {
  public static func table(_ checks: [Check]) -> Table {
    Table(
      columns: [
        Table.Column("group"), Table.Column("quantity"), Table.Column("found"), Table.Column("difference", .scientific),
        Table.Column("tolerance", .scientific), Table.Column("result"),
      ],
      rows: checks.map { check in
        [
          .text(check.group), .text(check.quantity), .text(check.found), Table.Cell(check.difference),
          .number(check.tolerance), .text(check.passed ? "holds" : "MISSED"),
        ]
      })
  }
}
