import NeuralNetwork
import Study

/// The section `record`: what trajectories keep beside their histories.
enum RecordSection {
  private static let defaults = RecordingSettings()

  static let batchLoss = Key(
    "batch-loss", .boolean, "Keep the loss of every batch, for the figure batch-loss.", default: defaults.batchLoss,
    shown: .bool(defaults.batchLoss))
  static let deadNeurons = Key(
    "dead-neurons", .boolean,
    "Count the hidden neurons that are never active, before training and after every epoch; ReLU networks only.",
    default: defaults.deadNeurons, shown: .bool(defaults.deadNeurons))
  static let probeSamples = Key(
    "probe-samples", .integer(1...1_000_000),
    "Number of test samples, drawn for each replicate, on which neurons are checked; all of them if there are fewer.",
    default: defaults.probeSamples, shown: .integer(defaults.probeSamples))
  static let models = Key(
    "models", Format<RecordingSettings.Models>.choice(),
    """
    Networks to save as files: none, the final ones (after the last epoch trained), or those that each stopping rule \
    reports (every-stop).
    """,
    default: defaults.models, shown: .string(defaults.models.rawValue))

  static let section = Section(
    path: "record", keys: [batchLoss.outline, deadNeurons.outline, probeSamples.outline, models.outline])

  static func read(_ element: Element) throws -> RecordingSettings {
    let fields = try Fields(element, section)
    var recording = RecordingSettings()
    recording.batchLoss = try fields.value(batchLoss)
    recording.deadNeurons = try fields.value(deadNeurons)
    recording.probeSamples = try fields.value(probeSamples)
    recording.models = try fields.value(models)
    if !recording.deadNeurons, let probes = fields[probeSamples.outline.name] {
      throw probes.failureAtKey("does nothing without dead-neurons: true")
    }
    return recording
  }

  /// Refuses recordings that are impossible with the study's training settings.
  static func check(_ study: StudyDescription, _ place: Element?) throws {
    guard let place else { return }
    if study.record.deadNeurons { try checkDeadNeurons(study, place) }
    if study.record.models != .none, study.values(of: \.precision).contains(.double) {
      throw place.failure(
        "models are saved in single precision, but precision is double; leave out models, or train in single")
    }
  }

  /// Only units with ReLU die.
  private static func checkDeadNeurons(_ study: StudyDescription, _ place: Element) throws {
    guard let other = study.values(of: \.activation).first(where: { $0 != .relu }) else { return }
    throw place.failure(
      "dead-neurons needs activation relu, but it is \(other.rawValue); only neurons with ReLU die")
  }
}

extension Format where Value == Bool {
  /// `true` or `false`, as JSON writes them.
  static let boolean = Format(accepted: "true or false", schema: .members(("type", "boolean"))) { element, accepted in
    switch element.scalar {
    case ("true", false)?: return true
    case ("false", false)?: return false
    case (let text, let isQuoted)?:
      if isQuoted, ["true", "false"].contains(text) { throw element.mismatch(accepted, hint: "remove the quotes") }
      throw element.mismatch(accepted, hint: hint(on: text))
    case nil: throw element.mismatch(accepted)
    }
  }

  /// What a word that says yes or no in other files means, such as those of YAML 1.1; nil for others.
  static func word(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "yes", "y", "on", "true", "t": true
    case "no", "n", "off", "false", "f": false
    default: nil
    }
  }

  /// What to write in place of such a word.
  static func hint(on text: String) -> String? {
    word(text).map { "write \($0); since YAML 1.2 \(text) is only a text" }
  }
}
