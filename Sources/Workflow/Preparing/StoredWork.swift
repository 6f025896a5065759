import DurableFiles
import Study
import TrialStorage

/// What a results folder has of a plan, as `fathom run` would find it.
public struct StoredWork: Sendable {
  /// The folder.
  public let folder: String
  /// Number of trajectories of the plan that are there.
  public let finished: Int
  /// Why the folder cannot take the results of the study; nil if it can.
  public let refusal: String?
  /// The keys of the trajectories that would be trained.
  let missing: Set<String>
  /// What becomes of runs with another number of epochs, in words; nil if there are none.
  let otherLimits: String?

  /// Compares `plan` with what is in `folder`; nil if there are no results, unless the user chose the folder.
  ///
  /// - Throws: `StoreError` if its store cannot be read.
  init?(_ plan: StudyPlan, in folder: ResultsFolder, isChosen: Bool) throws {
    self.folder = folder.path
    guard folder.hasStore else {
      guard isChosen else { return nil }
      (finished, refusal, missing, otherLimits) = (0, nil, Set(plan.trajectories.map(\.key)), nil)
      return
    }
    let store = try SQLiteTrialStore(folder.store, readOnly: true)
    let record = StudyRecord(
      description: plan.study, file: "", dataDigest: plan.facts.digest, engineVersion: StudyPlan.engineVersion)
    refusal = try store.study()?.refusal(of: record, in: folder)
    guard refusal == nil else {
      (finished, missing, otherLimits) = (0, Set(plan.trajectories.map(\.key)), nil)
      return
    }
    let archive = SafetensorsArchive(folder.models, study: plan.study, dataDigest: plan.facts.digest)
    let work = plan.remaining(given: try store.results(), archive: archive, finalStates: try store.finalStateKeys())
    let left = work.missing
    finished = plan.trajectories.count - left.count
    missing = Set(left.map(\.key))
    otherLimits = OtherLimitsWords(work.otherLimits)?.line
  }
}
