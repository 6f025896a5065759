public import Foundation
import Study

/// The files that figures leave in their folder, told by their names from the user's own: `FIGURE.gp`, `FIGURE.dat`,
/// `FIGURE-N.dat` and a picture for each format.
public enum FigureFiles {
  /// Whether Fathom gives a file this name, for any figure in any form.
  static func isOurs(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let (stem, ending) = (String(parts[0]), String(parts[1]))
    if FigureName(rawValue: stem) != nil {
      return ["gp", "dat"].contains(ending) || FigureFormat(rawValue: ending) != nil
    }
    guard ending == "dat", let hyphen = stem.lastIndex(of: "-"), FigureName(rawValue: String(stem[..<hyphen])) != nil
    else { return false }
    let number = stem[stem.index(after: hyphen)...]
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Removes what figures have left in `folder` in a form that they no longer have: all of a figure that is not among
  /// `figures`, the data of panels that one no longer has, and formats that it cannot have.
  ///
  /// Only regular files go, and only under names that Fathom gives; links are not followed.
  public static func removeOutdated(in folder: URL, keeping figures: [Figure]) {
    let current = Set(
      figures.flatMap { figure in
        ["\(figure.name).gp"] + figure.tables.indices.map { figure.dataFile($0) }
          + figure.formats.map { "\(figure.name).\($0.rawValue)" }
      })
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))) ?? []
    for name in names where isOurs(name) && !current.contains(name) { remove(folder.appending(path: name)) }
  }

  /// Whether there is a regular file, not a link to one.
  static func isFile(_ url: URL) -> Bool {
    var status = stat()
    return lstat(url.path(percentEncoded: false), &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The content of a regular file; nil if there is none.
  static func contents(_ url: URL) -> Data? { isFile(url) ? try? Data(contentsOf: url) : nil }

  /// Removes a regular file; one that stays is no reason to fail.
  static func remove(_ url: URL) {
    if isFile(url) { unlink(url.path(percentEncoded: false)) }
  }
}
