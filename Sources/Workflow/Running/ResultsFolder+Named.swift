import Datasets
import DurableFiles
import Foundation
import Study
import StudyFile
public import TrialStorage

extension ResultsFolder {
  /// Returns the default results folder of the study with this name: `results/NAME`.
  public static func usual(_ study: String) -> String { "results/\(study)" }

  /// Returns a name for the study of what a file holds: that of the file without its endings, as far as names of studies
  /// may have its characters.
  public static func studyName(ofFile path: String) -> String {
    let stem = path.split(separator: "/").last?.prefix { $0 != "." } ?? ""
    let allowed = stem.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") ? $0 : "-" }
    let name = String(String(allowed).split(separator: "-").joined(separator: "-").prefix(64))
    return name.isEmpty ? "imported" : name
  }

  /// Returns a name for the study of what several files hold, or those that match a pattern: the words with which the names of
  /// the files begin alike, or else the name of their folder.
  public static func studyName(ofFiles paths: [String], pattern: String?) -> String {
    func folder(_ path: Substring) -> String {
      URL(pathAsGiven: path.isEmpty ? "." : String(path), directoryHint: .isDirectory).standardizedFileURL
        .lastPathComponent
    }
    func parent(_ path: String) -> Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }
    func words(_ path: String) -> [String] {
      studyName(ofFile: path).split { "-_".contains($0) }.map(String.init)
    }
    if paths.isEmpty, let pattern {
      let fixed = String(pattern.prefix { $0 != "{" && $0 != "*" })
      let start = fixed.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
      // `mnist-{model}.csv` is of mnist, `n{size}.csv` of what its folder says.
      let isWord = start.count(where: \.isLetter) > 2
      return isWord ? words(String(start)).joined(separator: "-") : studyName(ofFile: folder(parent(fixed)))
    }
    guard paths.count > 1 else {
      let path = paths.first ?? ""
      let isFolder = [".", "..", ""].contains(path.split(separator: "/").last ?? "")
      return studyName(ofFile: isFolder ? folder(path[...]) : path)
    }
    let names = paths.map(words)
    let common = names.dropFirst().reduce(names[0]) { common, name in
      zip(common, name).prefix { $0 == $1 }.map(\.0)
    }
    if !common.isEmpty { return studyName(ofFile: common.joined(separator: "-")) }
    if names.count <= mostNamed {
      return studyName(ofFile: names.map { $0.joined(separator: "-") }.joined(separator: "-"))
    }
    return studyName(ofFile: folder(parent(paths[0])))
  }

  /// The most files whose names together are a name.
  private static let mostNamed = 3

  /// Finds the results folder that the user means by `text`: a folder, the name of a study, or a study file.
  ///
  /// - Throws: an error of one line that says where there are no results, or what is wrong in the study file.
  public init(named text: String) throws {
    func folder(_ path: String) -> ResultsFolder { ResultsFolder(URL(pathAsGiven: path, directoryHint: .isDirectory)) }
    func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
    func holdsResults(_ path: String) -> Bool { folder(path).hasStore }
    if holdsResults(text) {
      self = folder(text)
    } else if [".yaml", ".yml"].contains(where: text.hasSuffix), exists(text) {
      let study = try StudyFile.read(URL(pathAsGiven: text)).name
      // The copy of the study file in a results folder stands for that folder.
      let beside = URL(pathAsGiven: text).deletingLastPathComponent().relativePath
      self = folder(text.hasSuffix("study.yaml") && holdsResults(beside) ? beside : Self.usual(study))
    } else if !text.contains("/"), holdsResults(Self.usual(text)) {
      self = folder(Self.usual(text))
    } else if exists(text) {
      self = folder(text)
    } else if text.contains("/") {
      throw WorkflowError(
        "\(text): there is no such folder\(text.tildeHint); give a results folder, a study's name or its file")
    } else {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "results")) ?? []
      let meant = Suggestion.nearest(to: text, among: names.sorted()).map { "; did you mean \($0)? Give" } ?? "; give"
      throw WorkflowError(
        "\(text): there is no such results folder, and no \(Self.usual(text))\(meant) a folder, a study's name or its file"
      )
    }
  }
}
