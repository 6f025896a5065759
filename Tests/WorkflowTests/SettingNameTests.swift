import ForeignHistories
import Foundation
import Reporting
import Study
import TestSupport
import Testing

@testable import Workflow

/// Settings of imported runs stand in tables beside all else.
@Suite struct SettingNameTests {
  /// Whatever a setting is called, no table has two columns of one name, and the values of the setting are in it.
  @Test func noTableHasTwoColumnsOfOneName() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("h.csv")
    func output(_ names: [String]) throws -> (StudyOutput, [String]) {
      var rows: [String] = []
      for model in ["a", "b"] {
        for size in [10, 20] {
          for value in ["x", "y"] {
            for seed in 1...4 {
              let values = names.map { _ in value }.joined(separator: ",")
              rows.append("\(model),\(size),\(seed),\(values),0.\(seed),\(value == "x" ? "0.3" : "0.4")")
            }
          }
        }
      }
      let header = (["model", "size", "seed"] + names + ["train_accuracy", "test_accuracy"]).joined(separator: ",")
      try ([header] + rows).map { $0 + "\n" }.joined().write(to: file, atomically: true, encoding: .utf8)
      var request = ImportRequest(files: [file.path(percentEncoded: false)])
      for name in names { request.columns[name] = name }
      let history = try HistoryImport(request, name: "h")
      let results = StudyResults(study: history.recorded.study, trajectories: history.recorded.trajectories)
      return (StudyOutput(results), history.histories.notes)
    }
    let (plain, _) = try output(["other"])
    let known = Set(ResultTable.allCases.flatMap { plain.table($0).columns.map(\.name) })
    // Names of fields are no settings.
    let names = known.filter { name in
      let keys = (try? output([name]))?.0.results.study.vary.map(\.key) ?? []
      return keys.count == 1 && keys[0].hasSuffix(name)
    }.sorted()
    #expect(names.count > 20 && names.contains("verdict") && names.contains("first"))
    for name in names + ["setting_first"] {
      let (shown, notes) = try output(name == "setting_first" ? ["first", name] : [name])
      for table in ResultTable.allCases {
        let columns = shown.table(table).columns.map(\.name)
        #expect(Set(columns).count == columns.count, "\(name) in \(table)")
      }
      let key = try #require(shown.results.study.vary.first?.key)
      let trials = shown.table(.trials)
      let column = try #require(trials.index(of: key.replacing("-", with: "_")))
      #expect(Set(trials.rows.map { "\($0[column])" }).count == 2)
      let isTold = notes.contains { $0.contains("is called \(key), as tables have a column") }
      #expect(isTold == (name == "setting_first" || key != name), "\(name): \(notes)")
    }
  }
}
