import Foundation
import TestSupport

@testable import Datasets

extension TemporaryFolder {
  /// Loads a CSV table with this text, whose target is `kind` unless the change of the source says otherwise.
  func load(_ text: String, _ change: (inout DataSource) -> Void = { _ in }) throws -> Dataset {
    try file("t.csv").write(Array(text.utf8))
    var source = DataSource(name: "csv", path: file("t.csv").path, target: "kind")
    change(&source)
    return try CSVTable(path: file("t.csv").path, settings: TableSettings(source)).load(as: "csv").pool
  }
}
