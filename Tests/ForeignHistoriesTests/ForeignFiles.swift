import Datasets
import ForeignHistories
import Foundation
import NeuralNetwork
import TestSupport
import Testing

/// Files of a test in a folder of their own, and what is read of them.
struct ForeignFiles {
  let folder: TemporaryFolder

  init(_ files: KeyValuePairs<String, String>) throws { try self.init(files.map { (name: $0.key, text: $0.value) }) }

  init(_ files: [(name: String, text: String)]) throws {
    folder = try TemporaryFolder()
    for (name, text) in files {
      let url = folder.file(name)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }
    names = files.map(\.name)
  }

  private let names: [String]

  func path(_ name: String) -> String { folder.file(name).path(percentEncoded: false) }

  /// A request for all files, in their order.
  var request: ImportRequest { ImportRequest(files: names.map(path)) }

  func read(_ change: (inout ImportRequest) -> Void = { _ in }) throws -> ForeignHistories {
    var request = request
    change(&request)
    return try request.read()
  }

  /// The line that a request is refused with, without the folder.
  func refusal(_ change: (inout ImportRequest) -> Void = { _ in }) throws -> String {
    do {
      _ = try read(change)
    } catch let error as DataError {
      #expect(error.message.count <= 600 && !error.message.contains("\n"))
      return error.message.replacing(path(""), with: "")
    }
    Issue.record("nothing was refused")
    return ""
  }

  /// Remarks without the folder.
  func remarks(_ histories: ForeignHistories) -> [String] { histories.remarks.map { $0.replacing(path(""), with: "") } }
}

/// A table with the text `header`, and rows.
func table(_ header: String, _ rows: [String]) -> String { ([header] + rows).map { $0 + "\n" }.joined() }

extension ForeignRun {
  /// The test values of a metric, by epoch.
  func test(_ metric: Metric) -> [Double?] { history.map { $0.test[metric] } }
}
