import DurableFiles
import Study
import Synchronization
import TrialStorage

/// Copies what a shard on scratch has to the folder of the whole study: now and then while it runs, and at its end.
final class ShardPublisher: Sendable {
  private let working: ResultsFolder
  private let published: ResultsFolder
  private struct State {
    /// Whether it was told that publishing fails.
    var hasFailed = false
    /// Whether the last copy was made.
    var hasEnded = false
  }

  /// Held while a copy is made, so that there is one at a time.
  private let state = Mutex(State())

  init(_ working: ResultsFolder, to published: ResultsFolder) {
    (self.working, self.published) = (working, published)
  }

  /// Copies what an earlier run has published to scratch, unless scratch has more.
  func takeUp() throws {
    let there = try Self.stored(working)
    guard let here = try Self.stored(published), there.map({ $0 < here }) ?? true else { return }
    try Self.copy(published, to: working)
  }

  /// Publishes what there is at the end, if there is anything; nothing is copied afterwards.
  func finish() throws {
    try state.withLock { state in
      state.hasEnded = true
      try publish()
    }
  }

  /// The same while the shard is trained: a failure is told once, and ends nothing.
  func publishOnTheWay() {
    state.withLock { state in
      guard !state.hasEnded else { return }
      do {
        try publish()
      } catch {
        if !state.hasFailed { Terminal.tell("publishing to \(published.path) fails, and is tried again: \(error)") }
        state.hasFailed = true
      }
    }
  }

  private func publish() throws {
    guard try Self.stored(working) != nil else { return }
    try Self.copy(working, to: published)
  }

  /// Number of trajectories in the store of a folder; nil if there is none.
  private static func stored(_ folder: ResultsFolder) throws -> Int? {
    guard folder.hasStore else { return nil }
    return try SQLiteTrialStore(folder.store, readOnly: true).results().count
  }

  /// Copies models first and the store last, each completely or not at all, so that a store never names missing models.
  private static func copy(_ from: ResultsFolder, to: ResultsFolder) throws {
    let draft = try DurableFile.createDraftFolder(in: from.item)
    defer { try? DurableFile.removeTree(draft) }
    // Of one moment, whatever is stored meanwhile; the models that it names are there already.
    let snapshot = draft.appending(path: "store.sqlite")
    try SQLiteTrialStore(from.store, readOnly: true).writeSnapshot(to: snapshot)
    let models = try from.models.list().filter { $0.hasSuffix(".safetensors") }
    if !models.isEmpty { try DurableFile.createFolder(to.models) }
    for model in models {
      let copy = to.models.appending(path: model)
      if !copy.isFile { try DurableFile.copy(from.models.appending(path: model), to: copy) }
    }
    for (file, copy) in [(from.studyFile, to.studyFile), (from.log, to.log), (snapshot, to.store)] where file.isThere {
      try DurableFile.copy(file, to: copy)
    }
  }
}
