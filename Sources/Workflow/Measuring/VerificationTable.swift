public import Reporting
public import Verification

/// The checks of `fathom verify` as a table.
public enum VerificationTable {
  /// Returns one row for each check, with the result `holds` or `MISSED`.
  public static func table(_ checks: [Check]) -> Table {
    Table(
      columns: [
        Table.Column("group"), Table.Column("quantity"), Table.Column("backprop", .scientific),
        Table.Column("autodiff", .scientific), Table.Column("apart", .scientific),
        Table.Column("tolerance", .scientific), Table.Column("result"), Table.Column("found"),
      ],
      rows: checks.map { check in
        [
          .text(check.group), .text(check.quantity), Table.Cell(check.backprop), Table.Cell(check.autodiff),
          Table.Cell(check.apart), .number(check.tolerance), .text(check.passed ? "holds" : "MISSED"),
          .text(check.found),
        ]
      })
  }
}
