import Foundation
import NeuralNetwork
import Study
import TrialStorage

// What studies and their models are called in a comparison.
extension StudyComparison {
  /// The most characters of a study's name.
  private static let longestName = 64

  static func names(_ parts: [Part], given: [String]) throws -> [String] {
    if !given.isEmpty {
      if let twice = given.enumerated().first(where: { given.prefix($0).contains($1) }) {
        throw WorkflowError("--as: \(twice.element) names two studies; give each its own name")
      }
      if let long = given.first(where: { $0.count > longestName }) {
        throw WorkflowError(
          "--as: \(long.prefix(longestName))… has \(long.count) characters; give a name of up to \(longestName)")
      }
      return given
    }
    func areDistinct(_ names: [String]) -> Bool { Set(names).count == names.count }
    let own = parts.map(\.name)
    if areDistinct(own) { return own }
    let folders = parts.map { $0.folder.url.standardizedFileURL.lastPathComponent }
    if areDistinct(folders) { return folders }
    return own.enumerated().map { "\($1) (\($0 + 1))" }
  }

  static func models(_ parts: [Part]) -> [Model] {
    parts.enumerated().flatMap { index, part in
      part.study.models.map { model in
        let known = part.results.trajectories.first { $0.configuration.model == model.name }?.configuration
        return Model(
          name: modelName(model.name, of: part),
          kind: .recorded(
            RecordedModel(
              hidden: known?.hidden, parameters: known?.parameters,
              learner: RecordedLearner(known?.kind ?? .network, depth: known?.depth), words: words(model, part.study),
              tunings: part.study.tuningCount(of: model.kind), source: .init(study: index, model: model.name))))
      }
    }
  }

  static func modelName(_ model: String, of part: Part) -> String { "\(part.name): \(model)" }

  /// What the hidden layers of a model do not say.
  private static func words(_ model: Model, _ study: StudyDescription) -> String? {
    if let words = study.baseline(model.name) { return words }
    guard case .network(let layers) = model.kind, !layers.structure.words.isEmpty,
      case .widths(let widths) = layers.hidden
    else { return nil }
    return ([HiddenLayers.words(widths)] + layers.structure.words).joined(separator: ", ")
  }
}
