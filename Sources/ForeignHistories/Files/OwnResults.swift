import Datasets
import Foundation

/// What Fathom itself has written, of which only two tables hold runs.
enum OwnResults {
  private static let tables = ["epochs.tsv", "trials.tsv"]
  private static let folders = ["tables", "plots"]
  private static let files = ["summary.json", "manifest.json", "study.yaml"]
  /// Of tables that hold means over runs, such as curves.tsv.
  private static let columnsOfMeans: Set = ["model", "rule", "threshold", "size", "n", "gap_low", "gap_high"]

  /// Refuses a folder of results, and what is in one but holds no runs.
  static func refuse(path: String) throws {
    let item = URL(fileURLWithPath: path)
    let (parent, name) = (item.deletingLastPathComponent(), item.lastPathComponent)
    let above = parent.deletingLastPathComponent()
    let found: (folder: URL, steps: Int)? =
      if hasRuns(item) {
        (item, 0)
      } else if hasRuns(parent), (folders + files).contains(name) {
        (parent, 1)
      } else if hasRuns(above), folders.contains(parent.lastPathComponent), !tables.contains(name) {
        (above, 2)
      } else {
        nil
      }
    guard let found else { return }
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    let folder =
      parts.count > found.steps
      ? (path.hasPrefix("/") ? "/" : "") + parts.dropLast(found.steps).joined(separator: "/") : found.folder.path
    throw failure(
      "\(path): \(found.steps == 0 ? "is a results folder of Fathom" : "is in a results folder of Fathom and has no runs")"
        + wayOut(folder))
  }

  /// Refuses a table of means over runs.
  static func refuseMeans(_ table: ForeignTable) throws {
    guard columnsOfMeans.isSubset(of: table.columns), !table.columns.contains("replicate") else { return }
    throw failure("\(table.file): has means over runs, as Fathom's curves.tsv, and no runs\(wayOut(nil))")
  }

  /// The names of the columns with settings that were tuned, by the table of choices beside the table `path`; none without it.
  static func tunedColumns(beside path: String) -> Set<String> {
    let choices = URL(fileURLWithPath: path).deletingLastPathComponent().appending(path: "choices.tsv")
    // Without rows where nothing was tuned.
    guard let bytes = try? DataFile.content(of: choices.path(percentEncoded: false), cap: ImportLimits.file),
      let table = try? ForeignTable(text: bytes, file: choices.lastPathComponent),
      let column = table.columns.firstIndex(of: "setting"), table.columns.contains("chosen")
    else { return [] }
    return Set((0..<table.rowCount).map { ColumnName(table.string($0, column)).text })
  }

  private static func hasRuns(_ folder: URL) -> Bool {
    (["store.sqlite"] + tables.map { "tables/\($0)" }).allSatisfy {
      FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
    }
  }

  private static func wayOut(_ folder: String?) -> String {
    let names = tables.map { name in folder.map { "\($0)/tables/\(name)" } ?? name }
    return "; give \(names[0]), which has the histories of its runs, or \(names[1]), which has their results"
  }
}
