import Datasets
import NeuralNetwork
import SupportVectorMachines

extension StudyDescription {
  /// Every key of the study file with its value in words, in the order of the file, without names and titles; keys that do not
  /// apply are left out. Of runs that were trained elsewhere, only what is known.
  public var settings: [(key: String, value: String)] {
    var settings: [(key: String, value: String)] = []
    func add(_ key: String, _ value: String?) {
      if let value, !value.isEmpty { settings.append((key, value)) }
    }
    add("trained by", origin.map(\.sentence))
    if origin == nil {
      add("data.source", data.source.name)
      for key in DataSource.Key.allCases { add("data.\(key)", data.source.text(of: key)) }
      add("data.test", data.test.words)
      add("data.validation", data.validation.text)
      for setting in DataSetting.allCases { add(setting.key, setting.text(in: data)) }
      add("seed", "\(seed)")
    }
    add("metrics", metrics.map(\.name).joined(separator: ", "))
    add("sizes", sizes.listed.map { $0.map(String.init).joined(separator: ", ") } ?? "all")
    add("replicates", "\(replicates)")
    for model in models { add("models.\(model.name)", model.kind.words) }
    let varied = Set((vary + tune).map(\.key))
    if origin == nil {
      for setting in TrainingSetting.all where !varied.contains(setting.name) {
        add("training.\(setting.name)", setting.value(in: training)?.text)
      }
    }
    for constant in origin?.constants ?? [] {
      add((TrainingSetting.named(constant.key) == nil ? "" : "training.") + constant.key, constant.value)
    }
    add("stopping", rules.map(\.label).joined(separator: ", "))
    for setting in vary { add("vary.\(setting.key)", setting.values.map(\.text).joined(separator: ", ")) }
    for setting in tune { add("tune.\(setting.key)", setting.values.map(\.text).joined(separator: ", ")) }
    return settings
  }
}

extension TestSet {
  fileprivate var words: String {
    switch self {
    case .canonical: "canonical"
    case .drawn(let part): part.text
    }
  }
}

extension ModelKind {
  fileprivate var words: String {
    switch self {
    case .network(let layers):
      ([layers.hidden.words] + layers.structure.words).joined(separator: ", ")
    case .supportVectorMachine(let settings): settings.description
    case .recorded(let model): model.words ?? model.hidden.map(HiddenLayers.words) ?? ""
    }
  }
}

extension HiddenLayers {
  /// Returns the units of hidden layers in words, e.g. `64-64`.
  public static func words(_ widths: [Int]) -> String {
    widths.isEmpty ? "no hidden layer" : widths.map(String.init).joined(separator: "-")
  }

  fileprivate var words: String {
    switch self {
    case .widths(let widths): Self.words(widths)
    case .matchingParameters(let depth, let width): "\(depth) layers with the parameters of one of \(width)"
    }
  }
}
