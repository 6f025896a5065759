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
  /// Keys of the file that count for nothing.
  private let replaced: [StudyFile.ReplacedKey]
  /// Remarks on the study and on the data that are loaded.
  private let remarks: StudyRemarks

  /// Reads the study file at `path` and loads its data, unless `folder` returns a results folder in which the same
  /// study was finished with the same data.
  ///
  /// - Throws: an error of one line that names what is wrong and what to do.
  public init(path: String, folder: (StudyDescription) -> ResultsFolder? = { _ in nil }) throws {
    let folders = StudyFile.folders(of: path)
    var read = ""
    do {
      read = try StudyFile.text(at: URL(pathAsGiven: path))
      description = try StudyFile.parse(text: read, file: path, folders: folders)
    } catch let error as StudyFileError {
      try Self.refuseData(path)
      throw Self.counting(error, text: read, path: path, folders: folders) ?? error
    }
    text = read
    replaced = StudyFile.replacedKeys(in: read)
    do {
      // Files that cannot be read are reported below, with a better message.
      dataFilesDigest = try? DataLoader.fileDigest(of: description.data.source)
      if let facts = folder(description)?.dataFacts(of: description, filesDigest: dataFilesDigest) {
        loadedData = nil
        plan = try StudyPlan(study: description, facts: facts)
      } else {
        let data = try description.loadData()
        loadedData = data
        plan = try StudyPlan(study: description, facts: DataFacts(data, study: description))
        if !description.tune.isEmpty {
          try UndefinedMetric(description.metric, description, data)?.refuseChoice(description)
        }
        for scaling in description.scalings { try FeatureRounding.refuseOverflow(in: data, scaling: scaling) }
      }
      remarks = try StudyRemarks(plan, loadedData, replaced: replaced)
    } catch {
      let place = StudyFile.place(of: "\(error)", text: read, file: path)
      throw WorkflowError("\(place): \(error)")
    }
  }

  /// Refuses a file of data in the place of a study file.
  private static func refuseData(_ path: String) throws {
    guard let source = DataSource.sourceName(ofFile: path), FileManager.default.fileExists(atPath: path) else { return }
    throw WorkflowError(
      "\(path): is a file of data (\(source)), and no study file; look at it with `fathom data info \(path)`, train on it with "
        + "`fathom train --data \(path)`, or name it in a study file: data: {source: \(source), path: \(path)}")
  }

  /// An error about fractions as sizes that says how many samples they are; nil if anything else keeps from knowing that.
  private static func counting(
    _ error: StudyFileError, text: String, path: String, folders: [String]?
  ) -> StudyFileError? {
    guard !error.shares.isEmpty, let study = try? StudyFile.parseWithoutSizes(text: text, file: path, folders: folders),
      let data = try? study.loadData(),
      let facts = try? DataFacts(data, study: study)
    else { return nil }
    var error = error
    let counts = error.shares.map { "\(max(1, Int((Double(facts.trainingPool) * $0).rounded())))" }
    error.message +=
      "; of the \(facts.trainingPool) that there are, these are \(counts.joined(separator: ", "))"
    return error
  }

  /// Remarks on the study and its data: those that have been loaded or, if none have been, `data`.
  func remarks(on data: LoadedData?) throws -> StudyRemarks {
    loadedData == nil && data != nil ? try StudyRemarks(plan, data, replaced: replaced) : remarks
  }

  /// Returns the data, loaded now if they have not been.
  ///
  /// - Throws: ``WorkflowError`` if the files have changed since the study was planned; `DataError` if they cannot be
  ///   loaded.
  public func data() throws -> LoadedData {
    if let loadedData { return loadedData }
    let data = try description.loadData()
    guard data.digest == plan.facts.digest else {
      let source = description.data.source
      throw WorkflowError("data: \(source.path ?? "the files of \(source.name)") has just changed; run again")
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

extension StudyRecord {
  /// Refuses a folder whose runs were trained elsewhere or put together of several studies.
  ///
  /// - Throws: ``WorkflowError`` that says what they cannot.
  func refuseForeignRuns(in folder: ResultsFolder, to verb: String) throws {
    let what: String
    switch description.origin {
    case nil: return
    case .imported: what = "runs that were imported"
    case .compared: what = "a comparison of studies"
    }
    throw WorkflowError("\(folder.path): holds \(what), which cannot \(verb); name another folder")
  }
}
