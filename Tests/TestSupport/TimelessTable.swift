public import Foundation

/// A table of a results folder without its timings: what must be equal between two runs of a study.
public struct TimelessTable: Equatable, Sendable {
  public var rows: [[String]]

  /// Reads a tab-separated file and leaves out the columns whose names begin with `seconds`.
  public init(_ url: URL) throws {
    let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: true)
    let cells = lines.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    let kept = (cells.first ?? []).indices.filter { !cells[0][$0].hasPrefix("seconds") }
    rows = cells.map { row in kept.map { row.indices.contains($0) ? row[$0] : "" } }
  }

  /// Every table of a results folder, by file name.
  public static func all(in folder: URL) throws -> [String: TimelessTable] {
    let tables = folder.appending(path: "tables")
    let names = try FileManager.default.contentsOfDirectory(atPath: tables.path(percentEncoded: false))
    return try Dictionary(uniqueKeysWithValues: names.map { ($0, try TimelessTable(tables.appending(path: $0))) })
  }
}
