public import Foundation
public import Study
import Yams

/// Reads study files: YAML that says what to compare, on which data, and when to stop.
///
/// Reading is strict. Nothing is guessed, ignored or rounded; mistakes are thrown as ``StudyFileError`` with line and
/// column.
public enum StudyFile {
  /// The most bytes of a study file.
  public static let largestFile = 1_000_000
  /// The most trials of a study: models × sizes × varied values × replicates × thresholds.
  public static let maximumTrials = 1_000_000
  /// The seed of a study that gives none.
  public static let usualSeed: UInt64 = 2026

  /// Reads the study in the file at `url`; for relative paths in it see ``parse(text:file:folders:)``.
  ///
  /// - Throws: ``StudyFileError`` if the file cannot be read or is not a valid study.
  public static func read(_ url: URL, folders: [String]? = nil) throws -> StudyDescription {
    try parse(
      text: text(at: url), file: url.relativePath, folders: folders ?? [folder(of: url.path(percentEncoded: false))])
  }

  /// The folder of the file at `path`, in full.
  static func folder(of path: String) -> String {
    let name = path.lastIndex(of: "/").map { path[...$0] } ?? ""
    return path.hasPrefix("/") ? String(name) : "\(FileManager.default.currentDirectoryPath)/\(name)"
  }

  /// Returns the text of the file at `url`, not yet parsed.
  ///
  /// - Throws: ``StudyFileError`` if the file cannot be read, is too large or is not UTF-8.
  public static func text(at url: URL) throws -> String {
    let file = url.relativePath
    func failure(_ message: String) -> StudyFileError { StudyFileError(file: file, message: message) }
    let values: URLResourceValues
    do {
      values = try url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey, .fileSizeKey])
    } catch {
      let complete = ["yaml", "yml"].map { "\(file).\($0)" }.first(where: FileManager.default.fileExists)
      throw failure(
        "cannot be found; "
          + (complete.map { "did you mean \($0)?" } ?? "give the path of a study file\(file.tildeHint)"))
    }
    guard values.isRegularFile == true else { throw failure("is not a file; give the path of a study file") }
    let tooLarge = failure("is larger than \(largestFile) bytes; a study file is a few lines")
    if let size = values.fileSize, size > largestFile { throw tooLarge }
    let bytes: Data
    do {
      let handle = try FileHandle(forReadingFrom: url)
      defer { try? handle.close() }
      bytes = try handle.read(upToCount: largestFile + 1) ?? Data()
    } catch {
      throw failure("cannot be read; check its permissions")
    }
    guard bytes.count <= largestFile else { throw tooLarge }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure("is not UTF-8 text; save it in that encoding")
    }
    return text
  }

  /// Parses the text of a study file; error messages name `file`.
  ///
  /// Relative paths in the text begin in the first of `folders` where they lead to something; without, in the folder of
  /// `file`. The study has the paths in full.
  ///
  /// - Throws: ``StudyFileError`` with the first mistake, and further ones in `others`.
  public static func parse(text: String, file: String, folders: [String]? = nil) throws -> StudyDescription {
    let (element, twice) = try Self.element(of: text, file: file, folders: folders ?? [folder(of: file)])
    do {
      return try RootSection.section.readingAll(element, after: twice, RootSection.read)
    } catch let error as StudyFileError {
      guard ImportSection.isMeant(by: element) else { throw error }
      throw StudyFileError(file: file, message: "is an import file, not a study; fathom import reads such files")
    }
  }

  /// The root of the YAML tree of `text`, strictly read, without the first of keys that are there twice; and an error for each
  /// of those.
  static func element(of text: String, file: String, folders: [String]) throws -> (Element, twice: [StudyFileError]) {
    guard text.utf8.count <= largestFile else {
      throw StudyFileError(file: file, message: "is larger than \(largestFile) bytes; a study file is a few lines")
    }
    let text = text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    try PlainYAML.check(text, file: file)
    let tree = try UniqueKeys(text, file: file)
    guard let root = tree.root else {
      throw StudyFileError(file: file, line: 1, column: 1, message: emptiness(of: text))
    }
    return (Element(file: file, root: root, folders: folders), tree.mistakes)
  }

  /// What to say of a text without any key: that it is empty, or has a comment on what made the results beside it.
  private static func emptiness(of text: String) -> String {
    let made = text.split(separator: "\n").first { $0.hasPrefix("# fathom ") }?.dropFirst(2)
    return made.map {
      "there is no study here, as other results were put together: `\(oneLine(String($0), limit: 300))`; run that again to "
        + "renew them, or run the studies themselves"
    } ?? "the file is empty; fathom new writes a study to start from"
  }

  /// The YAML tree of `text`; nil if there is nothing but comments.
  static func compose(_ text: String, file: String) throws -> Node? {
    func failure(_ mark: Mark?, _ message: String) -> StudyFileError {
      StudyFileError(file: file, line: mark?.line, column: mark?.column, message: message)
    }
    do {
      return try Yams.compose(yaml: text, .basic, .default, .utf8)
    } catch let error as YamlError {
      switch error {
      case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
        .composer(let context, let problem, let mark, _):
        let hint = problem.hasPrefix("mapping values are not allowed") ? "; quote text that contains ': '" : ""
        throw failure(mark, "not valid YAML: \(context.map { "\($0.text), " } ?? "")\(oneLine(problem))\(hint)")
      case .duplicatedKeysInMapping(let duplicates, let context):
        var error = failure(
          context.mark, "the key \(oneLine(duplicates.first ?? "", limit: 200)) is given again below; keep one")
        error.twice = duplicates.first
        throw error
      default:
        throw failure(nil, "not valid YAML")
      }
    }
  }
}

extension String {
  /// How to write this path if it begins with a tilde, for an error that nothing is there; empty for other paths.
  package var tildeHint: String {
    ["~/", "./~/"].contains(where: hasPrefix)
      ? " (the shell puts the home folder in place of ~ only outside of quotes)" : ""
  }
}
