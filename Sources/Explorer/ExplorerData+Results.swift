public import Analysis
import NeuralNetwork
import Plotting
public import Study
import Threads

extension ExplorerData {
  /// The most thresholds of a rule.
  private static let mostSteps = 40
  /// The most comparisons, and points of curves, of all thresholds together: the time and the space that they may take. With
  /// more at each threshold, there are fewer thresholds.
  private static let mostCells = 10_000
  /// The most epochs of a history, and of all histories together.
  private static let (mostEpochs, mostEpochsOfAll) = (200, 12_000)
  /// The most specifications of a curve, and of all curves together.
  private static let (mostSpecifications, mostSpecificationsOfAll) = (300, 3_000)

  /// Computes what the explorer shows of a finished study.
  ///
  /// At each threshold, points and verdicts are those of the study with this rule as the only one under `stopping`, from its
  /// histories. They are corrected for the comparisons at this threshold, as if it had been chosen beforehand; at thresholds of
  /// the study, its own verdicts stand beside them. Nil without anything to explore, and for studies with too much of it: tens
  /// of thousands of comparisons at each threshold.
  public init?(_ results: StudyResults, _ analysis: StudyAnalysis) {
    let study = analysis.study
    let results = results.withSizeOfQuantity
    let names = StudyNames(analysis)
    guard !analysis.curves.isEmpty else { return nil }
    let sizes = Set(analysis.curves.map(\.size)).sorted()
    var shown = Shown(study, analysis.curves)
    let lines = LineIndex(analysis.curves, names)
    let contrasts = ContrastIndex(analysis.comparisons)

    let resamples = StudyResamples(results)
    let families = ThresholdFamily.families(study.rules)
    let cells = max((lines.count + 2 * contrasts.count) * sizes.count, 1)
    let movable = families.count { $0.rules.first?.threshold != nil }
    let steps = min(Self.mostSteps, max(Self.mostCells / cells / max(movable, 1), 1))
    guard cells * families.count <= 8 * Self.mostCells else { return nil }
    let all = concurrentMap(families.count) { index -> (runs: Runs, rules: [StoppingRule], stops: [[Runs.Stop]?]) in
      let runs = Runs(results, answering: families[index].rules)
      let rules = families[index].rules(atMost: steps, runs)
      return (runs, rules, concurrentMap(rules.count) { runs.stops(rules[$0]) })
    }

    /// Readings of the same stops are one.
    struct Work {
      var runs: Runs
      var rule: StoppingRule
    }
    var work: [Work] = []
    self.families = zip(families, all).map { family, read in
      let own = Set(family.rules)
      var positions: [[Runs.Stop]: Int] = [:]
      let steps = zip(read.rules, read.stops).compactMap { rule, stops -> Step? in
        guard stops != nil || own.contains(rule) else { return nil }
        var reading = stops.flatMap { positions[$0] }
        if reading == nil {
          reading = work.count
          work.append(Work(runs: read.runs, rule: rule))
          if let stops { positions[stops] = reading }
        }
        return Step(
          threshold: rule.threshold, name: StudyNames.rule(rule), isOwn: own.contains(rule), reading: reading ?? 0,
          study: own.contains(rule)
            ? contrasts.table(analysis.comparisons.filter { $0.rule == rule }, sizes) { StudyVerdict($0) } : [])
      }
      return Family(family, steps)
    }.filter { !$0.steps.isEmpty }

    let read = concurrentMap(work.count) { [work, shown] index in
      let (results, isApproximate) = work[index].runs.results(under: work[index].rule)
      let outcomes = RuleOutcomes(results, resamples, measures: shown.measures)
      return (outcomes: outcomes, isApproximate: isApproximate)
    }
    let coversTestSamples = read.contains { $0.outcomes.comparisons.contains(where: \.coversTestSamples) }
    shown.keepMeasured(read.flatMap(\.outcomes.curves))
    readings = read.map { read in
      Reading(
        points: lines.table(read.outcomes.curves, sizes) { shown.point($0) },
        comparisons: contrasts.table(read.outcomes.comparisons, sizes) { Cell($0, study.metric) },
        isApproximate: read.isApproximate && coversTestSamples)
    }
    familySizes = Set(read.flatMap(\.outcomes.comparisons).map(\.familySize)).sorted()

    metric = study.metric.words
    differenceUnit = study.metric.differenceWords
    let hasUnit = !study.metric.unit.name.isEmpty
    differenceAxis =
      "difference in test \(study.metric.words)" + (hasUnit ? " (\(study.metric.differenceName))" : "")
    gapDifferenceAxis = "difference in the gap (\(study.metric.differenceName))"
    models = names.models.map {
      Model(name: $0.name, form: $0.form, colour: $0.colour, shape: $0.shape, hasEpochs: $0.isNetwork)
    }
    settings = names.variants.map(names.words)
    self.sizes = sizes
    quantities = shown.quantities
    views = shown.views
    self.lines = lines.lines
    self.contrasts = contrasts.contrasts.map { Contrast($0, names, study) }
    historyQuantities = shown.historyPositions
    let histories = Self.histories(results, lines, sizes, shown)
    self.histories = histories
    specificationCurves = Self.specifications(analysis, names)
    guard readings.count > 1 || sizes.count > 1 || !histories.isEmpty else { return nil }
  }

  /// The histories of all lines and sizes, with fewer epochs where there are many.
  private static func histories(
    _ results: StudyResults, _ lines: LineIndex, _ sizes: [Int], _ shown: Shown
  ) -> [History] {
    let cells = results.byConfiguration.filter { $0.configuration.kind == .network }
    let most = min(mostEpochs, mostEpochsOfAll / max(cells.count, 1))
    guard most >= 40 else { return [] }
    return concurrentMap(cells.count) { index -> History? in
      let configuration = cells[index].configuration
      guard let line = lines.position(configuration.modelIndex, configuration.varied),
        let size = sizes.firstIndex(of: configuration.size)
      else { return nil }
      let history = MeanHistory(cells[index], measures: shown.historyMeasures + [.updates], atMost: most)
      guard history.epochs.count > 1 else { return nil }
      let updates = history.means[.updates] ?? []
      return History(
        line: line, size: size, epochs: history.epochs,
        updates: updates.contains(nil) ? [] : updates.map { $0.map { SignificantDigits.rounded($0, to: 5) } },
        counts: history.counts, means: shown.historyMeans(history))
    }.compactMap(\.self)
  }

  /// The specification curves, those at the largest size first, as many as there is room for.
  private static func specifications(_ analysis: StudyAnalysis, _ names: StudyNames) -> [SpecificationCurve] {
    let study = analysis.study
    var room = mostSpecificationsOfAll
    let curves = analysis.specifications.sorted { $0.size > $1.size }
    return curves.compactMap { curve in
      let specifications = curve.specifications.evenlySpaced(mostSpecifications)
      room -= specifications.count
      guard room >= 0 else { return nil }
      return SpecificationCurve(curve, specifications, study, names)
    }
  }
}

extension ExplorerData.Family {
  fileprivate init(_ family: ThresholdFamily, _ steps: [ExplorerData.Step]) {
    let rule = family.rules.first ?? .none
    let unit: String =
      if case .count(let counted) = rule.kind.thresholds { counted } else { rule.kind.isInPercent ? "%" : "" }
    self.init(
      key: rule.name, name: StudyNames.family(rule), unit: unit, stopsSoonerAbove: family.stopsSoonerAbove, steps: steps
    )
  }
}

extension ExplorerData.Contrast {
  fileprivate init(_ contrast: Contrast, _ names: StudyNames, _ study: StudyDescription) {
    let (first, second) = names.sides(of: contrast)
    let model = contrast.isOfModels || names.models.count < 2 ? nil : contrast.first.model
    let key = contrast.isOfModels ? nil : StudyNames.words(ofKey: contrast.kind.name)
    let shared = [key, model, names.words(ofVariant: contrast.varied)].compactMap(\.self).filter { !$0.isEmpty }
    self.init(
      first: first.name, second: second.name, firstColour: first.colour, secondColour: second.colour,
      shared: shared.joined(separator: ", "))
  }
}

extension ExplorerData.StudyVerdict {
  fileprivate init(_ comparison: Comparison) {
    self.init(
      verdict: [.better: 1, .worse: -1][comparison.verdict] ?? 0,
      probability: SignificantDigits.rounded(comparison.pairwise.corrected, to: 3))
  }
}

extension ExplorerData.Cell {
  fileprivate init(_ comparison: Comparison, _ metric: Metric) {
    let difference = comparison.difference?.withoutRounding
    let mean = difference?.mean ?? 0
    let factor = metric.unit.factor
    self.init(
      verdict: [.better: 1, .worse: -1][comparison.verdict] ?? 0,
      lead: metric.sign * mean > 0 ? 1 : mean == 0 ? 0 : -1,
      probability: SignificantDigits.rounded(comparison.pairwise.corrected, to: 3), pairs: comparison.pairs,
      first: comparison.firstCount, second: comparison.secondCount,
      firstDiverged: comparison.firstRuns.diverged, secondDiverged: comparison.secondRuns.diverged,
      difference: difference.shown(factor), gapDifference: comparison.gapDifference?.withoutRounding.shown(factor) ?? []
    )
  }
}

extension ExplorerData.SpecificationCurve {
  fileprivate init(
    _ curve: Analysis.SpecificationCurve, _ specifications: [Analysis.Specification], _ study: StudyDescription,
    _ names: StudyNames
  ) {
    func text(_ texts: [String], _ index: Int, _ setting: VariedSetting) -> String? {
      texts.indices.contains(index) && !texts[index].isEmpty ? StudyNames.label(texts[index], of: setting) : nil
    }
    let contrast = Contrast(first: curve.first, second: curve.second, kind: curve.kind, varied: [])
    let (first, second) = names.sides(of: contrast)
    self.init(
      first: first.name, second: second.name, firstColour: first.colour, secondColour: second.colour, size: curve.size,
      keys: (study.vary + study.tune).map { StudyNames.words(ofKey: $0.key) } + ["stopping"],
      specifications: specifications.map { specification in
        let varied = study.vary.enumerated().map { text(specification.varied, $0, $1) ?? "any" }
        let tuned = study.tune.enumerated().map { index, setting in
          specification.isTuned ? "each its best" : text(specification.tuned, index, setting) ?? "any"
        }
        return ExplorerData.Specification(
          verdict: [.better: 1, .worse: -1][specification.verdict] ?? 0, first: specification.counts.first ?? 0,
          second: specification.counts.last ?? 0,
          difference: specification.difference?.withoutRounding.shown(study.metric.unit.factor) ?? [],
          choices: varied + tuned + [StudyNames.rule(specification.rule)])
      })
  }
}
