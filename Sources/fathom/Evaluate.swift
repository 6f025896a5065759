import ArgumentParser
import Datasets
import DurableFiles
import Foundation
import Kernels
import Reporting
import SavedModels
import StudyFile
import Workflow

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Score a saved model.",
    discussion: """
      Without --data, the model is scored on its own training, validation and test samples, drawn and scaled as in \
      training. The scores equal the reported ones exactly. With --data it is scored on the test set of other data, \
      or on all samples if they have no test set, scaled like the model's own data. With --predict it prints what \
      the model predicts for each sample, beside the truth where the data give it; a file then needs no target.
      """)

  @Argument(help: "A model that `fathom train` or `fathom run` wrote.", completion: .modelFile)
  var model: String

  @OptionGroup(title: "Data") var data: DataOptions

  @Option(help: "With --data, the seed of synthetic data; by default \(StudyFile.usualSeed).")
  var seed: UInt64?

  @Option(help: "train, validation or test; by default all of them, or the test set with --data.")
  var part: DataPart?

  @Option(
    help:
      "scores, classes (accuracy of each class) or confusion (how often each class is taken for each other); scores unless given."
  )
  var table: ModelEvaluation.Output?

  @Option(
    help:
      "What is measured besides the loss, such as balanced-accuracy,roc-auc or mae,r2; by default what the model was trained with."
  )
  var metrics: String?

  @Flag(help: "Print the predicted class with the probability of each, or the predicted quantity, for each sample.")
  var predict = false

  @Option(help: "table, tsv, csv or json.")
  var format = TableFormat.table

  func validate() throws {
    if let refusal = DataOptions.refusal(of: model, as: "model", "fathom evaluate MODEL") { throw refusal }
    if predict, let table {
      throw ValidationError(
        "--table: \(table.rawValue) sums up how right the model is, and --predict prints every prediction; keep one of them"
      )
    }
    if metrics != nil, predict || table.map({ $0 != .scores }) ?? false {
      throw ValidationError("--metrics: goes with scores; leave it out")
    }
    if data.data == nil, data.settings.contains(where: { $0.path != ["data", "path"] }) || seed != nil {
      let keys = DataSource.Key.allCases.filter { $0 != .path }.map { "--\($0)" }
      throw ValidationError("\(keys.joined(separator: ", ")) and --seed need --data")
    }
  }

  func run() throws {
    try KernelSet.check()
    let saved = try SavedModel(contentsOf: URL(pathAsGiven: model))
    var evaluation =
      if data.data == nil {
        try ModelEvaluation(saved, path: data.path, part: part)
      } else {
        try ModelEvaluation(
          saved, data: data.settings, seed: seed, part: part, predicted: predict)
      }
    if let metrics { evaluation = try evaluation.measuring(metrics) }
    try Terminal.print(
      predict ? evaluation.predictions(format: format) : evaluation.text(table ?? .scores, format: format))
  }
}
