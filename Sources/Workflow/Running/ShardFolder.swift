import DurableFiles
import Foundation
import Study
import TrialStorage

extension ResultsFolder {
  /// The results folder of a shard of the study whose folder this is.
  func folder(of shard: Shard) -> ResultsFolder { ResultsFolder(shards.appending(path: shard.name)) }

  /// The shard whose results folder this is, and the folder of the whole study; nil if it is that of no shard.
  var shard: (shard: Shard, whole: ResultsFolder)? {
    let url = url.standardizedFileURL
    let shards = url.deletingLastPathComponent()
    let whole = ResultsFolder(shards.deletingLastPathComponent())
    guard let shard = Shard(named: url.lastPathComponent), shards.lastPathComponent == whole.shards.lastPathComponent
    else { return nil }
    return (shard, whole)
  }
}

extension StudyPlan {
  /// Returns the plan of a shard without what the folder of the whole study has already.
  ///
  /// - Throws: `StoreError` if the store of the folder cannot be read.
  func part(_ shard: Shard, of whole: ResultsFolder) throws -> StudyPlan {
    let part = part(shard)
    guard whole.hasStore else { return part }
    let finished = try SQLiteTrialStore(whole.store, readOnly: true).results()
    // Those with another limit of epochs count only when they are taken up, which a run of the whole study does.
    let keys = Set(trajectories.map(\.key))
    let missing = Set(remaining(given: finished.filter { keys.contains($0.key) }).missing.map(\.key))
    return part.without(Set(part.trajectories.map(\.key)).subtracting(missing))
  }
}
