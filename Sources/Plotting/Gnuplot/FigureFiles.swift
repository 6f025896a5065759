public import DurableFiles
import Foundation
import Study

/// The files of figures in their folder: `FIGURE.gp`, `FIGURE.dat`, `FIGURE-N.dat`, pictures, and captions.
/// Their names distinguish them from the user's own files.
public enum FigureFiles {
  /// Whether Fathom gives a file this name, for a figure of any of these names in any form.
  static func isOurs(_ name: String, _ figures: Set<String> = kinds) -> Bool {
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return false }
    let (stem, ending) = (String(parts[0]), String(parts[1]))
    if figures.contains(stem) {
      return ["gp", "dat", "txt"].contains(ending) || FigureFormat(rawValue: ending).map { $0 != .tex } ?? false
    }
    guard let hyphen = stem.lastIndex(of: "-"), figures.contains(String(stem[..<hyphen])) else { return false }
    let figure = String(stem[..<hyphen])
    if (FigureFormat.tex.files(of: figure) + CaptionFiles.names(figure, [.tex])).contains(name) { return true }
    let number = stem[stem.index(after: hyphen)...]
    return ending == "dat" && !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
  }

  static let kinds = Set(FigureName.allCases.map(\.rawValue))

  /// Removes files of figures from `folder` that are no longer made: all files of a figure that is not among `figures`,
  /// and data files and formats that a figure no longer has.
  ///
  /// Only regular files with the names of kinds are removed, not figures with names of their own, which are for a paper, say;
  /// links are not followed. A file that cannot be removed
  /// stays.
  public static func removeOutdated(in folder: FolderItem, keeping figures: [Figure]) {
    let current = Set(
      figures.flatMap { figure in
        figure.files(formats: figure.formats)
      })
    let names = (try? folder.list()) ?? []
    remove(names.filter { isOurs($0) && !current.contains($0) }, from: folder)
  }

  /// Removes from `folder` the files of figures with names of their own, in the same way.
  public static func remove(figures names: Set<String>, from folder: FolderItem) {
    guard !names.isEmpty else { return }
    remove(((try? folder.list()) ?? []).filter { isOurs($0, names) }, from: folder)
  }

  private static func remove(_ names: [String], from folder: FolderItem) {
    // A file that cannot be removed is no reason to fail.
    for item in names.map({ folder.appending(path: $0) }) where item.isFile { try? DurableFile.remove(item) }
  }
}
