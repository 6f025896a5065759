import Datasets
import Foundation

/// The files of a request: those that are named, those in folders that are named, or those that match the pattern.
struct InputFiles {
  /// The paths, with what the pattern finds in each; nil where it does not match.
  private(set) var paths: [(path: String, fields: [String: String]?)] = []
  private(set) var remarks: [String] = []

  init(_ request: ImportRequest, _ pattern: NamePattern?) throws {
    var found: [String] = []
    if request.files.isEmpty {
      guard let pattern else { throw failure("no files are given; name them, or give a pattern that finds them") }
      let folder = pattern.folder
      found = try Self.files(in: folder.isEmpty ? "." : folder).map { folder.isEmpty ? String($0.dropFirst(2)) : $0 }
      let all = found.count
      found = found.filter { pattern.fields(inPath: $0) != nil }
      guard !found.isEmpty else {
        throw failure(
          "no file matches the pattern \(inQuotes(pattern.text)); \(counted(all, "file")) below "
            + inQuotes(folder.isEmpty ? "." : folder))
      }
    }
    for path in request.files.map(DataLocations().expanded) {
      if pattern == nil { try OwnResults.refuse(path: path) }
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue else {
        found.append(path)
        continue
      }
      let inside = try Self.files(in: path).filter(Self.isTable)
      let matching = pattern.map { pattern in inside.filter { pattern.fields(inPath: $0) != nil } } ?? inside
      guard !matching.isEmpty else {
        throw failure(
          "\(path): is a folder without a file to read"
            + (pattern.map { " that matches \(inQuotes($0.text))" } ?? ""))
      }
      for passed in inside where !matching.contains(passed) {
        remarks.append("\(passed): passed over, as its name does not match the pattern")
      }
      found += matching
    }
    var seen: Set<String> = []
    if let twice = found.first(where: { !seen.insert($0).inserted }) {
      throw failure("\(twice): is given twice; leave one of them out")
    }
    guard found.count <= ImportLimits.files else {
      throw failure("\(found.count) files are more than the \(ImportLimits.files) that are read")
    }
    paths = found.map { ($0, pattern?.fields(inPath: $0)) }
  }

  private static func isTable(_ path: String) -> Bool {
    let name = path.hasSuffix(".gz") ? path.dropLast(3) : path[...]
    return [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"].contains { name.hasSuffix($0) }
  }

  /// The files in a folder and the folders in it, in the order of their paths; without those that are hidden.
  private static func files(in folder: String) throws -> [String] {
    var found: [String] = []
    var count = 0
    func search(_ folder: String, _ depth: Int) throws {
      guard depth < 32 else { return }
      let items = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for item in items.sorted() where !item.hasPrefix(".") {
        count += 1
        guard count <= ImportLimits.folderItems else {
          throw failure("\(folder): more than \(ImportLimits.folderItems) items to search; give a folder further in")
        }
        let path = folder.hasSuffix("/") ? folder + item : "\(folder)/\(item)"
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { continue }
        if isFolder.boolValue { try search(path, depth + 1) } else { found.append(path) }
      }
    }
    try search(folder, 0)
    return found.sorted()
  }
}
