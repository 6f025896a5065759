import Analysis
import NeuralNetwork
import Study

/// An analysis as figures look at it: which models, sizes, rules and varied settings there are, and each point by its place.
struct FigureSource {
  struct Series: Equatable {
    var modelIndex: Int
    var name: String
    /// Nil for a model that is no network, as are its parameters.
    var hidden: [Int]?
    var parameters: Int?
    /// What the model is, as captions say it, e.g. `64-64`.
    var form: String
    /// Number of hidden layers; nil for a model that is no network.
    var depth: Int? { hidden?.count }
    /// Heads the columns of the model in data files.
    var stem: String
    var colour: Colour
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
    sizes = Set(analysis.curves.map(\.size)).sorted()
    let present = Set(analysis.curves.map(\.key.rule))
    var rules: [StoppingRule] = []
    for rule in analysis.study.stopping.flatMap(\.rules) where present.contains(rule) && !rules.contains(rule) {
      rules.append(rule)
    }
    self.rules = rules
    series = Self.series(keys.values.sorted { $0.modelIndex < $1.modelIndex }, of: analysis.study)
  }

  func point(_ series: Series, _ varied: [String], _ rule: StoppingRule, _ size: Int) -> CurvePoint? {
    points[Place(modelIndex: series.modelIndex, varied: varied, rule: rule, size: size)]
  }

  /// The models of some configurations.
  func series(of configurations: [Configuration]) -> [Series] {
    series.filter { series in configurations.contains { $0.modelIndex == series.modelIndex } }
  }

  /// At most `count` of the stopping rules, evenly chosen, the first and the last among them.
  func chosenRules(_ count: Int) -> [StoppingRule] { rules.evenlyChosen(count) }

  /// At most six of the models, evenly chosen: more curves than that cannot be told apart by their colours.
  var chosenSeries: [Series] { Self.chosen(series) }

  /// The models that are networks.
  var networks: [Series] { series.filter { $0.hidden != nil } }

  /// At most six of `series`, evenly chosen.
  static func chosen(_ series: [Series]) -> [Series] {
    guard series.count > 6 else { return series }
    let chosen = series.evenlyChosen(6)
    return zip(chosen, Palette.ordered(chosen.count)).map { series, colour in
      var series = series
      series.colour = colour
      return series
    }
  }

  /// Says in a caption which of the models were chosen; empty if all.
  var seriesOmission: String {
    chosenSeries.count < series.count ? "Shown: \(chosenSeries.count) of \(series.count) models." : ""
  }

  /// The varied settings in words, e.g. `learning rate 0.01`; empty if nothing is varied. Of several settings those whose
  /// values are names go by these alone: `tanh, learning rate 0.01`.
  func title(ofVariant varied: [String]) -> String {
    zip(analysis.study.vary, varied)
      .map { setting, text in
        let label = VariedValues.label(text, of: setting)
        let explainsItself = varied.count > 1 && setting.values.allSatisfy { Double($0.text) == nil }
        return explainsItself ? label : "\(VariedValues.words(setting.key)) \(label)"
      }
      .joined(separator: ", ")
  }

  /// The varied settings by their values alone.
  func labels(ofVariant varied: [String]) -> [String] {
    zip(analysis.study.vary, varied).map { VariedValues.label($1, of: $0) }
  }

  /// The name of a curve: the model, with the varied settings where there is more than one combination.
  func label(_ series: Series, _ varied: [String]) -> String {
    variants.count > 1 ? ([series.name] + labels(ofVariant: varied)).joined(separator: ", ") : series.name
  }

  private static func series(_ keys: [CurveKey], of study: StudyDescription) -> [Series] {
    zip(zip(keys, colours(keys)), stems(keys.map(\.model), otherwise: "model", keys.map { $0.modelIndex + 1 }))
      .map { key, stem in
        Series(
          modelIndex: key.0.modelIndex, name: key.0.model, hidden: key.0.hidden, parameters: key.0.parameters,
          form: CaptionText.form(of: key.0, in: study), stem: stem, colour: key.1)
      }
  }

  /// Different names for columns, made of the plain letters and digits of `names`; of `otherwise` and a number where they
  /// leave nothing or repeat another.
  static func stems(_ names: [String], otherwise: String, _ numbers: [Int]) -> [String] {
    var taken: Set<String> = []
    return zip(names, numbers).map { name, number in
      var stem = stem(name)
      if stem.isEmpty || !taken.insert(stem).inserted {
        stem = "\(otherwise)-\(number)"
        taken.insert(stem)
      }
      return stem
    }
  }

  /// Models of different depths take ordered colours, what is no network first and then the shallowest; others take colours without an order.
  private static func colours(_ keys: [CurveKey]) -> [Colour] {
    let order = keys.indices.sorted {
      (keys[$0].depth ?? -1, keys[$0].parameters ?? 0, $0) < (keys[$1].depth ?? -1, keys[$1].parameters ?? 0, $1)
    }
    let depths = Set(keys.map(\.depth))
    let isOrdered = depths.count == keys.count || keys.count > Palette.categorical.count
    let palette = isOrdered ? Palette.ordered(keys.count) : Palette.categorical
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
