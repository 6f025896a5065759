import Foundation
import NeuralNetwork
import Study
import TestSupport
import Testing
import Workflow

@Suite struct PreparedStudyTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func prepare(_ text: String) throws -> PreparedStudy {
    let file = folder.file("study.yaml")
    try text.write(to: file, atomically: true, encoding: .utf8)
    return try PreparedStudy(path: file.path)
  }

  /// 3 sizes × 2 models × 4 replicates × 2 learning rates = 48 trajectories, each answering 3 thresholds.
  @Test func countsWhatItWouldRun() throws {
    let study = try prepare(
      """
      name: counted
      data: {source: digits}
      sizes: [50, 100, 200]
      replicates: 4
      models: {a: {hidden: [4]}, b: {hidden: [4, 4]}}
      stopping: [{rule: loss-change, threshold: [0.1, 0.01]}, {rule: none}]
      vary: {learning-rate: [0.1, 0.01]}
      """)
    #expect(study.plan.trajectories.count == 48)
    #expect(study.plan.trialCount == 144)
    let summary = try PlanSummary(study, jobs: 2).description
    #expect(summary.contains("144 from 48 trajectories"))
    #expect(summary.contains("learning-rate 0.1, 0.01"))
    // 1,300 images, a fifth of them for validation.
    #expect(summary.contains("1,040 to train on, 260 to validate, 497 to test"))
  }

  /// Automatic differentiation holds the batch, here 1,000 × 64 features, and its derivative in double precision.
  @Test func automaticDifferentiationTakesMoreMemory() throws {
    func bytes(engine: String) throws -> Double {
      let study = try prepare(
        """
        name: memory
        data: {source: digits, validation: 0}
        sizes: [1000]
        models: {a: {hidden: [4]}}
        training: {batch: full, engine: \(engine)}
        """)
      return MemoryEstimate(study.plan, data: try study.data(), jobs: 1).bytes
    }
    #expect(try bytes(engine: "autodiff") - bytes(engine: "backprop") > 2 * 8 * 1000 * 64)
  }

  private func bytes(_ text: String) throws -> Double {
    let study = try prepare("name: memory\ndata: {source: digits, validation: 0}\nsizes: [1000]\n" + text)
    return MemoryEstimate(study.plan, data: try study.data(), jobs: 1).bytes
  }

  /// 1,000 updates an epoch, 4 bytes each, in all three trajectories.
  @Test func recordingsThatAreSureToBeMadeCount() throws {
    func text(_ rule: String, _ record: String) -> String {
      "replicates: 3\nmodels: {a: {hidden: [4]}}\ntraining: {batch: 1, epochs: 100000}\n"
        + "stopping: [{rule: \(rule)}]\nrecord: {batch-loss: \(record)}\n"
    }
    let losses = 4.0 * 1000 * 100_000
    #expect(try bytes(text("none", "true")) > 3 * losses)
    #expect(try bytes(text("none", "false")) < 2 * losses)
    // A rule may end training at once: what is not sure is refused to nobody.
    #expect(try bytes(text("loss-change, threshold: [0.1]", "true")) < losses)
  }

  /// What is measured after each epoch of each run is in memory while results are summed up: more than a record of it takes.
  @Test func historiesCount() throws {
    func text(_ epochs: Int, _ rule: String) -> String {
      "replicates: 5\nmodels: {a: {hidden: [4]}}\ntraining: {epochs: \(epochs)}\nstopping: [{rule: \(rule)}]\n"
    }
    let record = Double(MemoryLayout<EpochRecord>.stride)
    #expect(try bytes(text(200_000, "none")) > 5 * 200_000 * record)
    #expect(try bytes(text(200_000, "loss-change, threshold: [0.1]")) < 200_000 * record)
    #expect(try bytes(text(10, "none")) < 200_000 * record)
  }

  /// A checkpoint holds the parameters and, for Adam, two moments of each.
  @Test func checkpointsCount() throws {
    func text(_ optimiser: String) -> String {
      "models: {a: {hidden: [3000, 3000]}}\ntraining: {optimiser: \(optimiser)}\n"
    }
    let counts = [65 * 3000, 3001 * 3000, 3001 * 10]
    let parameters = 4 * Double(counts.reduce(0, +))
    #expect(try bytes(text("adam")) - bytes(text("sgd")) > 2 * 3 * parameters)
    #expect(try bytes(text("momentum")) - bytes(text("sgd")) > 3 * parameters)
  }

  @Test func refusesSizesThatTheDataDoNotHave() {
    #expect {
      try prepare("name: x\ndata: {source: digits}\nsizes: [5000]\nmodels: {a: {hidden: [4]}}\n")
    } throws: {
      "\($0)".contains("5000") && "\($0)".contains("1040")
    }
  }

  @Test func refusesMissingDataNamingWhereItLooked() {
    #expect {
      try prepare(
        "name: x\ndata: {source: csv, path: nowhere.csv, target: y}\nsizes: [10]\nmodels: {a: {hidden: [4]}}\n")
    } throws: {
      "\($0)".contains("nowhere.csv") && !"\($0)".contains("\n")
    }
  }
}
