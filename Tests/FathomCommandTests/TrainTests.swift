import Datasets
import Foundation
import NeuralNetwork
import SavedModels
import TestSupport
import Testing

/// `fathom train` and `fathom evaluate`, as a user runs them.
@Suite(.serialized) struct TrainTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess
  let digits = ["train", "--data", "digits", "--hidden", "16", "--epochs", "4", "-o", "m.safetensors"]

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private func run(_ arguments: [String]) throws -> FathomProcess.Outcome {
    let process = try fathom.start(arguments)
    process.waitUntilExit()
    return fathom.outcome(of: process)
  }

  private var files: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.url.path).filter { !$0.hasPrefix(".") } }
  }

  @Test func trainsAndEvaluates() throws {
    let trained = try run(digits)
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try files == ["m.safetensors"])
    // A header and a line for each epoch.
    #expect(trained.errors.split(separator: "\n").count == 5)
    let model = try SavedModel(contentsOf: folder.file("m.safetensors"))
    #expect(model.layers.architecture.widths == [64, 16, 10])
    let scored = try fathom.run("evaluate", "m.safetensors", "--format", "tsv")
    let rows = scored.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(rows[0] == ["part", "samples", "loss", "accuracy", "reported_loss", "reported_accuracy"])
    #expect(rows.dropFirst().map { $0[0] } == ["train", "validation", "test"])
    #expect(rows.dropFirst().allSatisfy { $0[2] == $0[4] && $0[3] == $0[5] })
    #expect(rows.last?[2] == model.scores.test?.loss.map { "\($0)" })
    let other = try fathom.run("evaluate", "m.safetensors", "--data", "digits", "--format", "json")
    #expect(other.output.contains("\"samples\": 497, \"loss\": \(rows[3][2]), \"accuracy\": \(rows[3][3])}"))
  }

  /// A model is measured again on the outputs that it was trained with.
  @Test func squaredErrorsOfOtherOutputs() throws {
    let linear = ["--loss", "mean-squared-error", "--training-output", "linear"]
    let trained = try run(digits + linear + ["--schedule", "step(2,0.5)", "--dropout", "0.1"])
    #expect(trained.status == 0, "\(trained.errors)")
    let model = try SavedModel(contentsOf: folder.file("m.safetensors"))
    #expect(model.output == .linear && model.network.output == .linear)
    #expect(model.provenance.training["schedule"] == "step(2,0.5)" && model.provenance.training["output"] == "linear")
    let scored = try fathom.run("evaluate", "m.safetensors", "--format", "tsv")
    let rows = scored.output.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }
    #expect(rows.count == 4 && rows.dropFirst().allSatisfy { $0[2] == $0[4] && $0[3] == $0[5] })
    let refused = try run(digits + ["--training-output", "linear"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("--training-output: does not apply to loss cross-entropy; only to mean"))
  }

  /// Each declared setting has an option, with the help and the default that are declared.
  @Test func everySettingIsAnOption() throws {
    // Broken into lines and in columns, as the width has it.
    let help = try fathom.run("train", "--help").output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for setting in TrainingSetting.all {
      // --output names the file.
      let option = setting.name == "output" ? "training-output" : setting.name
      #expect(help.contains("--\(option) <\(option)> \(setting.help)"), "\(option)")
    }
    for key in DataSource.Key.allCases { #expect(help.contains("--\(key) <\(key)> \(key.help)"), "\(key)") }
    let adam = ["--optimiser", "adam", "--beta1", "0.5", "--beta2=0.25", "--epsilon", "1e-3", "--bias-initialiser"]
    let trained = try run(digits + adam + ["normal(0,2)", "--l2", "0.5", "--batch", "full"])
    #expect(trained.status == 0, "\(trained.errors)")
    let training = try SavedModel(contentsOf: folder.file("m.safetensors")).provenance.training
    let expected = [
      "optimiser": "adam", "beta1": "0.5", "beta2": "0.25", "epsilon": "0.001", "bias-initialiser": "normal(0,2)",
      "l2": "0.5", "batch": "full", "epochs": "4", "learning-rate": "0.1",
    ]
    #expect(training.filter { expected[$0.key] != nil } == expected)
    let wrong = try run(digits + ["--momentum", "0.5"])
    #expect(wrong.status == 1 && wrong.errors.contains("momentum"), "\(wrong.errors)")
  }

  /// The widths of a deep network make a long text, and wrong ones are told as widths.
  @Test func manyLayersAreNoName() throws {
    let deep = Array(repeating: "16", count: 30).joined(separator: "-")
    let trained = try run(["train", "--data", "digits", "--hidden", deep, "--epochs", "1", "-o", "deep.safetensors"])
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try SavedModel(contentsOf: folder.file("deep.safetensors")).layers.architecture.hidden.count == 30)
    for wrong in ["16-x", String(repeating: "9", count: 100), "16--16", "1 6"] {
      let refused = try run(["train", "--data", "digits", "--hidden", wrong, "-o", "w.safetensors"])
      #expect(refused.status == 1 && refused.errors.contains("--hidden"), "\(refused.errors)")
      #expect(!refused.errors.contains("A-Z"), "\(refused.errors)")
    }
  }

  @Test func anEmptyNameIsRefusedBeforeTraining() throws {
    let refused = try run(["train", "--data", "digits", "--hidden", "4", "-o", ""])
    #expect(refused.status == 64 && refused.errors.hasPrefix("Error: -o: "), "\(refused.errors)")
  }

  @Test func trainingAgainGivesTheSameFile() throws {
    #expect(try run(digits).status == 0)
    let first = try Data(contentsOf: folder.file("m.safetensors"))
    #expect(try run(digits).status == 0)
    #expect(try Data(contentsOf: folder.file("m.safetensors")) == first)
  }

  /// Two epochs and two more from what they left are four, where nothing but the weights is carried on.
  @Test func goesOnFromAnInitialModel() throws {
    func train(_ epochs: Int, _ output: String, _ more: [String] = []) throws {
      let outcome = try run(
        [
          "train", "--data", "digits", "--epochs", "\(epochs)", "--no-shuffle", "--validation", "0", "-o", output,
        ] + more)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
    try train(4, "four", ["--hidden", "16"])
    try train(2, "two", ["--hidden", "16"])
    try train(2, "more", ["--initial-model", "two"])
    let (four, more) = (
      try SavedModel(contentsOf: folder.file("four")), try SavedModel(contentsOf: folder.file("more"))
    )
    #expect(more.layers == four.layers)
    #expect(more.scores == four.scores)
    #expect(four.provenance.initialParameters == nil)
    #expect(more.provenance.initialParameters?.count == 64)
    let misfit = try run(digits.dropLast(2) + ["--hidden", "8", "--initial-model", "two", "-o", "x"])
    #expect(misfit.status == 1)
    #expect(misfit.errors.contains("64-16-10"))
    #expect(misfit.errors.contains("64-8-10"))
  }

  @Test func progressAsJSONIsALineForEachEpoch() throws {
    let outcome = try run(digits + ["--progress", "json", "--format", "json"])
    let lines = outcome.errors.split(separator: "\n")
    #expect(lines.count == 4)
    for (index, line) in lines.enumerated() {
      let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Double])
      #expect(object["epoch"] == Double(index + 1))
      #expect(Set(object.keys).isSuperset(of: ["updates", "train_loss", "validation_accuracy", "seconds"]))
    }
    let scores = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [[String: Any]]
    #expect(scores?.count == 3)
  }

  @Test(.timeLimit(.minutes(2)), arguments: [SIGINT, SIGTERM]) func aSignalLeavesNoFile(_ signal: Int32) throws {
    let process = try fathom.start([
      "train", "--data", "digits", "--hidden", "256-256", "--epochs", "100000", "-o", "m.safetensors",
    ])
    // Until the first epochs are told of, so that it watches for signals.
    let errors = folder.file(".stderr")
    while process.isRunning, try String(contentsOf: errors, encoding: .utf8).isEmpty { usleep(10_000) }
    usleep(200_000)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let outcome = fathom.outcome(of: process)
    #expect(outcome.status == 130)
    #expect(outcome.errors.contains("no model is written"))
    #expect(try files == [])
  }

  @Test func aTableOfOnesOwn() throws {
    try StudyTexts.rows(last: 3).write(to: folder.file("table.csv"), atomically: true, encoding: .utf8)
    let trained = try run(["train", "--data", "table.csv", "--hidden", "4", "--epochs", "5", "-o", "m"])
    #expect(trained.status == 0, "\(trained.errors)")
    let own = try fathom.run("evaluate", "m", "--part", "test")
    #expect(own.output.contains("Equal to the reported scores in every bit"), "\(own.errors)")
    let whole = try fathom.run("evaluate", "m", "--data", "table.csv")
    #expect(whole.status == 0)
    #expect(whole.errors.contains("hold the samples that the model was trained on"))
    // The file changes: its scores are no longer to be had.
    try StudyTexts.rows(last: 4).write(to: folder.file("table.csv"), atomically: true, encoding: .utf8)
    let changed = try fathom.run("evaluate", "m")
    #expect(changed.status == 1)
    #expect(changed.errors.contains("are not those of the model"))
  }

  /// Data that are made take all their keys into the model's file, and are made again from it.
  @Test func everyKeyOfTheDataReachesTheFile() throws {
    let data = ["--data", "sawtooth", "--samples", "300", "--noise", "0.01", "--folds", "2", "--inputs", "3"]
    let trained = try run(["train", "--hidden", "4", "--epochs", "3", "-o", "m"] + data)
    #expect(trained.status == 0, "\(trained.errors)")
    let source = try SavedModel(contentsOf: folder.file("m")).provenance.data.source
    #expect(source == DataSource(name: "sawtooth", samples: 300, noise: 0.01, folds: 2, inputs: 3))
    let own = try fathom.run("evaluate", "m")
    #expect(own.output.contains("Equal to the reported scores in every bit"), "\(own.errors)")
    let other = try run(["evaluate", "m", "--seed", "1"] + data)
    #expect(other.status == 0, "\(other.errors)")
    #expect(try fathom.run("evaluate", "m", "--folds", "2").errors.contains("--folds"))
  }

  static let refused: [(arguments: [String], says: String, status: Int32)] = [
    (["--data", "digits", "-o", "m"], "--hidden", 1),
    (["--hidden", "8", "-o", "m"], "--data", 64),
    (["--data", "digits", "--hidden", "8"], "--output", 64),
    (["--data", "digits", "--hidden", "8", "-o", "no/such/m"], "--output", 1),
    (["--data", "digits", "--hidden", "8", "-o", "."], "is a folder", 1),
    (["--data", "digits", "--hidden", "8x", "-o", "m"], "--hidden: found '8x'", 1),
    (["--data", "digits", "--hidden", "8,8", "-o", "m"], "write --hidden 8-8", 1),
    (["--data", "digits", "--hidden", "16x8x4", "-o", "m"], "write --hidden 16-8-4", 1),
    (["--data", "digits", "--hidden", "[8, 8]", "-o", "m"], "write --hidden 8-8", 1),
    (["--data", "digits", "--hidden", "8", "--lr", "1", "-o", "m"], "'--lr'; did you mean --learning-rate?", 64),
    (["--data", "digits", "--hidden", "8", "--max_iter", "9", "-o", "m"], "did you mean --epochs?", 64),
    (["--data", "digit", "--hidden", "8", "-o", "m"], "did you mean digits?", 1),
    (["--data", "digits", "--hidden", "8", "--batch", "0", "-o", "m"], "--batch: found '0'", 1),
    (["--data", "digits", "--hidden", "8", "--size", "2000", "-o", "m"], "2000", 1),
    (["--data", "digits", "--hidden", "8", "--replicate", "0", "-o", "m"], "--replicate", 1),
    (["--data", "digits", "--hidden", "8", "--threshold", "1", "-o", "m"], "--rule", 64),
    (["--data", "digits", "--hidden", "8", "--rule", "patience", "--validation", "0", "-o", "m"], "validation set", 1),
    (["--data", "digits", "--hidden", "8", "--learning-rate", "1e6", "--l2", "1", "-o", "m"], "diverged in epoch", 1),
    (["--data", "digits", "--initial-model", "missing", "-o", "m"], "missing: cannot be found", 1),
    (["study.yaml", "-o", "m"], "--model: missing", 1),
    (["study.yaml", "--model", "deep", "-o", "m"], "--size: missing", 1),
    (["study.yaml", "--model", "dep", "--size", "60", "-o", "m"], "no model dep", 1),
  ]

  @Test(arguments: refused) func whatCannotBeIsRefused(_ arguments: [String], says: String, status: Int32) throws {
    try StudyTexts.quick.write(to: folder.file("study.yaml"), atomically: true, encoding: .utf8)
    let outcome = try run(["train", "--progress", "none"] + arguments)
    #expect(outcome.status == status)
    #expect(outcome.errors.contains(says), "\(outcome.errors)")
    if status == 1 { #expect(outcome.errors.split(separator: "\n").count == 1) }
    #expect(try files == ["study.yaml"])
  }

  @Test func damagedModelsAreRefusedInALine() throws {
    #expect(try run(digits).status == 0)
    let whole = try Data(contentsOf: folder.file("m.safetensors"))
    for count in [0, 7, 8, 100, whole.count - 1] {
      try whole.prefix(count).write(to: folder.file("m.safetensors"))
      let outcome = try fathom.run("evaluate", "m.safetensors")
      #expect(outcome.status == 1)
      #expect(outcome.errors.split(separator: "\n").count == 1)
      #expect(outcome.errors.contains("m.safetensors"))
    }
  }
}
