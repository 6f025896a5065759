import Datasets
import DurableFiles
import Foundation
import Study
import TextOutput
import TrialStorage

/// Other results folders, of whose finished trajectories a run takes over those that it would train to the same bits.
struct ReusedFolders: Sendable {
  private let folders: [ResultsFolder]

  init(_ folders: [ResultsFolder]) { self.folders = folders }

  /// Refuses a folder without results.
  ///
  /// - Throws: ``WorkflowError``, or `StoreError` if a store cannot be read.
  func check() throws {
    for folder in folders {
      guard folder.hasStore else {
        throw WorkflowError("--reuse: \(folder.path): \(folder.whyEmpty); name a results folder")
      }
      guard try SQLiteTrialStore(folder.store, readOnly: true).study() != nil else {
        throw WorkflowError("--reuse: \(folder.path) holds no study yet; name a results folder")
      }
    }
  }

  /// Copies to `store`, and models to `target`, what it lacks of `plan`; returns a line for each folder, unless all that the
  /// folder could give is there already.
  ///
  /// - Throws: `StoreError` or `FileError`; what a folder has is taken completely or not at all.
  func take(
    for plan: StudyPlan, into store: SQLiteTrialStore, of target: ResultsFolder
  ) throws -> [String] {
    var known = Set(try store.results().map(\.key))
    return try folders.compactMap { folder in
      let source = try SQLiteTrialStore(folder.store, readOnly: true)
      let archive = SafetensorsArchive(folder.models, study: plan.study, dataDigest: plan.facts.digest)
      let stored = try source.results()
      let found = plan.without(known).reusable(stored, archive: archive)
      if found.isEmpty, stored.contains(where: { known.contains($0.key) }) { return nil }
      for result in found { try target.copyModels(of: result, from: folder) }
      let states = try source.finalStateKeys()
      try store.save(found) { key in
        states.contains(key) ? try source.finalState(of: key) : nil
      }
      known.formUnion(found.map(\.key))
      let line = "\(found.count.counted("run")) taken over from \(folder.path)"
      return try line + (found.isEmpty ? ", \(reason(source, stored, plan))" : takeLooks(found, source, into: store))
    }
  }

  /// Copies the looks at verdicts on runs that are taken over; returns what to say of them. Runs of a single model and setting
  /// have had no verdicts that the new study could have.
  private func takeLooks(
    _ found: [TrajectoryResult], _ source: SQLiteTrialStore, into store: SQLiteTrialStore
  ) throws -> String {
    guard found.haveVerdicts else { return "" }
    let looks = try source.looks()
    for look in looks { try store.addLook(look) }
    return looks.isEmpty ? "" : ", whose verdicts were looked at after \(looks.map(\.replicates).asReplicates)"
  }

  /// Why nothing of a folder could be taken.
  private func reason(
    _ source: SQLiteTrialStore, _ stored: [TrajectoryResult], _ plan: StudyPlan
  ) throws -> String {
    let record = try source.study()
    if record?.dataDigest != plan.facts.digest { return "whose data are not the same" }
    if record?.engineVersion != StudyPlan.engineVersion {
      return "which another version of Fathom's engine has trained"
    }
    let planned = Set(plan.trajectories.map(\.key))
    if stored.contains(where: { planned.contains($0.key) }) {
      return "whose runs of the same settings lack epochs, a metric or a recording that are asked for here"
    }
    let differences = record.map { UnsharedSettings(there: $0.description, here: plan.study).lines } ?? []
    return differences.isEmpty
      ? "where none was trained with the same settings, seed, model and size together"
      : "where none was trained with the same settings: \(listed(differences, separator: "; "))"
  }
}

extension ResultsFolder {
  /// Copies the recorded models of a trajectory from another folder, those that it has.
  func copyModels(of result: TrajectoryResult, from source: ResultsFolder) throws {
    guard !result.recordings.savedEpochs.isEmpty else { return }
    try DurableFile.createFolder(models)
    for epoch in result.recordings.savedEpochs {
      let name = ModelFileName.of(result.configuration, replicate: result.replicate, key: result.key, epoch: epoch)
      let file = source.models.appending(path: name)
      // A lost model can be trained again.
      guard file.isFile else { continue }
      try DurableFile.copy(file, to: models.appending(path: name))
    }
  }
}
