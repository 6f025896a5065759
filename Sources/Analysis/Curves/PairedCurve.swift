import NeuralNetwork
import Study

/// The two models of a contrast at every size that both have, under one rule.
struct PairedCurve {
  var contrast: Contrast
  /// Values of the tuned settings that both have, each key where it affects one of them; empty where both have their best.
  var tuned: [String]
  var rule: StoppingRule
  /// By size, ascending.
  var cells: [Cell]

  /// One size.
  struct Cell {
    var size: Int
    /// The leading metric on test data, first − second, by replicate in order, a trial that diverged counting as
    /// ``LostRuns`` say; nil where a model has no result.
    var difference: ReplicateValues
    /// The same of the gaps; nil where a trial diverged.
    var gap: ReplicateValues
    /// By replicate, what `difference` is made of; empty if intervals do not cover the test samples.
    var terms: [TestSampling.Terms?] = []
    /// Counts over the pairs.
    var firstRuns = RunCounts()
    var secondRuns = RunCounts()

    /// Replicates in which both models have a result.
    var pairs: Int { difference.count }
  }
}

extension PairedCurve {
  /// The curves of every contrast that `isWanted`, and of every rule: first those of depth, then those of equally deep
  /// models, then those of settings, each in the order of `cells`.
  static func curves(
    _ cells: [ConfigurationRuns], of study: StudyDescription, _ lost: LostRuns,
    where isWanted: (Contrast) -> Bool = { _ in true }
  ) -> [PairedCurve] {
    // A model with its settings, size by size.
    struct Line: Hashable {
      var modelIndex: Int
      var varied, tuned: [String]
    }
    var lines: [Line: [ConfigurationRuns]] = [:]
    var order: [Line] = []
    for cell in cells where lost.canMeasure(cell.configuration) {
      let line = Line(
        modelIndex: cell.configuration.modelIndex, varied: cell.configuration.varied, tuned: cell.configuration.tuned)
      if lines[line] == nil { order.append(line) }
      lines[line, default: []].append(cell)
    }
    let gap = Measure.gap(study.metric)
    // Two models that no varied setting affects are compared once, not with each of its values.
    struct Machines: Hashable {
      var contrast: Contrast
      var tuned: [String]
    }
    var seen: Set<Machines> = []
    let curves = order.enumerated().flatMap { position, line in
      order.dropFirst(position + 1).flatMap { other -> [PairedCurve] in
        guard let tuned = common(line.tuned, other.tuned), let one = lines[line], let two = lines[other],
          let contrast = one.first.flatMap({ one in
            two.first.flatMap { Contrast(one.configuration, $0.configuration, keys: study.vary.map(\.key)) }
          }), study.compares(contrast), isWanted(contrast),
          contrast.kind != .machine || seen.insert(Machines(contrast: contrast, tuned: tuned)).inserted
        else { return [] }
        // Of two values the later is first.
        let isFirst = contrast.first.value == nil && contrast.first.modelIndex == line.modelIndex
        return Self.curves(
          contrast, tuned: tuned, isFirst ? one : two, isFirst ? two : one, gap, lost, of: study)
      }
    }
    return curves.enumerated().sorted {
      ($0.element.contrast.kind.rank, $0.offset) < ($1.element.contrast.kind.rank, $1.offset)
    }.map(\.element)
  }

  /// The curves of every pair of models with every combination of tuned settings.
  static func combinations(_ results: StudyResults) -> [PairedCurve] {
    let cells = results.byCombination
    return curves(cells, of: results.study, LostRuns(cells, of: results.study), where: \.isOfModels)
  }

  /// The tuned values of two models that have equal ones for every key that affects both; nil for others.
  private static func common(_ one: [String], _ other: [String]) -> [String]? {
    let values = zip(one, other).map { a, b in a.isEmpty ? b : b.isEmpty || a == b ? a : nil }
    return values.contains(nil) ? nil : values.compactMap(\.self)
  }

  /// One curve for each rule, from the cells of both sides.
  private static func curves(
    _ contrast: Contrast, tuned: [String], _ first: [ConfigurationRuns], _ second: [ConfigurationRuns], _ gap: Measure,
    _ lost: LostRuns, of study: StudyDescription
  ) -> [PairedCurve] {
    let opposites = Dictionary(
      second.map { ($0.configuration.size, $0) }, uniquingKeysWith: { first, _ in first })
    return study.rules.compactMap { rule in
      let cells = first.compactMap { cell -> Cell? in
        guard let opposite = opposites[cell.configuration.size] else { return nil }
        let trials = (first: cell.trials(rule), second: opposite.trials(rule))
        guard (trials.first + trials.second).contains(where: { $0 != nil }) else { return nil }
        let outcomes = zip(trials.first, trials.second).map { x, y -> (first: Outcome, second: Outcome)? in
          guard let x, let y, let first = lost.outcome(x), let second = lost.outcome(y) else { return nil }
          return (first, second)
        }
        let gaps = zip(outcomes, zip(trials.first, trials.second)).map { outcome, trials -> Double? in
          guard outcome != nil, let x = trials.0, let y = trials.1,
            let first = gap.value(of: x.trial, in: x.trajectory),
            let second = gap.value(of: y.trial, in: y.trajectory)
          else { return nil }
          return first - second
        }
        let terms =
          study.intervals == .replicates
          ? [] : outcomes.map { $0.map { [(1, $0.first.values), (-1, $0.second.values)] as TestSampling.Terms } }
        return Cell(
          size: cell.configuration.size,
          difference: ReplicateValues(outcomes.map { $0.map { $0.first.test - $0.second.test } }, terms: terms),
          gap: ReplicateValues(gaps, terms: terms),
          terms: terms,
          firstRuns: RunCounts(outcomes.map { $0?.first }), secondRuns: RunCounts(outcomes.map { $0?.second }))
      }
      guard !cells.isEmpty else { return nil }
      return PairedCurve(contrast: contrast, tuned: tuned, rule: rule, cells: cells.sorted { $0.size < $1.size })
    }
  }
}

extension StudyDescription {
  /// Whether two networks differ both in their hidden layers and in their structure, and a third has the layers of one and
  /// the structure of the other: what it shows against each of them says more, and fewer comparisons are decided sooner.
  private func hasBetween(_ one: Int, _ other: Int) -> Bool {
    guard let one = layers(ofModelAt: one), let other = layers(ofModelAt: other), one.structure != other.structure,
      one.hidden != other.hidden
    else { return false }
    let between = [
      NetworkLayers(one.hidden, structure: other.structure), NetworkLayers(other.hidden, structure: one.structure),
    ]
    return models.contains { model in
      if case .network(let layers) = model.kind { between.contains(layers) } else { false }
    }
  }

  /// The most values of a key that are compared with each other; of more, each is compared with the first.
  private static let mostValues = 6

  /// Whether a contrast is one of those that the study compares.
  fileprivate func compares(_ contrast: Contrast) -> Bool {
    if contrast.isOfModels { return !hasBetween(contrast.first.modelIndex, contrast.second.modelIndex) }
    guard case .setting(let key) = contrast.kind, let setting = vary.first(where: { $0.key == key }) else {
      return true
    }
    return setting.values.count <= Self.mostValues || setting.values.first?.text == contrast.second.value
  }
}
