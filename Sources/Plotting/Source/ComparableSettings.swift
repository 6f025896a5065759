import Analysis
import Study

/// Models and settings that share a figure: all if there is room, otherwise a selection that can be compared.
///
/// With too little room, all have the varied settings of the best and differ in the model alone. If there is only one
/// model, or room for all values of a key as well, the first such keys of the study file differ too.
struct ComparableSettings {
  /// In the order in which they were given.
  let shown: [ModelSetting]
  /// nil if all are shown.
  let omission: Omission?
  /// Whether the models shown differ.
  let differsInModel: Bool
  /// Positions of the varied keys in which those shown differ.
  let keys: [Int]
  /// For a complete grid of two or more things that differ: how many values the last of them has.
  let gridColumns: Int?

  init(_ given: [ModelSetting], atMost most: Int, overlaid: Int? = nil, in source: FigureSource) {
    let best = source.ranking?.best(of: given) ?? given.first
    func isNetwork(_ setting: ModelSetting) -> Bool {
      source.series.first { $0.modelIndex == setting.modelIndex }?.kind == .network
    }
    // Of all models, only networks have settings.
    let example = best.map { best in
      isNetwork(best) ? best : source.ranking?.best(of: given.filter(isNetwork)) ?? best
    }
    // Models that are not trained in epochs are the same for all settings of training; of those that are, the one with the
    // settings of the example is shown.
    func isOfExample(_ setting: ModelSetting) -> Bool {
      zip(source.ownVaried(setting), zip(setting.varied, example?.varied ?? [])).allSatisfy { own, values in
        !own.isEmpty || values.0 == values.1
      }
    }
    let all = given.filter { setting in
      isNetwork(setting) || isOfExample(setting)
        || !given.contains {
          $0.modelIndex == setting.modelIndex && isOfExample($0) && source.ownVaried($0) == source.ownVaried(setting)
        }
    }
    let axes = [Axis.model] + source.analysis.study.vary.indices.filter { $0 != overlaid }.map { .key($0) }
    let (shown, opened, isSpread) = example.map { Self.chosen(all, atMost: most, around: $0, axes) } ?? (all, [], false)
    self.shown = shown
    let differing = axes.filter { axis in Set(shown.map { axis.value($0) }).count > 1 }
    differsInModel = differing.contains(.model)
    keys = differing.compactMap(\.key)
    let counts = differing.map { axis in Set(shown.map { axis.value($0) }).count }
    gridColumns = counts.count > 1 && counts.reduce(1, *) == shown.count ? counts.last : nil

    guard shown.count < all.count else {
      omission = nil
      return
    }
    let varying = axes.filter { axis in Set(all.map { axis.value($0) }).count > 1 }
    let noun =
      varying == [.model] ? "models" : varying.contains(.model) ? "models and settings" : "settings"
    let theBest = example == best ? "the best" : "the best network"
    var words = "\(Omission.count(shown, all)) \(noun)"
    if varying.count > opened.count {
      let names = opened.map { $0.name(source) }
      words +=
        names.isEmpty
        ? ", \(theBest)" : ", which differ in \(names.joined(separator: " and ")) alone, else as \(theBest)"
    }
    if isSpread { words += ", evenly spread with \(theBest) among them" }
    omission = Omission(words, best: example)
  }

  /// One of the things in which settings can differ.
  private enum Axis: Equatable {
    case model
    case key(Int)

    var key: Int? { if case .key(let key) = self { key } else { nil } }

    func value(_ setting: ModelSetting) -> String {
      switch self {
      case .model: String(setting.modelIndex)
      case .key(let key): setting.varied.indices.contains(key) ? setting.varied[key] : ""
      }
    }

    func name(_ source: FigureSource) -> String {
      switch self {
      case .model: "model"
      case .key(let key): VariedValues.words(source.analysis.study.vary[key].key)
      }
    }
  }

  /// What is shown, the axes in which it differs, and whether values were chosen on one of them.
  private static func chosen(
    _ all: [ModelSetting], atMost most: Int, around best: ModelSetting, _ axes: [Axis]
  ) -> (shown: [ModelSetting], opened: [Axis], isSpread: Bool) {
    guard all.count > most else { return (all, axes, false) }
    func members(_ open: [Axis]) -> [ModelSetting] {
      all.filter { setting in axes.allSatisfy { open.contains($0) || $0.value(setting) == $0.value(best) } }
    }
    var opened: [Axis] = []
    for axis in axes where members([axis]).count > 1 {
      let wider = members(opened + [axis])
      if wider.count <= most {
        opened.append(axis)
      } else if opened.isEmpty {
        let position = wider.firstIndex(of: best) ?? 0
        return (wider.evenlySpaced(most, keeping: position), [axis], true)
      }
    }
    return (members(opened), opened, false)
  }
}
