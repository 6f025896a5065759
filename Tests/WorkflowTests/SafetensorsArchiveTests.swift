import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
import SavedModels
import SeededRandom
import Study
import StudyFile
import TestSupport
import Testing
import TrialStorage

@testable import Workflow

/// The models that a study records.
@Suite struct SafetensorsArchiveTests {
  let folder: TemporaryFolder
  private var results: ResultsFolder { ResultsFolder(folder.file("results")) }

  init() throws { folder = try TemporaryFolder() }

  /// Runs a study on a table of two named features; returns it with the text's file.
  private func run(stopping: String, models: String, replicates: String = "2") throws -> (
    study: StudyDescription, file: URL
  ) {
    let rows = (0..<90).map { "\($0 % 7),\($0 % 11),\($0 % 3 == 0 ? "yes" : "no")" }
    try (["length,width,label"] + rows).joined(separator: "\n")
      .write(to: folder.file("table.csv"), atomically: true, encoding: .utf8)
    let file = folder.file("s.yaml")
    try """
    name: s
    data: {source: csv, path: \(folder.file("table.csv").path), target: label, test: 0.3}
    sizes: [30]
    replicates: \(replicates)
    models: {a: {hidden: [5]}, b: {hidden: [4, 3]}}
    training: {epochs: 15, batch: 8}
    stopping: \(stopping)
    record: {models: \(models)}
    """.write(to: file, atomically: true, encoding: .utf8)
    let study = try StudyFile.read(file)
    let data = try DataLoader.load(study.data.source, test: study.data.test, seed: StudySeed(study.seed))
    try FileManager.default.createDirectory(at: results.url, withIntermediateDirectories: true)
    let store = try SQLiteTrialStore(results.store)
    try store.setStudy(
      StudyRecord(description: study, file: "", dataDigest: data.digest, engineVersion: StudyPlan.engineVersion))
    let archive = SafetensorsArchive(results.models, study: study, dataDigest: data.digest)
    let plan = try StudyPlan(study: study, facts: DataFacts(data, study: study))
    _ = try StudyRunner(plan: plan, data: data, store: store, archive: archive, jobs: 2)
      .run(cancellation: Cancellation()) { _ in }
    return (study, file)
  }

  private var models: [URL] {
    get throws { try FileManager.default.contentsOfDirectory(at: results.models.url, includingPropertiesForKeys: nil) }
  }

  /// Trained alone by the same rule, a model makes the same file, byte for byte.
  @Test(arguments: [StoppingRule.none, .lossChange(threshold: 0.01), .patience(epochs: 2, threshold: 0)])
  func theFileIsThatOfTheModelTrainedAlone(rule: StoppingRule) throws {
    var keys: [String: StudyFileSetting.Value] = ["rule": .text(rule.kind.name)]
    rule.threshold.map { keys["threshold"] = .text("\($0)") }
    if let length = rule.length, let name = rule.kind.length?.name { keys[name] = .text("\(length)") }
    let entry = keys.map { key, value in
      if case .text(let text) = value { "\(key): \(text)" } else { "" }
    }.joined(separator: ", ")
    let (study, file) = try run(stopping: "[{\(entry)}]", models: "every-stop")
    #expect(try models.count == 4)
    for url in try models {
      let recorded = try SavedModel(contentsOf: url)
      #expect(recorded.featureNames == ["length", "width"])
      #expect(recorded.provenance.rule == (rule == .none ? nil : rule.label))
      var request = TrainingRequest()
      request.study = file.path
      request.model = recorded.provenance.model
      request.replicate = recorded.provenance.data.replicate
      request.settings = [StudyFileSetting(["stopping"], .list([.keys(keys)]), origin: "--rule")]
      let alone = try #require(try ModelTraining(request).run(cancellation: Cancellation()) { _ in })
      try alone.write(to: folder.file("alone"))
      #expect(try Data(contentsOf: url) == Data(contentsOf: folder.file("alone")), "\(study.name)")
    }
  }

  /// A model of crossed replicates says which draws it is of, and is measured on the test set that all share.
  @Test func crossedModelsAreThoseTrainedAlone() throws {
    let (_, file) = try run(
      stopping: "[{rule: none}]", models: "final", replicates: "{data: 3, initial-weights: 2}")
    #expect(try models.count == 12)
    for url in try models {
      let recorded = try SavedModel(contentsOf: url)
      let data = recorded.provenance.data
      let initial = recorded.provenance.initialWeights ?? data.replicate
      #expect((data.testReplicate ?? data.replicate) == 1)
      var request = TrainingRequest()
      request.study = file.path
      request.model = recorded.provenance.model
      request.replicate = (data.replicate - 1) * 2 + initial
      #expect(url.lastPathComponent.contains("-r\(request.replicate)-"))
      let alone = try #require(try ModelTraining(request).run(cancellation: Cancellation()) { _ in })
      try alone.write(to: folder.file("alone"))
      #expect(try Data(contentsOf: url) == Data(contentsOf: folder.file("alone")))
    }
    var request = TrainingRequest()
    request.study = file.path
    request.model = "a"
    request.replicate = 7
    let error = #expect(throws: WorkflowError.self) { try ModelTraining(request) }
    #expect(
      error?.description.hasPrefix("--replicate: 7 is not in 1…6, the 3 data draws × 2 initial weights of s") == true)
  }

  @Test func aModelNamesEveryRuleThatReportsIt() throws {
    _ = try run(
      stopping: "[{rule: loss-change, threshold: [1000, 100]}, {rule: none}]", models: "every-stop")
    let rules = try models.map { try SavedModel(contentsOf: $0).provenance }
    #expect(Set(rules.map { "\($0.epoch) \($0.rule ?? "-")" }) == ["2 loss-change 1000, loss-change 100", "15 -"])
  }

  /// The status misses models that are gone, as a run would.
  @Test func theStatusCountsModelsThatAreLost() throws {
    _ = try run(stopping: "[{rule: none}]", models: "final")
    let whole = try StudyStatus(results)
    #expect((whole.finished, whole.total) == (4, 4))
    try FileManager.default.removeItem(at: try #require(models.first))
    let missing = try StudyStatus(results)
    #expect((missing.finished, missing.total) == (3, 4))
    #expect(missing.description.contains("3 of 4 trajectories (75 %)"))
  }
}
