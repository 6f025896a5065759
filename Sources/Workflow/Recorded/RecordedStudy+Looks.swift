import Datasets
import Foundation
import Study
import TextOutput
public import TrialStorage

extension RecordedStudy {
  /// Takes over the looks at verdicts of what an earlier import or comparison has left in a folder, if it had some of these
  /// runs: whoever comes back with more replicates has seen the verdicts of those before.
  ///
  /// - Returns: what to say of the looks that verdicts have to account for; nil if there are none.
  /// - Throws: `StoreError` if the folder's store cannot be read.
  public mutating func takeLooks(from folder: ResultsFolder) throws -> String? {
    guard folder.hasStore else { return nil }
    let store = try SQLiteTrialStore(folder.store, readOnly: true)
    guard let earlier = try store.study()?.description else { return nil }
    let known = try store.results()
    guard known.haveVerdicts, isAmong(known) else { return nil }
    let own = Look(replicates: earlier.replicates.count, time: .now)
    // In their order: a number that was looked at before others spends what it spent then.
    for look in try store.looks() + [own] where !looks.contains(where: { $0.replicates == look.replicates }) {
      looks.append(look)
    }
    let counted = looks.before(study.replicates.count)
    guard !counted.isEmpty else { return nil }
    return "\(folder.path): its verdicts were looked at after \(counted.asReplicates), which counts as a look; "
      + "if these are other runs, choose another folder with -o"
  }

  /// Whether some run is one of these. Replicates may have other numbers by now.
  private func isAmong(_ known: [TrajectoryResult]) -> Bool {
    func place(_ run: TrajectoryResult) -> [String] { [run.configuration.model, "\(run.configuration.size)"] }
    let own = Dictionary(grouping: trajectories, by: place)
    return known.contains { run in own[place(run), default: []].contains { $0.history == run.history } }
  }
}

extension [TrajectoryResult] {
  /// Whether they are of several models or settings, so that there are verdicts to look at.
  var haveVerdicts: Bool { Set(map { [$0.configuration.model] + $0.configuration.varied }).count > 1 }
}

extension [Int] {
  /// Numbers of replicates in words.
  var asReplicates: String { "\(listed(map(\.grouped), separator: " and ")) replicates" }
}
