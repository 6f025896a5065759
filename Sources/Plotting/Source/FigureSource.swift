import Analysis
import NeuralNetwork
import Study

/// An analysis in the form that figures need: models, sizes, rules and varied settings, and each point by its place.
struct FigureSource {
  struct Series: Equatable {
    var modelIndex: Int
    /// The name beside drawings; for a model with a very long name a short one, which captions explain.
    var name: String
    /// As the study file has it.
    var fullName: String
    /// Nil for a model that is no network, as are its parameters.
    var hidden: [Int]?
    var parameters: Int?
    /// Parameters or, where they are not known, hidden units.
    var extent: Int
    /// Normalisation and skip connections; plain for a model that is no network.
    var structure: LayerStructure
    /// What the model is, as captions say it, e.g. `64-64`.
    var form: String
    /// Number of hidden layers; nil for a model that is no network.
    var depth: Int?
    var kind: LearnerKind
    /// Heads the columns of the model in data files.
    var stem: String
    var colour: Colour
    /// What stands for the model where there is no room for its name: its place in the study, from 1.
    var number: Int { modelIndex + 1 }
  }

  private struct Place: Hashable {
    var modelIndex: Int
    var varied: [String]
    var rule: StoppingRule
    var size: Int
  }

  let analysis: StudyAnalysis
  /// Models that have results, in the order of the study file.
  let series: [Series]
  /// Ascending.
  let sizes: [Int]
  /// In the order of the study file.
  let rules: [StoppingRule]
  /// The combinations of varied settings; one empty combination if nothing is varied.
  let variants: [[String]]
  /// nil where nothing has been measured.
  let ranking: Ranking?
  private let points: [Place: CurvePoint]

  init(_ analysis: StudyAnalysis) {
    self.analysis = analysis
    var keys: [Int: CurveKey] = [:]
    var variants: [[String]] = []
    var points: [Place: CurvePoint] = [:]
    for point in analysis.curves {
      keys[point.key.modelIndex] = point.key
      if !variants.contains(point.key.varied) { variants.append(point.key.varied) }
      let place = Place(
        modelIndex: point.key.modelIndex, varied: point.key.varied, rule: point.key.rule, size: point.size)
      points[place] = point
    }
    self.points = points
    self.variants = variants
    ranking = Ranking(analysis)
    sizes = Set(analysis.curves.map(\.size)).sorted()
    let present = Set(analysis.curves.map(\.key.rule))
    var rules: [StoppingRule] = []
    for rule in analysis.study.stopping.flatMap(\.rules) where present.contains(rule) && !rules.contains(rule) {
      rules.append(rule)
    }
    self.rules = rules
    let all = analysis.allModels ?? keys.values.sorted { $0.modelIndex < $1.modelIndex }
    series = Self.series(all, of: analysis.study, analysis.style).filter { keys[$0.modelIndex] != nil }
  }

  func point(_ series: Series, _ varied: [String], _ rule: StoppingRule, _ size: Int) -> CurvePoint? {
    points[Place(modelIndex: series.modelIndex, varied: varied, rule: rule, size: size)]
  }

  /// The series of a model.
  func series(_ modelIndex: Int) -> Series? { series.first { $0.modelIndex == modelIndex } }

  /// At most `count` of the stopping rules, evenly spread.
  func ruleChoice(_ count: Int) -> Choice<StoppingRule> { Choice(rules, atMost: count, noun: "stopping rules") }

  /// The rule that trains longest, alone.
  var lastRule: Choice<StoppingRule> {
    let shown = (ranking?.rule ?? rules.last).map { [$0] } ?? []
    return Choice(
      shown,
      omission: shown.count < rules.count
        ? Omission("\(Omission.count(shown, rules)) stopping rules, the one that trains longest") : nil)
  }

  /// At most `count` of the training-set sizes, evenly spread.
  func sizeChoice(_ count: Int) -> Choice<Int> { Choice(sizes, atMost: count, noun: "training-set sizes") }

  /// At most `count` combinations of varied settings, around those of the best network.
  func variantChoice(_ count: Int) -> ComparableSettings {
    let candidates = networks.isEmpty ? series : networks
    let best = ranking?.best(of: settings(candidates)) ?? ModelSetting(modelIndex: 0, varied: [])
    return ComparableSettings(
      variants.map { ModelSetting(modelIndex: best.modelIndex, varied: $0) }, atMost: count, in: self)
  }

  /// More curves than these cannot be told apart by their colours.
  static let maximumCurves = Palette.categorical.count

  /// As many of the models as can share a panel.
  var seriesChoice: Choice<Series> { choice(of: series, atMost: Self.maximumCurves) }

  /// At most `most` of some models, evenly spread with the best among them.
  func choice(of series: [Series], atMost most: Int) -> Choice<Series> {
    guard series.count > most else { return Choice(series) }
    let best = ranking?.best(of: settings(series))
    let kept = series.firstIndex { $0.modelIndex == best?.modelIndex } ?? 0
    let chosen = series.evenlySpaced(most, keeping: kept)
    let noun = series.count == self.series.count ? "models" : "networks"
    return Choice(
      chosen,
      omission: Omission(
        "\(Omission.count(chosen, series)) \(noun), evenly spread with the best among them", best: best))
  }

  /// Whether no layer of a network is narrower than that of another with as many layers.
  func isWider(_ one: Contrast.Side, than other: Contrast.Side) -> Bool {
    guard let wide = series(one.modelIndex)?.hidden, let narrow = series(other.modelIndex)?.hidden else { return false }
    return wide.count == narrow.count && zip(wide, narrow).allSatisfy { $0 >= $1 }
  }

  /// The models that are networks.
  var networks: [Series] { series.filter { $0.kind == .network } }

  /// The same without networks whose number of hidden layers is not known.
  var withDepths: FigureSource {
    var analysis = analysis
    analysis.curves.removeAll { $0.key.kind == .network && $0.key.depth == nil }
    return analysis.curves.count == self.analysis.curves.count ? self : FigureSource(analysis)
  }

  /// Models with each combination of varied settings.
  func settings(_ series: [Series]) -> [ModelSetting] {
    series.flatMap { series in variants.map { ModelSetting(modelIndex: series.modelIndex, varied: $0) } }
  }

  /// The varied settings that make a difference to a model; empty texts for those of training, if it is no network.
  func ownVaried(_ setting: ModelSetting) -> [String] {
    let models = analysis.study.models
    guard analysis.study.origin == nil, series(setting.modelIndex)?.kind == .oneShot,
      models.indices.contains(setting.modelIndex)
    else {
      return setting.varied
    }
    let kind = models[setting.modelIndex].kind
    if case .network = kind { return setting.varied.map { _ in "" } }
    return zip(analysis.study.vary, setting.varied).map { $0.affects(kind) ? $1 : "" }
  }

  /// The varied settings in words, e.g. `learning rate 0.01`. Of several settings those whose values are names go by these
  /// alone: `tanh`, `learning rate 0.01`. `keys` says of which keys, by their positions.
  func words(ofVariant varied: [String], keys: [Int]) -> [String] {
    let settings = Array(zip(analysis.study.vary, varied))
    // A value is empty where it is not shared.
    return keys.filter { settings.indices.contains($0) && !settings[$0].1.isEmpty }.map { key in
      let (setting, text) = settings[key]
      let label = VariedValues.label(text, of: setting)
      let explainsItself = keys.count > 1 && setting.values.allSatisfy { Double($0.text) == nil }
      return explainsItself ? label : "\(VariedValues.words(setting.key)) \(label)"
    }
  }

  /// The varied settings by their values alone.
  func labels(ofVariant varied: [String], keys: [Int]) -> [String] {
    let settings = Array(zip(analysis.study.vary, varied))
    return keys.filter { settings.indices.contains($0) && !settings[$0].1.isEmpty }.map {
      VariedValues.label(settings[$0].1, of: settings[$0].0)
    }
  }

  /// The settings that all of a figure has in common, in words: of the keys that are varied, but not among `differing`.
  func sharedWords(_ varied: [String], differing: [Int]) -> [String] {
    guard variants.count > 1 else { return [] }
    return words(ofVariant: varied, keys: analysis.study.vary.indices.filter { !differing.contains($0) })
  }

  /// Positions of the keys of which there are several values.
  var variedKeys: [Int] {
    analysis.study.vary.indices.filter { key in
      Set(variants.compactMap { $0.indices.contains(key) ? $0[key] : nil }).count > 1
    }
  }

  /// Names of models wider than this give way to short ones.
  private static let widestName = 260.0

  /// The name of each model beside drawings: its own, or the number of the model if its name is very long.
  private static func names(_ keys: [CurveKey], _ style: FigureStyle) -> [String] {
    let all = keys.map(\.model)
    let prefix = ["model ", "no. ", "#"].first { prefix in !all.contains { $0.hasPrefix(prefix) } } ?? "model no. "
    return keys.map { key in
      style.label(ofModel: key.model)
        ?? (TextMetrics.width(key.model, size: FigureLayout.FontSize.axis) <= widestName
          ? key.model : prefix + NumberText.count(key.modelIndex + 1))
    }
  }

  private static func series(_ keys: [CurveKey], of study: StudyDescription, _ style: FigureStyle) -> [Series] {
    let (colours, names) = (colours(keys), names(keys, style))
    let stems = stems(keys.map(\.model), otherwise: "model", keys.map { $0.modelIndex + 1 })
    return keys.indices.map { index in
      let key = keys[index]
      return Series(
        modelIndex: key.modelIndex, name: names[index], fullName: style.label(ofModel: key.model) ?? key.model,
        hidden: key.hidden,
        parameters: key.parameters, extent: key.extent,
        structure: study.layers(ofModelAt: key.modelIndex)?.structure ?? .plain,
        form: CaptionText.form(of: key, in: study), depth: key.depth, kind: key.kind, stem: stems[index],
        colour: style.colour(ofModel: key.model) ?? colours[index])
    }
  }

  /// Different names for columns, made of the plain letters and digits of `names`; of `otherwise` and a number where they
  /// leave nothing or repeat another.
  static func stems(_ names: [String], otherwise: String, _ numbers: [Int]) -> [String] {
    let own = names.map(stem)
    // Of several, the one whose name it is has it, or the first.
    let owners = Dictionary(grouping: names.indices) { own[$0] }
      .mapValues { places in places.first { names[$0] == own[$0] } ?? places[0] }
    let reserved = Set(own)
    var taken: Set<String> = []
    return names.indices.map { index in
      let (stem, number) = (own[index], numbers[index])
      if !stem.isEmpty, owners[stem] == index { return stem }
      // Not the name of another.
      let free =
        (number...).lazy.map { "\(otherwise)-\($0)" }.first { !reserved.contains($0) && !taken.contains($0) } ?? ""
      taken.insert(free)
      return free
    }
  }

  /// Models of different depths take ordered colours, what is no network first and then the shallowest; others take colours without an order.
  private static func colours(_ keys: [CurveKey]) -> [Colour] {
    let order = keys.indices.sorted {
      (keys[$0].depth ?? -1, keys[$0].extent, $0) < (keys[$1].depth ?? -1, keys[$1].extent, $1)
    }
    let depths = Set(keys.map(\.depth))
    let isOrdered = depths.count == keys.count || keys.count > Palette.categorical.count
    // Maps show in blue where the first of a contrast is better: of two models of which nothing else is known, the first.
    let isUnknown = keys.count == 2 && depths.count == 1 && keys.allSatisfy { $0.extent == 0 }
    let palette =
      isUnknown ? [.blue, .vermilion] : isOrdered ? Palette.ordered(keys.count) : Palette.categorical
    var colours = Array(repeating: Colour.ink, count: keys.count)
    for (rank, index) in order.enumerated() { colours[index] = palette[rank] }
    return colours
  }

  /// The plain letters and digits of a name in lower case, other runs as one hyphen.
  private static func stem(_ name: String) -> String {
    let words = name.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    return String(words.joined(separator: "-").prefix(24))
  }
}

extension CurveKey {
  /// Parameters or, where they are not known, hidden units; 0 without either.
  fileprivate var extent: Int { parameters ?? hidden?.reduce(0, +) ?? 0 }
}
