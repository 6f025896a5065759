public import DurableFiles
import Study

/// The files of figures in their folder: `FIGURE.gp`, `FIGURE.dat`, `FIGURE-N.dat`, and a picture for each format.
/// Their names distinguish them from the user's own files.
public enum FigureFiles {
  /// Whether Fathom gives a file this name, for any figure in any form.
  static func isOurs(_ name: String) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let (stem, ending) = (String(parts[0]), String(parts[1]))
    if FigureName(rawValue: stem) != nil {
      return ["gp", "dat"].contains(ending) || FigureFormat(rawValue: ending).map { $0 != .tex } ?? false
    }
    guard ending == "dat", let hyphen = stem.lastIndex(of: "-"), FigureName(rawValue: String(stem[..<hyphen])) != nil
    else { return false }
    let number = stem[stem.index(after: hyphen)...]
    return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
  }

  /// Removes files of figures from `folder` that are no longer made: all files of a figure that is not among `figures`,
  /// and data files and formats that a figure no longer has.
  ///
  /// Only regular files with names that Fathom gives are removed; links are not followed. A file that cannot be removed
  /// stays.
  public static func removeOutdated(in folder: FolderItem, keeping figures: [Figure]) {
    let current = Set(
      figures.flatMap { figure in
        figure.files(formats: figure.formats)
      })
    let outdated = ((try? folder.list()) ?? []).filter { isOurs($0) && !current.contains($0) }
    // A file that cannot be removed is no reason to fail.
    for item in outdated.map({ folder.appending(path: $0) }) where item.isFile { try? DurableFile.remove(item) }
  }
}
