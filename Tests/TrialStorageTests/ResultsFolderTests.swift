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
    let names = [folder.studyFile, folder.manifest, folder.summary, folder.store, folder.tables, folder.plots].map(
      \.lastPathComponent)
    #expect(names == ["study.yaml", "manifest.json", "summary.json", "store.sqlite", "tables", "plots"])
  }

  @Test func claimingCreatesAndKeepsOthersOut() throws {
    let lock = try folder.claim()
    withExtendedLifetime(lock) {
      for item in [folder.item, folder.tables, folder.plots] { #expect(item.isFolder) }
      let error = #expect(throws: FileError.self) { _ = try folder.claim() }
      #expect(error?.action == "in use")
    }
  }

  /// A name as Fathom gives it to what is unfinished in `folder`.
  private func unfinishedName(in folder: FolderItem) throws -> String {
    let draft = try DurableFile.createDraftFolder(in: folder)
    try DurableFile.removeTree(draft)
    return draft.lastPathComponent
  }

  @Test func claimingRemovesWhatAKilledProcessWasWriting() throws {
    withExtendedLifetime(try folder.claim()) {}
    _ = try SQLiteTrialStore(folder.store)
    let places = [folder.item, folder.tables, folder.plots]
    let unfinished = try places.map { $0.appending(path: try unfinishedName(in: $0)) }
    let inOtherFolder = folder.tables.appending(path: try unfinishedName(in: folder.plots))
    let others =
      [
        "manifest.json", "draft.tmp-2024", "tables/trials.tsv.tmp-4567", "plots/.gaps.gp.\(UUID().uuidString)",
        "plots/.\(UUID().uuidString)-gaps.svg", "plots/.fathom-tmp-", "plots/.fathom-tmp-\(UUID().uuidString)",
      ].map { folder.item.appending(path: $0) } + [inOtherFolder]
    for item in others + unfinished.dropLast() { try DurableFile.write("x", to: item) }
    // Figures are drawn in a folder of their own.
    let drafts = try #require(unfinished.last)
    try DurableFile.createFolder(drafts)
    try DurableFile.write("x", to: drafts.appending(path: "gaps.svg"))
    withExtendedLifetime(try folder.claim()) {}
    #expect(unfinished.filter(\.isThere) == [])
    #expect(others.filter { !$0.isThere } == [])
  }

  /// Without a store the folder may be anybody's.
  @Test func aFolderWithoutAStoreIsNotCleared() throws {
    try DurableFile.createFolder(folder.models)
    let names = [
      "draft.tmp-2024", "models/weights.tmp-3", ".notes.\(UUID().uuidString)", try unfinishedName(in: folder.item),
    ]
    for name in names { try DurableFile.write("x", to: folder.item.appending(path: name)) }
    withExtendedLifetime(try folder.claim()) {}
    #expect(names.allSatisfy { folder.item.appending(path: $0).isFile })
  }

  @Test(arguments: ["manifest.json", "report.html", "log.jsonl", "study.yaml", "tables/mine.tsv", "plots/mine.svg"])
  func whatTheUserHasIsNotOverwritten(name: String) throws {
    for folder in [folder.tables, folder.plots] { try DurableFile.createFolder(folder) }
    try DurableFile.write("mine", to: folder.item.appending(path: name))
    let error = #expect(throws: FileError.self) { _ = try folder.claim(studyFile: "name: other\n") }
    #expect(error?.path == folder.item.appending(path: name).path)
    #expect(!folder.item.appending(path: ".lock").isThere)
    try DurableFile.remove(folder.item.appending(path: name))
    withExtendedLifetime(try folder.claim(studyFile: "name: other\n")) {}
    try DurableFile.write("written before the store was moved away", to: folder.item.appending(path: name))
    withExtendedLifetime(try folder.claim(studyFile: "name: other\n")) {}
  }

  @Test func theStudyFileItselfMayLieThere() throws {
    try DurableFile.createFolder(folder.item)
    try DurableFile.write("name: same\n", to: folder.studyFile)
    withExtendedLifetime(try folder.claim(studyFile: "name: same\n")) {}
  }

  @Test(arguments: ["tables", "plots", "models", "log.jsonl", ".lock", "store.sqlite"])
  func linksAreRefusedByName(name: String) throws {
    withExtendedLifetime(try folder.claim()) {}
    let outside = temporary.item("outside")
    try DurableFile.createFolder(outside)
    try DurableFile.write("precious", to: outside.appending(path: "file"))
    let link = folder.item.appending(path: name)
    try DurableFile.removeTree(link)
    for target in ["outside", "outside/file", "nowhere"] {
      try FileManager.default.createSymbolicLink(
        atPath: link.path, withDestinationPath: temporary.file(target).path)
      let error = #expect(throws: FileError.self) { _ = try folder.claim() }
      #expect(error?.path == link.path && error?.reason.contains("symbolic link") == true)
      try DurableFile.remove(link)
    }
    #expect(try outside.list() == ["file"] && !temporary.item("nowhere").isThere)
    #expect(try outside.appending(path: "file").contents() == Data("precious".utf8))
  }

  @Test(arguments: ["log.jsonl", ".lock", "store.sqlite"]) func pipesAndSecondNamesAreRefused(name: String) throws {
    withExtendedLifetime(try folder.claim()) {}
    let item = folder.item.appending(path: name)
    try DurableFile.remove(item)
    try #require(mkfifo(item.path, 0o600) == 0)
    #expect(throws: FileError.self) { _ = try folder.claim() }
    try DurableFile.remove(item)
    try DurableFile.write(name == "store.sqlite" ? "" : "process 1 on host\n", to: temporary.item("second"))
    try #require(link(temporary.file("second").path, item.path) == 0)
    let before = temporary.item("second").identity
    let error = #expect(throws: (any Error).self) {
      withExtendedLifetime(try folder.claim()) {}
      _ = try SQLiteTrialStore(folder.store)
    }
    #expect("\(error as Any)".contains("hard link") && "\(error as Any)".contains(item.path))
    #expect(temporary.item("second").identity == before)
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
    let path = folder.store.path
    var error = #expect(throws: StoreError.self) { _ = try folder.results() }
    #expect(error?.description == "\(folder.path): there is no such folder; run the study first")
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
    var result = TrajectoryResult.sample("a", replicate: 3)
    result.configuration.varied = ["0.1"]
    try store.save(result)
    #expect(throws: StoreError.self) { _ = try folder.results() }
    result.configuration.varied = []
    try store.save(result)
    #expect(try folder.results().trajectories.map(\.history) == [result.history])
  }

  /// Of a study that was made smaller.
  @Test(arguments: [4, 9_000_000_000]) func replicatesThatTheStudyDoesNotHaveAreHidden(replicate: Int) throws {
    _ = try folder.claim()
    let store = try SQLiteTrialStore(folder.store)
    try store.setStudy(.sample(SmallStudy().description, file: ""))
    for (key, replicate) in [("a", 3), ("b", replicate)] {
      var result = TrajectoryResult.sample(key, replicate: replicate)
      result.configuration.varied = []
      try store.save(result)
    }
    #expect(try folder.results().trajectories.map(\.replicate) == [3])
    #expect(try store.results().count == 2)
  }
}
