public import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
import SeededRandom
public import Study
import StudyFile
public import TrialStorage

/// A study file read and checked, with every trajectory planned; nothing is trained yet.
public struct PreparedStudy: Sendable {
  public let description: StudyDescription
  /// The study file as it was read.
  public let text: String
  public let plan: StudyPlan
  /// SHA-256 of the files that the data come from; nil for data from no file.
  let dataFilesDigest: String?
  /// Nil where a finished run has left all that the plan needs to know of them.
  let loadedData: LoadedData?

  /// Reads `path`; any error names what is wrong and the way out.
  ///
  /// The data are loaded, unless `folder` gives a results folder in which this study was finished with these data.
  public init(path: String, folder: (StudyDescription) -> ResultsFolder? = { _ in nil }) throws {
    text = try StudyFile.text(at: URL(pathAsGiven: path))
    description = try StudyFile.parse(text: text, file: path)
    do {
      // Files that cannot be read are an error in a moment, in better words.
      dataFilesDigest = try? DataLoader.fileDigest(of: description.data.source)
      if let facts = folder(description)?.dataFacts(of: description, filesDigest: dataFilesDigest) {
        loadedData = nil
        plan = try StudyPlan(study: description, facts: facts)
      } else {
        let data = try DataLoader.load(description.data.source, seed: StudySeed(description.seed))
        loadedData = data
        plan = try StudyPlan(study: description, facts: DataFacts(data, study: description))
        try FeatureRounding.refuseOverflow(in: data, scaling: description.data.scale)
      }
    } catch {
      // Of several studies, this is the one.
      throw WorkflowError("\(path): \(error)")
    }
  }

  /// What of the data gets lost in single precision, in one line; nil if nothing worth a word does, or if the data have
  /// not been loaded, because a finished run has left what is needed.
  var roundingNote: String? {
    guard plan.trajectories.contains(where: { $0.learner.isInSinglePrecision }) else { return nil }
    return loadedData.flatMap { FeatureRounding.note(on: $0, scaling: description.data.scale) }
  }

  /// The data, loaded now if they have not been.
  public func data() throws -> LoadedData {
    if let loadedData { return loadedData }
    let data = try DataLoader.load(description.data.source, seed: StudySeed(description.seed))
    guard data.digest == plan.facts.digest else {
      throw WorkflowError("data: the files of \(description.data.source.name) have just changed; run again")
    }
    return data
  }
}

extension Learner {
  fileprivate var isInSinglePrecision: Bool {
    if case .network(_, let settings) = self { settings.precision == .single } else { true }
  }
}
