import Datasets
import Foundation
import NeuralNetwork
import Reporting
import SavedModels
import SeededRandom
import Study
import StudyFile
import TestSupport
import Testing

@testable import Workflow

@Suite struct ModelTrainingTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A study with drawn or canonical test sets, a varied key and rules on both losses.
  private func study(test: String) -> String {
    """
    name: s
    data: {source: digits, test: \(test), validation: 50, scale: standardise}
    sizes: [20, 60]
    replicates: 2
    seed: 7
    models: {shallow: {hidden: [8]}, deep: {hidden: [8, 6]}}
    training: {epochs: 12, batch: 8, activation: tanh}
    vary: {learning-rate: [0.2, 0.5]}
    stopping:
      - {rule: loss-change, threshold: [0.2]}
      - {rule: patience, epochs: 2, threshold: [0]}
      - {rule: none}
    """
  }

  private func request(_ path: URL, _ result: TrajectoryResult, _ rule: StoppingRule) -> TrainingRequest {
    var request = TrainingRequest()
    request.study = path.path
    request.model = result.configuration.model
    request.size = "\(result.configuration.size)"
    request.replicate = result.replicate
    request.settings = [
      StudyFileSetting(["training", "learning-rate"], .text(result.configuration.varied[0]), origin: "--learning-rate")
    ]
    var keys: [String: StudyFileSetting.Value] = ["rule": .text(rule.kind.name)]
    rule.threshold.map { keys["threshold"] = .text("\($0)") }
    if let length = rule.length, let name = rule.kind.length?.name { keys[name] = .text("\(length)") }
    request.settings.append(StudyFileSetting(["stopping"], .list([.keys(keys)]), origin: "--rule"))
    return request
  }

  /// Trained alone, every trial has the scores that the study reports for it, also after it is written and read back.
  @Test(arguments: ["canonical", "0.3"]) func aModelIsTheTrialOfTheStudy(test: String) throws {
    let path = folder.file("s.yaml")
    try study(test: test).write(to: path, atomically: true, encoding: .utf8)
    let description = try StudyFile.read(path)
    let data = try DataLoader.load(
      description.data.source, test: description.data.test, seed: StudySeed(description.seed))
    let store = InMemoryTrialStore()
    let plan = try StudyPlan(study: description, facts: DataFacts(data, study: description))
    _ = try StudyRunner(plan: plan, data: data, store: store, jobs: 2).run(cancellation: Cancellation()) { _ in }
    let results = store.results()
    #expect(results.count == 16)
    for result in results {
      for trial in result.trials {
        let training = try ModelTraining(request(path, result, trial.rule))
        let model = try #require(try training.run(cancellation: Cancellation()) { _ in })
        let record = try #require(result.reported(by: trial))
        #expect(model.scores == ModelScores(train: record.train, validation: record.validation, test: record.test))
        #expect(model.provenance.epoch == record.epoch)
        #expect(model.provenance.updates == record.updates)
        let file = folder.file("m.safetensors")
        try model.write(to: file)
        let evaluation = try ModelEvaluation(SavedModel(contentsOf: file), path: nil, part: nil)
        let text = try evaluation.text(.scores, format: .table)
        #expect(text.contains("Equal to the reported scores in every bit"), "\(text)")
      }
    }
  }

  /// A tuned key, like a varied one, is the value of its option, and has to be given.
  @Test(arguments: [("vary", "varies"), ("tune", "tunes")]) func aKeyOfSeveralValuesIsGiven(
    section: String, verb: String
  )
    throws
  {
    let path = folder.file("s.yaml")
    try study(test: "0.3").replacing("vary:", with: "\(section):").write(to: path, atomically: true, encoding: .utf8)
    var request = TrainingRequest()
    request.study = path.path
    request.model = "deep"
    request.size = "20"
    let refusal = #expect(throws: WorkflowError.self) { try request.description(initial: nil) }
    #expect(
      refusal?.description.hasPrefix("--learning-rate: missing; s \(verb) it over 0.2, 0.5, and one is trained")
        == true,
      "\(String(describing: refusal))")
    for rate in ["0.5", "0.125"] {
      request.settings = [StudyFileSetting(["training", "learning-rate"], .text(rate), origin: "--learning-rate")]
      let description = try request.description(initial: nil)
      #expect(description.training.learningRate == Double(rate))
      #expect((description.vary + description.tune).isEmpty)
    }
  }

  /// A network with both properties, given by options: trained, written, read, evaluated, and trained on from its file.
  @Test func normalisedAndResidualNetworksAreTrainedAndRead() throws {
    var request = TrainingRequest()
    request.hidden = "8-8"
    request.normalisation = "layer"
    request.residual = "true"
    request.settings = [
      StudyFileSetting(["data", "source"], .text("digits"), origin: "--data"),
      StudyFileSetting(["training", "epochs"], .text("3"), origin: "--epochs"),
    ]
    let training = try ModelTraining(request)
    #expect(training.architecture.structure == LayerStructure(normalisation: .layer, isResidual: true))
    let model = try #require(try training.run(cancellation: Cancellation()) { _ in })
    let file = folder.file("m.safetensors")
    try model.write(to: file)
    let evaluation = try ModelEvaluation(SavedModel(contentsOf: file), path: nil, part: nil)
    #expect(try evaluation.text(.scores, format: .table).contains("Equal to the reported scores in every bit"))
    request.initialModel = file.path
    #expect(try ModelTraining(request).architecture == training.architecture)
    // Without options, the file says how the network is built.
    (request.hidden, request.normalisation, request.residual) = (nil, nil, nil)
    #expect(try ModelTraining(request).architecture == training.architecture)
    request.hidden = "8-8"
    #expect(throws: WorkflowError.self) { try ModelTraining(request) }
    (request.hidden, request.residual) = ("8-4", "true")
    request.initialModel = nil
    #expect(throws: (any Error).self) { try ModelTraining(request) }
  }

  /// What a study records does not bear on a network that is trained alone.
  @Test func recordingsDoNotStandInTheWay() throws {
    let path = folder.file("s.yaml")
    let text = study(test: "canonical") + "\nrecord: {dead-neurons: true, models: final}\nfigures: [gaps]\n"
    try text.replacing(", activation: tanh", with: "").write(to: path, atomically: true, encoding: .utf8)
    var request = TrainingRequest()
    request.study = path.path
    request.model = "deep"
    request.size = "20"
    request.settings = [("activation", "tanh"), ("learning-rate", "0.2")].map {
      StudyFileSetting(["training", $0.0], .text($0.1), origin: "--\($0.0)")
    }
    #expect(try ModelTraining(request).settings.activation == .tanh)
  }

  @Test func aCancelledRunHasNoModel() throws {
    var request = TrainingRequest()
    request.hidden = "8"
    request.settings = [StudyFileSetting(["data", "source"], .text("digits"), origin: "--data")]
    let cancellation = Cancellation()
    let training = try ModelTraining(request)
    var epochs = 0
    let model = try training.run(cancellation: cancellation) { _ in
      epochs += 1
      if epochs == 3 { cancellation.request() }
    }
    #expect(model == nil)
    #expect(epochs == 3)
  }
}
