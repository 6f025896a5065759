import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
public import Reporting
import SavedModels
import Study

/// A training run from a terminal: it shows epochs, can be interrupted, and writes the model and its scores at the end.
public struct TrainingSession: Sendable {
  private let training: ModelTraining
  private let output: URL
  private let style: ProgressStyle

  /// Prepares a run whose model is written to `output`.
  ///
  /// - Throws: ``WorkflowError`` if that file cannot be written.
  public init(_ training: ModelTraining, output: String, style: ProgressStyle) throws {
    self.training = training
    self.output = URL(pathAsGiven: output)
    self.style = style
    guard !output.isEmpty else {
      throw WorkflowError("--output: is empty; give the name of a file, such as model.safetensors")
    }
    do {
      try DurableFile.checkOutput(self.output, replacing: SavedModel.outputKind)
    } catch {
      throw WorkflowError("--output: \(output) cannot be written: \(error.reason)")
    }
  }

  /// Trains, writes the model, and prints its scores in `format`.
  ///
  /// - Returns: whether it finished; false if Ctrl-C or SIGTERM interrupted it, and nothing is written.
  public func run(format: TableFormat) throws -> Bool {
    let cancellation = Cancellation()
    let interruption = Interruption(cancellation)
    defer { withExtendedLifetime(interruption) {} }
    let display = TrainingDisplay(
      style, epochs: training.settings.epochs, hasValidation: training.count(of: .validation) != nil,
      metric: training.shownMetric)
    let ticker = Ticker { display.tick() }
    ticker.start()
    defer { withExtendedLifetime(ticker) {} }
    let model: SavedModel?
    var trained = 0
    do {
      model = try training.run(cancellation: cancellation) {
        trained = $0.epoch
        display.update($0)
      }
    } catch {
      display.finish()
      throw error
    }
    display.finish()
    guard let model else {
      Terminal.tell("interrupted: no model is written")
      return false
    }
    try model.write(to: output)
    try Terminal.print(text(model, epochs: trained, format))
    return true
  }

  private func text(_ model: SavedModel, epochs: Int, _ format: TableFormat) -> String {
    let scores = ModelTables.scores(
      DataPart.allCases.compactMap { part in
        guard let samples = training.count(of: part), let score = model.scores[part] else { return nil }
        return ModelTables.PartScore(part: part.rawValue, samples: samples, score: score)
      }, training.study.metrics)
    guard format == .table else { return format.write(scores) }
    let provenance = model.provenance
    let rule = provenance.rule.map { " (\($0))" } ?? ""
    return """
      \(training.study.data.source.name), \(ModelTraining.text(model.layers.architecture)) \(model.activation.rawValue): \
      weights of epoch \(count(provenance.epoch)) of \(count(epochs)) trained\(rule)

      \(format.write(scores))
      Model    \(output.relativePath)

      """
  }
}
