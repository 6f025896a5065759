import Foundation
import TestSupport

@testable import Datasets

extension TemporaryFolder {
  /// Loads a CSV table with these bytes, whose target is `kind` unless the change of the source says otherwise; `columns` are
  /// those of a table that was read before.
  func load(
    _ bytes: [UInt8], columns: [TableColumn]? = nil, _ change: (inout DataSource) -> Void = { _ in }
  ) throws -> Dataset {
    try file("t.csv").write(bytes)
    var source = DataSource(name: "csv", path: file("t.csv").path, target: "kind")
    change(&source)
    return try CSVTable(path: file("t.csv").path, settings: TableSettings(source, columns: columns)).load(as: "csv")
      .pool
  }

  /// The same of a text.
  func load(
    _ text: String, columns: [TableColumn]? = nil, _ change: (inout DataSource) -> Void = { _ in }
  ) throws -> Dataset { try load(Array(text.utf8), columns: columns, change) }
}
