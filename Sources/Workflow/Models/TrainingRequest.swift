import Datasets
import DurableFiles
import Foundation
import NeuralNetwork
import SavedModels
import SeededRandom
import Study
public import StudyFile

/// The options of `fathom train`: a network to train outside a study.
public struct TrainingRequest: Sendable {
  /// Path of a study file that has the training run; nil if the settings describe it completely.
  public var study: String?
  /// Name of a model of the study; may be nil if it has only one.
  public var model: String?
  /// Units of the hidden layers, e.g. `256-128-64`, instead of a model of the study; `0` for none.
  public var hidden: String?
  /// How the hidden layers given by `hidden` are normalised, as a study file spells it; nil for the default, or what the
  /// initial parameters have.
  public var normalisation: String?
  /// Whether they have skip connections, likewise.
  public var residual: String?
  /// Number of training samples, or `all`; nil for the only size of the study, or for all samples without a study.
  public var size: String?
  /// Number of the replicate, 1–10,000.
  public var replicate = 1
  /// Values for keys under `data` and `training`, for `seed`, and for the stopping rule.
  public var settings: [StudyFileSetting] = []
  /// Path of a safetensors file with initial parameters, by Fathom or another program; nil to draw them.
  public var initialModel: String?
  /// Whether the training samples are shuffled for each epoch; otherwise they are visited in stored order.
  public var isShuffled = true

  /// Creates a request without any options.
  public init() {}

  /// Reads the study file with the settings in the place of its own.
  ///
  /// - Throws: one line that names the option or the key that is wrong.
  func description(initial: LinearLayers?) throws -> StudyDescription {
    guard 1...10_000 ~= replicate else { throw WorkflowError("--replicate: \(replicate) is not in 1…10000") }
    let file = try study.map { (text: try StudyFile.text(at: URL(pathAsGiven: $0)), name: $0) }
    // Training ends by the rule that is given, or after all epochs: the rules of a study are alternatives. Nothing is
    // recorded or drawn, so these sections of a study need not fit the settings.
    var dropped = [["stopping"], ["record"], ["figures"]]
    // A varied or tuned key that is given has one value.
    for section in ["vary", "tune"] {
      dropped += settings.filter { $0.path.first == "training" }.map { [section] + $0.path.dropFirst() }
    }
    dropped += settings.filter { $0.path.first == "data" }.map { ["vary", $0.path.joined(separator: ".")] }
    var all = settings
    if study == nil { all.insert(StudyFileSetting(["name"], .text("train"), origin: "name"), at: 0) }
    if let widths = try widths(initial: initial) {
      dropped += [["models"], ["depths"], ["widths"]]
      // The name is for messages only; errors in the widths are reported as such.
      let joined = widths.joined(separator: "-")
      let isName = joined.utf8.count <= 64 && joined.utf8.allSatisfy { $0 == 0x2D || 0x30...0x39 ~= $0 }
      let name = widths.isEmpty ? "linear" : isName ? joined : "network"
      all.append(
        StudyFileSetting(["models", name, "hidden"], .list(widths.map { .text($0) }), origin: "--hidden"))
      let earlier = hidden == nil ? initial?.architecture.structure : nil
      let properties = [
        ("normalisation", normalisation ?? earlier?.normalisation.rawValue),
        ("residual", residual ?? earlier.map { "\($0.isResidual)" }),
      ]
      all += properties.compactMap { property, text in
        text.map { StudyFileSetting(["models", name, property], .text($0), origin: "--\(property)") }
      }
    } else if let property = normalisation.map({ _ in "normalisation" }) ?? residual.map({ _ in "residual" }) {
      throw WorkflowError("--\(property): goes with --hidden; the study says how its models are built")
    }
    if let size = size ?? (study == nil ? "all" : nil) {
      var value: StudyFileSetting.Value = size == "all" ? .text(size) : .list([.text(size)])
      // In a study of samples per class, that is what the size is, too.
      if size != "all", let file,
        try StudyFile.parse(text: file.text, file: file.name, folders: study.flatMap(StudyFile.folders(of:))).sizes
          .areBalanced
      {
        value = .keys(["per-class": value])
      }
      all.append(StudyFileSetting(["sizes"], value, origin: "--size"))
    }
    var description = try StudyFile.read(
      file, folders: study.flatMap(StudyFile.folders(of:)), dropping: dropped, settings: all, caller: "fathom train")
    switch description.replicates {
    case .independent, .untilPrecise:
      // All of a study's, since groups may make the size `all` depend on them.
      let all = study == nil ? 1 : description.replicates.goal?.to ?? description.replicates.count
      description.replicates = .independent(max(replicate, all))
    case .crossed(let data, let initialWeights):
      guard replicate <= description.replicates.count else {
        throw WorkflowError(
          "--replicate: \(replicate) is not in 1…\(description.replicates.count), the \(data) data draws × "
            + "\(initialWeights) initial weights of \(description.name)")
      }
    }
    description.models = [try chosenModel(of: description)]
    try refuseSeveral(in: description)
    return description
  }

  /// The hidden layers asked for: by option, or without a study by the initial parameters.
  private func widths(initial: LinearLayers?) throws -> [String]? {
    if let hidden {
      try BenchmarkCase.refuseOtherSeparators(hidden)
      return hidden == "0" ? [] : hidden.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
    }
    guard study == nil else { return nil }
    guard let initial else {
      throw WorkflowError("--hidden: missing; give the units of the hidden layers, such as 256-128-64, or 0 for none")
    }
    return initial.architecture.hidden.map { "\($0)" }
  }

  private func chosenModel(of study: StudyDescription) throws -> Model {
    let names = study.models.map(\.name).joined(separator: ", ")
    if let model {
      guard let chosen = study.models.first(where: { $0.name == model }) else {
        throw WorkflowError("--model: \(study.name) has no model \(model); it has \(names)")
      }
      return chosen
    }
    guard study.models.count == 1 else {
      throw WorkflowError("--model: missing; \(study.name) has \(names), and one of them is trained")
    }
    return study.models[0]
  }

  /// Refuses a study that leaves open what to train.
  private func refuseSeveral(in study: StudyDescription) throws {
    if let sizes = study.sizes.listed, sizes.count > 1 {
      let shown = sizes.prefix(8).map { "\($0)" }.joined(separator: ", ") + (sizes.count > 8 ? " …" : "")
      throw WorkflowError(
        "--size: missing; \(study.name) has the sizes \(shown)\(study.sizes.areBalanced ? " per class" : ""), and one is trained"
      )
    }
    func refuse(_ settings: [VariedSetting], _ verb: String, _ help: String = "") throws {
      guard
        let open = settings.first(where: { setting in
          setting.values.count > 1 && study.models.contains { setting.affects($0.kind) }
        })
      else { return }
      let values = open.values.map(\.text).joined(separator: ", ")
      throw WorkflowError(
        "--\(open.option): missing; \(study.name) \(verb) it over \(values), and one is trained\(help)")
    }
    try refuse(study.vary, "varies")
    try refuse(study.tune, "tunes", " (tables/choices.tsv of its results says which were best)")
  }
}

extension VariedSetting {
  /// The option that sets the key.
  fileprivate var option: String {
    key.hasPrefix("data.") ? String(key.dropFirst(5)) : TrainingOptionName.ofKey(key)
  }
}
