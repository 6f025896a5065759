import DurableFiles
import Foundation
import Study
import TestSupport
import Testing
import TrialStorage

@Suite struct ResultsFolderTests {
  let temporary: TemporaryFolder
  private var folder: ResultsFolder { ResultsFolder(temporary.file("results/small")) }

  init() throws { temporary = try TemporaryFolder() }

  @Test func liesAsDocumented() {
    let names = [folder.studyFile, folder.manifest, folder.store, folder.tables, folder.plots].map(\.lastPathComponent)
    #expect(names == ["study.yaml", "manifest.json", "store.sqlite", "tables", "plots"])
  }

  @Test func claimingCreatesAndKeepsOthersOut() throws {
    let lock = try folder.claim()
    withExtendedLifetime(lock) {
      for url in [folder.url, folder.tables, folder.plots] {
        #expect(FileManager.default.fileExists(atPath: url.path(percentEncoded: false)))
      }
      let error = #expect(throws: FileError.self) { _ = try folder.claim() }
      #expect(error?.action == "in use")
    }
  }

  @Test func claimingRemovesWhatAKilledProcessWasWriting() throws {
    withExtendedLifetime(try folder.claim()) {}
    let identifier = UUID().uuidString
    let unfinished = [
      "manifest.json.tmp-123", "tables/trials.tsv.tmp-4567", "plots/.gaps.gp.\(identifier)",
      "plots/.\(identifier)-gaps.svg",
    ]
    let others = [
      "manifest.json", "notes.tmp-12a", "notes.tmp-", "tables/.hidden", "plots/\(identifier)",
      "plots/gaps.\(identifier)",
      "plots/.\(identifier)", "plots/.gaps-\(identifier.dropLast())",
    ]
    for name in unfinished + others { try DurableFile.write("x", to: folder.url.appending(path: name)) }
    func present(_ names: [String]) -> [String] {
      names.filter {
        FileManager.default.fileExists(atPath: folder.url.appending(path: $0).path(percentEncoded: false))
      }
    }
    #expect(present(unfinished) == unfinished)
    withExtendedLifetime(try folder.claim()) {}
    #expect(present(unfinished) == [])
    #expect(present(others) == others)
  }

  @Test func aFileInTheWayIsNamed() throws {
    try DurableFile.write("x", to: temporary.file("results"))
    let error = #expect(throws: FileError.self) { _ = try folder.claim() }
    #expect(error?.path == temporary.file("results").path(percentEncoded: false))
  }

  @Test func resultsAreThoseOfTheStoreInOrder() throws {
    let study = SmallStudy()
    let lock = try folder.claim()
    let store = try SQLiteTrialStore(folder.store)
    try store.setStudy(.sample(study.description, file: ""))
    try study.run(in: store)
    let results = try folder.results()
    #expect(results.study == study.description)
    #expect(try results.trajectories.map(\.withoutSeconds) == study.results())
    withExtendedLifetime(lock) {}
  }

  @Test func withoutAStoreOrAStudyTheWayOutIsNamed() throws {
    let path = folder.store.path(percentEncoded: false)
    var error = #expect(throws: StoreError.self) { _ = try folder.results() }
    #expect(error?.description == "\(folder.path): holds no results (no store.sqlite); run the study first")
    _ = try folder.claim()
    _ = try SQLiteTrialStore(folder.store)
    error = #expect(throws: StoreError.self) { _ = try folder.results() }
    #expect(error?.description == "\(path): holds no study yet; run the study first")
  }

  @Test func trajectoriesThatTheStudyDoesNotHaveAreDamage() throws {
    _ = try folder.claim()
    let store = try SQLiteTrialStore(folder.store)
    let study = SmallStudy()
    try store.setStudy(.sample(study.description, file: ""))
    for (replicate, varied) in [(4, []), (9_000_000_000, []), (1, ["0.1"])] as [(Int, [String])] {
      var result = TrajectoryResult.sample("a", replicate: replicate)
      result.configuration.varied = varied
      try store.save(result)
      #expect(throws: StoreError.self) { _ = try folder.results() }
    }
    var result = TrajectoryResult.sample("a", replicate: 3)
    result.configuration.varied = []
    try store.save(result)
    #expect(try folder.results().trajectories.map(\.history) == [result.history])
  }
}
