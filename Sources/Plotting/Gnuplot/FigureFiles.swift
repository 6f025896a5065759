public import DurableFiles
import Foundation
import Study

/// The files of figures in their folder: `FIGURE.gp`, `FIGURE.dat`, `FIGURE-N.dat`, pictures, and captions.
/// Their names distinguish them from the user's own files.
public enum FigureFiles {
  /// Whether Fathom gives a file this name, for a figure of one of these names in any form.
  static func isOurs(_ name: String, of figures: Set<String> = kinds) -> Bool {
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

  /// The names of figures in a folder: of all kinds, and others whose scripts begin as those of Fathom do.
  private static func figures(in folder: FolderItem, _ names: [String]) -> Set<String> {
    kinds.union(
      names.filter { $0.hasSuffix(".gp") }.map { String($0.dropLast(3)) }.filter { name in
        let script = folder.appending(path: name + ".gp")
        guard script.isFile, let text = try? script.contents() else { return false }
        return text.starts(with: Data((GnuplotScript.firstLine(name) + "\n").utf8))
      })
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
    let names = (try? folder.list()) ?? []
    let ours = Self.figures(in: folder, names)
    let outdated = names.filter { isOurs($0, of: ours) && !current.contains($0) }
    // A file that cannot be removed is no reason to fail.
    for item in outdated.map({ folder.appending(path: $0) }) where item.isFile { try? DurableFile.remove(item) }
  }
}
