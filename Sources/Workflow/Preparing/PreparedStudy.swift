public import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
import SeededRandom
public import Study
import StudyFile
public import TrialStorage

/// A study file that has been read and checked, with every trajectory planned; nothing is trained yet.
public struct PreparedStudy: Sendable {
  /// The study with every default filled in.
  public let description: StudyDescription
  /// Text of the study file.
  public let text: String
  /// Every trajectory of the study.
  public let plan: StudyPlan
  /// SHA-256 of the files that the data come from; nil for data from no file.
  let dataFilesDigest: String?
  /// The data; nil if a finished run has recorded all that the plan needs to know about them.
  let loadedData: LoadedData?

  /// Reads the study file at `path` and loads its data, unless `folder` returns a results folder in which the same
  /// study was finished with the same data.
  ///
  /// - Throws: an error of one line that names what is wrong and what to do.
  public init(path: String, folder: (StudyDescription) -> ResultsFolder? = { _ in nil }) throws {
    text = try StudyFile.text(at: URL(pathAsGiven: path))
    description = try StudyFile.parse(text: text, file: path, folders: StudyFile.folders(of: path))
    do {
      // Files that cannot be read are reported below, with a better message.
      dataFilesDigest = try? DataLoader.fileDigest(of: description.data.source)
      if let facts = folder(description)?.dataFacts(of: description, filesDigest: dataFilesDigest) {
        loadedData = nil
        plan = try StudyPlan(study: description, facts: facts)
      } else {
        let data = try DataLoader.load(
          description.data.source, test: description.data.test, seed: StudySeed(description.seed))
        loadedData = data
        plan = try StudyPlan(study: description, facts: DataFacts(data, study: description))
        if !description.tune.isEmpty { try UndefinedMetric(description, data)?.refuseChoice(description) }
        for scaling in description.scalings { try FeatureRounding.refuseOverflow(in: data, scaling: scaling) }
      }
    } catch {
      // There may be several studies: name the one that fails.
      throw WorkflowError("\(path): \(error)")
    }
  }

  /// One line on what the data lose in single precision; nil if they lose nothing that matters, or if they were not
  /// loaded, because a finished run has recorded what is needed.
  var roundingNote: String? {
    guard plan.trajectories.contains(where: { $0.learner.isInSinglePrecision }) else { return nil }
    return loadedData.flatMap { data in
      description.scalings.lazy.compactMap { FeatureRounding.note(on: data, scaling: $0) }.first
    }
  }

  /// Returns the data, loaded now if they have not been.
  ///
  /// - Throws: ``WorkflowError`` if the files have changed since the study was planned; `DataError` if they cannot be
  ///   loaded.
  public func data() throws -> LoadedData {
    if let loadedData { return loadedData }
    let data = try DataLoader.load(
      description.data.source, test: description.data.test, seed: StudySeed(description.seed))
    guard data.digest == plan.facts.digest else {
      throw WorkflowError("data: the files of \(description.data.source.name) have just changed; run again")
    }
    return data
  }
}

extension StudyDescription {
  /// Refuses a study whose precision decides how many replicates are trained, for what has to know beforehand.
  ///
  /// - Throws: ``WorkflowError`` that names `what`.
  func refusePrecision(for what: String) throws {
    guard replicates.goal != nil else { return }
    throw WorkflowError(
      "replicates: \(what) needs a number, and a precision is only known where all replicates are; give a number "
        + "(fathom plan estimates it), or use fathom run")
  }
}

extension Learner {
  fileprivate var isInSinglePrecision: Bool {
    if case .network(_, let settings) = self { settings.precision == .single } else { true }
  }
}
