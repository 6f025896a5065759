import Analysis
import NeuralNetwork
import Study

extension StudyAnalysis {
  /// The part of the analysis that a figure is to show, in its style. Verdicts stay those of the whole study, and models keep
  /// their colours.
  ///
  /// - Throws: ``PlottingError/cannotBe(_:)`` for what the analysis does not have.
  func selecting(_ selection: FigureSelection, style: FigureStyle) throws(PlottingError) -> StudyAnalysis {
    var selected = self
    selected.style = style
    guard selection != FigureSelection() else { return selected }
    selected.keep(try AnalysisPart(selection, of: self))
    return selected
  }

  /// What panels show, together.
  func keeping(_ panels: [StudyPart]) -> StudyAnalysis {
    var kept = self
    // What the whole figure shows, as the best models, its panels do.
    kept.rankedCurves = curves
    kept.keep(AnalysisPart(panels))
    return kept
  }

  private mutating func keep(_ part: AnalysisPart) {
    // Models keep the colours that they have among all.
    if allModels == nil {
      var models: [Int: CurveKey] = [:]
      for point in curves { models[point.key.modelIndex] = point.key }
      allModels = models.values.sorted { $0.modelIndex < $1.modelIndex }
    }
    curves.removeAll { !part.holds($0.key, $0.size) }
    epochCurves = epochCurves.filter { part.holds($0.configuration) }.map { curve in
      var curve = curve
      curve.stops.removeAll { !part.holds(rule: $0.rule) }
      return curve
    }
    batchLossCurves.removeAll { !part.holds($0.configuration) }
    deadNeuronCurves.removeAll { !part.holds($0.configuration) }
    portraits.removeAll { !part.holds($0.configuration) }
    comparisons.removeAll { !part.holds($0.contrast, $0.rule) || !part.holds(size: $0.size) }
    crossovers.removeAll { !part.holds($0.contrast, $0.rule) }
    specifications = specifications.filter {
      part.holds($0.first.modelIndex, nil, $0.size) && part.holds($0.second.modelIndex)
    }
    .map { curve in
      var curve = curve
      curve.specifications.removeAll { !part.holds(nil, $0.varied, rule: $0.rule) }
      return curve
    }
    specifications.removeAll(where: \.specifications.isEmpty)
    choices.removeAll { !part.holds($0.key, $0.size) }
    measuredCurves.removeAll { !part.holds($0.key, nil) }
    if !part.isOfSizesAlone { fittedCurves.removeAll { !part.holds($0.key, nil) } }
    drops.removeAll { !part.holds($0.key, $0.to) }
    widthDrops.removeAll { !part.holds($0.from, $0.size) || !part.holds($0.to, $0.size) }
    costs.removeAll { !part.holds($0.modelIndex, $0.varied, $0.size, rule: $0.rule) }
    biasVariances.removeAll { !part.holds($0.configuration, rule: $0.rule) }
  }
}

/// The models, rules, sizes and varied values of an analysis that are kept; nil for all.
private struct AnalysisPart {
  private var models: Set<Int>?
  private var rules: Set<StoppingRule>?
  private var sizes: Set<Int>?
  /// By the position of the key.
  private var varied: [Int: Set<String>] = [:]
  /// What any of these shows; nil for everything.
  private var panels: [StudyPart]?

  init(_ panels: [StudyPart]) { self.panels = panels }

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
        throw .cannotBe(.unknown(String(size), of: "sizes", known: known.sorted().map(String.init)))
      }
      sizes = Set(wanted)
    }
    for (position, setting) in analysis.study.vary.enumerated() {
      varied[position] = selection.set?[setting.key].map(Set.init)
    }
  }

  var isOfSizesAlone: Bool { models == nil && rules == nil && varied.isEmpty && panels == nil }

  func holds(size: Int) -> Bool { sizes?.contains(size) ?? true }

  func holds(rule: StoppingRule) -> Bool { holds(nil, rule: rule) }

  /// Whether something is kept of what is given.
  func holds(_ model: Int?, _ texts: [String]? = nil, _ size: Int? = nil, rule: StoppingRule? = nil) -> Bool {
    model.map { models?.contains($0) ?? true } ?? true && rule.map { rules?.contains($0) ?? true } ?? true
      && texts.map(holds(varied:)) ?? true && size.map { holds(size: $0) } ?? true
      && panels?.contains { $0.holds(model: model, varied: texts, rule: rule) } ?? true
  }

  /// A text is empty where a key makes no difference, or where two settings are compared.
  private func holds(varied texts: [String]) -> Bool {
    varied.allSatisfy { position, values in
      !texts.indices.contains(position) || texts[position].isEmpty || values.contains(texts[position])
    }
  }

  func holds(_ key: CurveKey, _ size: Int?) -> Bool { holds(key.modelIndex, key.varied, size, rule: key.rule) }

  func holds(_ configuration: Configuration, rule: StoppingRule? = nil) -> Bool {
    holds(configuration.modelIndex, configuration.varied, configuration.size, rule: rule)
  }

  func holds(_ contrast: Contrast, _ rule: StoppingRule) -> Bool {
    contrast.sides.allSatisfy { holds($0.modelIndex, contrast.varied(of: $0), rule: rule) }
      && panels?.contains { $0.holds(contrast, rule) } ?? true
  }
}
