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
    } else if exists(text) || text.contains("/") {
      self = folder(text)
    } else {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "results")) ?? []
      let meant = Suggestion.nearest(to: text, among: names.sorted()).map { "; did you mean \($0)? Give" } ?? "; give"
      throw WorkflowError(
        "\(text): there is no such results folder, and no \(Self.usual(text))\(meant) a folder, a study's name or its file"
      )
    }
  }
}
