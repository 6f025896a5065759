import ArgumentParser
import Kernels
import Reporting
import Workflow

struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train one network and write it to a file.",
    discussion: """
      Train one run of a study again, with the same bits:
        fathom train my-study.yaml --model deep --size 1000 -o deep.safetensors
      or a run described by options, with the names and defaults of a study file:
        fathom train --data digits --hidden 64-64 --epochs 100 -o digits.safetensors
      Options replace the settings of the study. Its stopping rules are ignored; give --rule to stop early.

      The training and validation sets are scored after each epoch. The test set is scored once, at the end, with the \
      saved weights: choose settings by the validation set, then use the test set to judge the choice.
      """)

  @Argument(help: "A study file.", completion: .studyFile)
  var study: String?

  @Option(
    name: [.customShort("o"), .long],
    help:
      "The file to write, such as model.safetensors; an older model there is replaced, a file of another kind is not.")
  var output: String

  @Option(help: "The study's model to train.")
  var model: String?

  @Option(
    help:
      "Number of training samples (of each class, if the study has sizes per class), or all; by default the study's size if it has only one, otherwise all."
  )
  var size: String?

  @Option(help: "The replicate, which determines data draw, initial weights and batch orders.")
  var replicate = 1

  @Option(help: "Units of the hidden layers, such as 256-128-64; 0 for none.")
  var hidden: String?

  @Option(help: "How the hidden layers given by --hidden are normalised: none or layer; none unless given.")
  var normalisation: String?

  @Flag(
    help:
      "Add the output of each hidden layer given by --hidden to that of the next, where both have equally many units.")
  var residual = false

  @OptionGroup(title: "Data") var data: DataOptions
  @OptionGroup(title: "Training") var training: TrainingOptions

  @Option(help: "A safetensors file with the initial weights, from Fathom or another program.", completion: .modelFile)
  var initialModel: String?

  @Flag(name: .customLong("no-shuffle"), help: "Visit the training samples in stored order in each epoch.")
  var isUnshuffled = false

  @Option(help: "How progress is shown: \(ProgressStyle.allCases.map(\.rawValue).joined(separator: ", ")).")
  var progress = ProgressStyle.auto

  @Option(help: "How the final scores are printed: table, tsv, csv or json.")
  var format = TableFormat.table

  func validate() throws {
    if let study, let refusal = DataOptions.refusal(of: study, as: "study file", "fathom train") { throw refusal }
    if study == nil {
      if data.data == nil { throw ValidationError("give a study file, or --data and --hidden") }
      if model != nil { throw ValidationError("--model names a model of a study file, and there is none") }
    }
    if model != nil && hidden != nil { throw ValidationError("--model and --hidden exclude each other; keep one") }
  }

  func run() throws {
    try KernelSet.check()
    var request = TrainingRequest()
    request.study = study
    request.model = model
    request.hidden = hidden
    request.normalisation = normalisation
    request.residual = residual ? "true" : nil
    request.size = size
    request.replicate = replicate
    request.settings = data.settings + training.settings
    request.initialModel = initialModel
    request.isShuffled = !isUnshuffled
    let session = try TrainingSession(ModelTraining(request), output: output, style: progress)
    guard try session.run(format: format) else { throw ExitCode(Interruption.exitStatus) }
  }
}
