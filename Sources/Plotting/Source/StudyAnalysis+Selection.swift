import Analysis
import NeuralNetwork
import Study

extension StudyAnalysis {
  /// The part of the analysis that a figure is to show, in its style. Verdicts stay those of the whole study, and models keep
  /// their colours.
  ///
  /// - Throws: ``PlottingError/unknownPart(_:)`` for what the analysis does not have.
  func selecting(_ selection: FigureSelection, style: FigureStyle) throws(PlottingError) -> StudyAnalysis {
    var selected = self
    selected.style = style
    guard selection != FigureSelection() else { return selected }
    if allModels == nil {
      var models: [Int: CurveKey] = [:]
      for point in curves { models[point.key.modelIndex] = point.key }
      selected.allModels = models.values.sorted { $0.modelIndex < $1.modelIndex }
    }
    selected.keep(try AnalysisPart(selection, of: self))
    return selected
  }

  private mutating func keep(_ part: AnalysisPart) {
    func holds(_ configuration: Configuration) -> Bool {
      part.holds(configuration.modelIndex, configuration.varied, configuration.size)
    }
    func holds(_ contrast: Contrast) -> Bool {
      contrast.sides.allSatisfy { part.holds($0.modelIndex, contrast.varied(of: $0), nil) }
    }
    curves.removeAll { !part.holds($0.key, $0.size) }
    epochCurves = epochCurves.filter { holds($0.configuration) }.map { curve in
      var curve = curve
      curve.stops.removeAll { !part.holds($0.rule) }
      return curve
    }
    batchLossCurves.removeAll { !holds($0.configuration) }
    deadNeuronCurves.removeAll { !holds($0.configuration) }
    portraits.removeAll { !holds($0.configuration) }
    comparisons.removeAll { !holds($0.contrast) || !part.holds($0.rule) || !part.holds($0.size) }
    crossovers.removeAll { !holds($0.contrast) || !part.holds($0.rule) }
    specifications = specifications.filter {
      part.holds($0.first.modelIndex, nil, $0.size) && part.holds($0.second.modelIndex, nil, nil)
    }.map { curve in
      var curve = curve
      curve.specifications.removeAll { !part.holds($0.rule) || !part.holds(varied: $0.varied) }
      return curve
    }
    specifications.removeAll(where: \.specifications.isEmpty)
    choices.removeAll { !part.holds($0.key, $0.size) }
    measuredCurves.removeAll { !part.holds($0.key, nil) }
    if !part.isOfSizesAlone { fittedCurves.removeAll { !part.holds($0.key, nil) } }
    drops.removeAll { !part.holds($0.key, $0.to) }
    widthDrops.removeAll { !part.holds($0.from, $0.size) || !part.holds($0.to, $0.size) }
    costs.removeAll { !part.holds($0.modelIndex, $0.varied, $0.size) || !part.holds($0.rule) }
    biasVariances.removeAll { !holds($0.configuration) || !part.holds($0.rule) }
  }
}

/// The models, rules, sizes and varied values of an analysis that are kept; nil for all.
private struct AnalysisPart {
  private var models: Set<Int>?
  private var rules: Set<StoppingRule>?
  private var sizes: Set<Int>?
  /// By the position of the key.
  private var varied: [Int: Set<String>] = [:]

  init(_ selection: FigureSelection, of analysis: StudyAnalysis) throws(PlottingError) {
    let keys = analysis.curves.map(\.key)
    // Whether the study has them was checked; results need not have all of them.
    models = selection.models.map { wanted in Set(keys.filter { wanted.contains($0.model) }.map(\.modelIndex)) }
    rules = selection.rules.map { wanted in
      Set(keys.map(\.rule)).filter { rule in wanted.contains { rule.isMeant(by: $0) } }
    }
    if let wanted = selection.sizes {
      let known = Set(analysis.curves.map(\.size))
      for size in wanted where !known.contains(size) {
        throw .unknownPart(
          UnknownFigurePart(key: "sizes", name: String(size), known: known.sorted().map(String.init)))
      }
      sizes = Set(wanted)
    }
    for (position, setting) in analysis.study.vary.enumerated() {
      varied[position] = selection.set?[setting.key].map(Set.init)
    }
  }

  var isOfSizesAlone: Bool { models == nil && rules == nil && varied.isEmpty }

  func holds(_ rule: StoppingRule) -> Bool { rules?.contains(rule) ?? true }
  func holds(_ size: Int) -> Bool { sizes?.contains(size) ?? true }

  /// A text is empty where a key makes no difference, or where two settings are compared.
  func holds(varied texts: [String]) -> Bool {
    varied.allSatisfy { position, values in
      !texts.indices.contains(position) || texts[position].isEmpty || values.contains(texts[position])
    }
  }

  func holds(_ model: Int, _ texts: [String]?, _ size: Int?) -> Bool {
    (models?.contains(model) ?? true) && texts.map(holds(varied:)) ?? true && size.map { holds($0) } ?? true
  }

  func holds(_ key: CurveKey, _ size: Int?) -> Bool {
    holds(key.rule) && holds(key.modelIndex, key.varied, size)
  }
}
