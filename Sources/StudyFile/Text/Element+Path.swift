import Datasets
import Foundation
import Yams

extension Element {
  /// Where a path leads that is the value: the path in full, and the folder that it begins in if that is one of the file's.
  ///
  /// A relative path begins in the first folder of the file where it leads to something, or else in `$FATHOM_DATA` if it
  /// does there; if it is a setting given elsewhere, in the current folder. `~/` is the home folder of whoever runs the
  /// study.
  func located(_ path: String) -> (path: String, folder: String?) {
    guard !path.hasPrefix("/"), !path.hasPrefix("~/") else { return (path, nil) }
    let isSetting = node.mark == nil
    let folders =
      isSetting ? [FileManager.default.currentDirectoryPath] : folders + [DataLocations().dataFolder].compactMap(\.self)
    let places = folders.map { folder in
      (path: Self.inFull("\(folder)/\(path)"), folder: isSetting ? nil : Self.inFull(folder))
    }
    return places.first { FileManager.default.fileExists(atPath: $0.path) } ?? places.first ?? (path, nil)
  }

  /// A path from the root without `.`, `..` and a slash at its end.
  private static func inFull(_ path: String) -> String {
    let path = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
