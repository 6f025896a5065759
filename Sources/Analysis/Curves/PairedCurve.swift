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
    /// What `difference` is made of: what both models have of each replicate.
    var first = SideValues(values: [])
    var second = SideValues(values: [])
    /// Counts over the runs that are compared.
    var firstRuns = RunCounts()
    var secondRuns = RunCounts()
    /// Whether any of the values was measured; of two models all of whose runs are lost, nothing is known.
    var isMeasured = true

    /// Replicates in which both models have a result.
    var pairs: Int { difference.isPaired ? difference.count : 0 }

    /// The mean difference with its interval; nil without anything to compare.
    func interval(_ test: MeanTest, of metric: Metric) -> Interval? {
      isMeasured ? test.interval(difference, within: metric.bounds.differences) : nil
    }
  }
}

extension PairedCurve {
  /// The curves of every contrast that `isWanted`, and of every rule: first those of depth, then those of equally deep
  /// models, then those of settings, each in the order of `cells`.
  ///
  /// Where no replicate has both models, they are compared unpaired if that `mayBeUnpaired`.
  static func curves(
    _ cells: [ConfigurationRuns], of study: StudyDescription, _ lost: LostRuns, mayBeUnpaired: Bool = false,
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
    let compared = ComparedModels(study)
    // Things that differ in one are the same model, or have the same settings.
    let ofModel = Dictionary(grouping: order.indices) { order[$0].modelIndex }
    let withSettings = Dictionary(grouping: order.indices) { order[$0].varied }
    let curves = order.enumerated().flatMap { position, line in
      let later = Set((ofModel[line.modelIndex] ?? []) + (withSettings[line.varied] ?? [])).filter { $0 > position }
      return later.sorted().flatMap { place -> [PairedCurve] in
        let other = order[place]
        guard let tuned = common(line.tuned, other.tuned), let one = lines[line], let two = lines[other],
          let contrast = one.first.flatMap({ one in
            two.first.flatMap { compared.contrast(one.configuration, $0.configuration) }
          }), study.compares(contrast), isWanted(contrast),
          contrast.kind != .machine || seen.insert(Machines(contrast: contrast, tuned: tuned)).inserted
        else { return [] }
        // Of two values the later is first.
        let isFirst = contrast.first.value == nil && contrast.first.modelIndex == line.modelIndex
        return Self.curves(
          contrast, tuned: tuned, isFirst ? one : two, isFirst ? two : one, gap, lost, of: study,
          mayBeUnpaired: mayBeUnpaired)
      }
    }
    return curves.enumerated().sorted {
      ($0.element.contrast.kind.rank, $0.offset) < ($1.element.contrast.kind.rank, $1.offset)
    }.map(\.element)
  }

  /// The curves of every pair of models with every combination of tuned settings.
  static func combinations(_ results: StudyResults) -> [PairedCurve] {
    let cells = results.byCombination
    return curves(
      cells, of: results.study, LostRuns(cells, of: results.study),
      mayBeUnpaired: results.mayBeUnpaired, where: \.isOfModels)
  }

  /// The tuned values of two models that have equal ones for every key that affects both; nil for others.
  private static func common(_ one: [String], _ other: [String]) -> [String]? {
    let values = zip(one, other).map { a, b in a.isEmpty ? b : b.isEmpty || a == b ? a : nil }
    return values.contains(nil) ? nil : values.compactMap(\.self)
  }

  /// One curve for each rule, from the cells of both sides.
  private static func curves(
    _ contrast: Contrast, tuned: [String], _ first: [ConfigurationRuns], _ second: [ConfigurationRuns], _ gap: Measure,
    _ lost: LostRuns, of study: StudyDescription, mayBeUnpaired: Bool
  ) -> [PairedCurve] {
    let opposites = Dictionary(
      second.map { ($0.configuration.size, $0) }, uniquingKeysWith: { first, _ in first })
    return study.rules.compactMap { rule in
      let cells = first.compactMap { cell -> Cell? in
        guard let opposite = opposites[cell.configuration.size] else { return nil }
        let trials = (first: cell.trials(rule), second: opposite.trials(rule))
        guard (trials.first + trials.second).contains(where: { $0 != nil }) else { return nil }
        var outcomes = [trials.first, trials.second].map { $0.map { $0.flatMap(lost.outcome) } }
        let haveBoth = zip(outcomes[0], outcomes[1]).map { $0 != nil && $1 != nil }
        let isPaired = !mayBeUnpaired || haveBoth.contains(true)
        if isPaired {
          outcomes = outcomes.map { zip($0, haveBoth).map { $1 ? $0 : nil } }
        }
        let samples = study.intervals == .replicates ? nil : outcomes.map { $0.map { $0?.values } }
        let lacksGaps = zip(outcomes, [trials.first, trials.second]).contains { outcomes, trials in
          zip(outcomes, trials).contains { $0 != nil && ($1.map(gap.isLacking) ?? false) }
        }
        let gaps = zip(outcomes, [trials.first, trials.second]).map { outcomes, trials in
          zip(outcomes, trials).map { outcome, run in
            outcome.flatMap { _ in
              lacksGaps ? nil : run.flatMap { gap.value(of: $0.trial, in: $0.trajectory) }
            }
          }
        }
        let (first, second) = (
          SideValues(outcomes[0], samples: samples?[0]), SideValues(outcomes[1], samples: samples?[1])
        )
        return Cell(
          size: cell.configuration.size,
          difference: ReplicateValues(first, minus: second, mayBeUnpaired: !isPaired),
          gap: ReplicateValues(
            SideValues(values: gaps[0], terms: first.terms), minus: SideValues(values: gaps[1], terms: second.terms),
            mayBeUnpaired: !isPaired),
          first: first, second: second,
          firstRuns: RunCounts(outcomes[0]), secondRuns: RunCounts(outcomes[1]),
          isMeasured: outcomes.joined().contains { $0?.isStandIn == false })
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
