import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study
import TestSupport
import Testing

@testable import Explorer

@Suite struct ExplorerDataTests {
  /// Trained to the last epoch, so that every threshold can be read.
  private static let complete = SmallStudy {
    $0.replicates = 8
    $0.stopping.append(StoppingSpecification(name: "none", rules: [.none]))
  }
  private static let results = Result {
    let store = InMemoryTrialStore()
    try complete.run(in: store)
    return StudyResults(study: complete.description, trajectories: store.results())
  }

  private static func explorer(_ results: StudyResults) throws -> ExplorerData {
    try #require(ExplorerData(results, StudyAnalysis(results)))
  }

  /// Five significant digits.
  private static func isShown(_ shown: [Double], for interval: Interval?, factor: Double = 1) -> Bool {
    guard let interval else { return shown.isEmpty }
    let exact = (interval.hasEnds ? [interval.mean, interval.low, interval.high] : [interval.mean]).map { $0 * factor }
    return shown.count == exact.count && zip(shown, exact).allSatisfy { abs($0 - $1) <= 1e-4 * abs($1) + 1e-12 }
  }

  /// Whether all that a step of the explorer shows of the leading metric is what an ordinary analysis says.
  private static func expect(
    _ data: ExplorerData, _ step: ExplorerData.Step, shows analysis: StudyAnalysis, _ place: Comment
  ) throws {
    let reading = data.readings[step.reading]
    let test = try #require(data.quantities.firstIndex { $0.key == "test_accuracy" })
    let stop = try #require(data.quantities.firstIndex { $0.key == "stopped_epoch" })
    let gap = try #require(data.quantities.firstIndex { $0.key == "gap" })
    #expect(!analysis.curves.isEmpty && analysis.curves.count == reading.points.joined().count { $0 != nil }, place)
    for point in analysis.curves {
      let line = try #require(data.lines.firstIndex { data.models[$0.model].name == point.key.model })
      let size = try #require(data.sizes.firstIndex(of: point.size))
      let shown = try #require(reading.points[line][size], place)
      #expect(isShown(shown.values[test], for: point[.test(.accuracy)], factor: 100), place)
      #expect(isShown(shown.values[gap], for: point[.gap(.accuracy)], factor: 100), place)
      #expect(isShown(shown.values[stop], for: point[.stoppedEpoch]), place)
      #expect(
        [shown.count, shown.maxEpochs, shown.diverged] == [point.count, point.maxEpochs, point.diverged], place)
    }
    #expect(analysis.comparisons.count == reading.comparisons.joined().count { $0 != nil }, place)
    for comparison in analysis.comparisons {
      let size = try #require(data.sizes.firstIndex(of: comparison.size))
      let contrast = try #require(
        data.contrasts.firstIndex { $0.first == comparison.contrast.first.model })
      let cell = try #require(reading.comparisons[contrast][size], place)
      #expect(cell.verdict == [.better: 1, .worse: -1, .undecided: 0][comparison.verdict], place)
      #expect(abs(cell.probability - comparison.pairwise.corrected) < 1e-3, place)
      #expect(isShown(cell.difference, for: comparison.difference, factor: 100), place)
      #expect(cell.pairs == comparison.pairs, place)
    }
  }

  /// The same trajectories analysed by a study that has the rule of one step and no other.
  @Test func everyStepIsAnOrdinaryStudyWithThatRule() throws {
    let results = try Self.results.get()
    let data = try Self.explorer(results)
    #expect(data.families.map(\.key) == ["loss-change", "patience 2", "generalisation-loss", "none"])
    for (family, told) in zip(ThresholdFamily.families(results.study.rules), data.families) {
      let rule = try #require(family.rules.first)
      #expect(told.steps.count > 1 || rule == .none)
      for step in told.steps {
        let rule = step.threshold.map(rule.with) ?? rule
        var study = results.study
        study.stopping = [StoppingSpecification(name: rule.kind.name, rules: [rule])]
        let alone = StudyAnalysis(StudyResults(study: study, trajectories: results.trajectories))
        try Self.expect(data, step, shows: alone, "\(rule.label)")
      }
    }
  }

  /// At thresholds of the study, the explorer has the verdicts of its tables, too.
  @Test func ownThresholdsHaveTheVerdictsOfTheStudy() throws {
    let results = try Self.results.get()
    let (data, analysis) = (try Self.explorer(results), StudyAnalysis(results))
    var found = 0
    for (family, told) in zip(ThresholdFamily.families(results.study.rules), data.families) {
      for step in told.steps {
        let rule = family.rules.first { $0.threshold == step.threshold }
        #expect(step.isOwn == (rule != nil) && step.study.isEmpty != step.isOwn)
        for (comparison, size) in analysis.comparisons.filter({ $0.rule == rule }).map({ ($0, $0.size) }) {
          let contrast = try #require(data.contrasts.firstIndex { $0.first == comparison.contrast.first.model })
          let place = try #require(data.sizes.firstIndex(of: size))
          let own = try #require(step.study[contrast][place])
          #expect(own.verdict == [.better: 1, .worse: -1, .undecided: 0][comparison.verdict])
          #expect(abs(own.probability - comparison.pairwise.corrected) < 1e-3)
          found += 1
        }
      }
    }
    #expect(found == analysis.comparisons.count)
  }

  /// Trained anew, no further than that rule asks for.
  @Test func aStepIsAStudyThatIsTrainedWithThatRule() throws {
    let data = try Self.explorer(Self.results.get())
    for (family, rule) in zip(
      data.families, [StoppingRule.lossChange(threshold: 1), .patience(epochs: 2, threshold: 1)])
    {
      let step = try #require(family.steps.first { !$0.isOwn && ($0.threshold ?? 0) > 0.02 })
      var study = Self.complete
      let alone = rule.with(threshold: try #require(step.threshold))
      study.description.stopping = [StoppingSpecification(name: rule.kind.name, rules: [alone])]
      let store = InMemoryTrialStore()
      try study.run(in: store)
      let results = StudyResults(study: study.description, trajectories: store.results())
      try Self.expect(data, step, shows: StudyAnalysis(results), "\(alone.label)")
    }
  }

  @Test func thresholdsGoFromTheFirstToTheLastThatMatter() throws {
    let results = try Self.results.get()
    for family in ThresholdFamily.families(results.study.rules) where family.rules.first != StoppingRule.none {
      let runs = Runs(results, answering: family.rules)
      let rules = family.rules(atMost: 40, runs)
      let thresholds = rules.compactMap(\.threshold)
      #expect(thresholds == thresholds.sorted() && Set(thresholds).count == thresholds.count)
      #expect(rules.count <= 40 && Set(rules).isSuperset(of: family.rules))
      let (first, last) = (try #require(rules.first), try #require(rules.last))
      #expect(runs.stops(first) != nil && runs.stops(last) != nil)
      for (end, factor) in [(first, 0.01), (last, 100)] {
        let threshold = try #require(end.threshold)
        // All histories are complete, so that no more than one in twenty runs has anything left beyond the ends.
        let (there, beyond) = (runs.stops(end) ?? [], runs.stops(end.with(threshold: threshold * factor)) ?? [])
        #expect(there.count == 32 && beyond.count == 32)
        #expect(zip(there, beyond).count { $0 != $1 } <= 1, "\(end.label)")
      }
      #expect(runs.stops(first) != runs.stops(last))
    }
  }

  /// Histories that end where the study's strictest rule did cannot be read with a stricter one.
  @Test func noThresholdIsStricterThanWhatWasTrained() throws {
    let study = SmallStudy {
      $0.stopping = [StoppingSpecification(name: "loss-change", rules: [.lossChange(threshold: 0.3)])]
    }
    let store = InMemoryTrialStore()
    try study.run(in: store)
    let results = StudyResults(study: study.description, trajectories: store.results())
    let data = try Self.explorer(results)
    let steps = try #require(data.families.first?.steps)
    #expect(steps.first?.threshold == 0.3 || steps.allSatisfy { ($0.threshold ?? 0) > 0.1 })
    #expect(steps.count > 5)
    for step in steps {
      let points = data.readings[step.reading].points.joined().compactMap(\.self)
      #expect(points.count == 4 && points.allSatisfy { $0.count == 3 }, "\(step.name)")
    }
  }

  /// What tables say of test samples is kept at the epochs that the study's own rules report, at least.
  @Test func whereNothingWasKeptOfTestSamplesTheNearestEpochStandsIn() throws {
    var results = try Self.results.get()
    for index in results.trajectories.indices {
      let epochs = Set(results.trajectories[index].trials.compactMap(\.epoch))
      let kept = results.trajectories[index].recordings.testValues?.byEpoch ?? [:]
      results.trajectories[index].recordings.testValues?.byEpoch = kept.filter { epochs.contains($0.key) }
    }
    let (kept, cut) = (try Self.explorer(Self.results.get()), try Self.explorer(results))
    #expect(kept.readings.allSatisfy { !$0.isApproximate } && cut.readings.contains(where: \.isApproximate))
    #expect(kept.families.map { $0.steps.map(\.name) } == cut.families.map { $0.steps.map(\.name) })
    for (one, other) in zip(kept.families, cut.families) {
      for (step, same) in zip(one.steps, other.steps) {
        let (a, b) = (kept.readings[step.reading], cut.readings[same.reading])
        let means = [a, b].map { $0.comparisons.joined().map { $0?.difference.first } }
        #expect(means[0] == means[1])
        if !b.isApproximate {
          #expect(a.comparisons.joined().map { $0?.difference } == b.comparisons.joined().map { $0?.difference })
        }
      }
      for step in other.steps where step.isOwn { #expect(!cut.readings[step.reading].isApproximate, "\(step.name)") }
    }
  }

  @Test func historiesAreMeansOfTheRuns() throws {
    let results = try Self.results.get()
    let data = try Self.explorer(results)
    #expect(data.histories.count == 4)
    let test = try #require(data.quantities.firstIndex { $0.key == "test_accuracy" })
    let column = try #require(data.historyQuantities.firstIndex(of: test))
    for history in data.histories {
      let runs = results.trajectories.filter {
        $0.configuration.modelIndex == data.lines[history.line].model
          && $0.configuration.size == data.sizes[history.size]
      }
      #expect(runs.count == 8 && history.epochs == Array(1...14) && history.counts == Array(repeating: 8, count: 14))
      for epoch in history.epochs {
        let mean = runs.reduce(0) { $0 + ($1.history[epoch - 1].test[.accuracy] ?? .nan) } / 8
        let shown = try #require(history.means[column][epoch - 1])
        #expect(abs(shown - 100 * mean) < 1e-2)
      }
    }
  }

  /// Many models and sizes have fewer thresholds, not a larger page.
  @Test func aLargeStudyStaysSmall() throws {
    let models = (1...8).map { Model(name: "model \($0)", hidden: .widths([$0])) }
    var study = Self.complete.description
    study.models = models
    study.sizes = .list((1...8).map { $0 * 100 })
    study.replicates = 6
    study.stopping = [
      StoppingSpecification(name: "loss-change", rules: [.lossChange(threshold: 0.01)]),
      StoppingSpecification(name: "generalisation-loss", rules: [.generalisationLoss(threshold: 5)]),
      StoppingSpecification(name: "none", rules: [.none]),
    ]
    let trajectories = models.indices.flatMap { model in
      (1...8).flatMap { size in
        (1...6).map { replicate in
          var run = TrajectoryResult.sample("\(model) \(size)", replicate: replicate, epochs: 200)
          run.configuration = Configuration(
            modelIndex: model, model: models[model].name, hidden: [model + 1], parameters: 10, size: size * 100,
            varied: [])
          return run
        }
      }
    }
    let data = try Self.explorer(StudyResults(study: study, trajectories: trajectories))
    #expect(data.contrasts.count == 28)
    #expect(data.families.allSatisfy { $0.steps.count <= 10 && $0.steps.contains(where: \.isOwn) })
    #expect(try data.json().count < 1_500_000)
  }

  @Test func whatDivergedOrWasNotMeasuredIsLeftOut() throws {
    var study = Self.complete.description
    study.models = [Model(name: "only", hidden: .widths([4]))]
    study.training.epochs = 6
    study.sizes = .list([20])
    var run = TrajectoryResult.sample("a", epochs: 6)
    run.configuration = Configuration(
      modelIndex: 0, model: "only", hidden: [4], parameters: 10, size: 20, varied: [])
    var lost = TrajectoryResult.diverged("b")
    (lost.configuration, lost.replicate) = (run.configuration, 2)
    let data = try Self.explorer(StudyResults(study: study, trajectories: [run, lost]))
    #expect(data.contrasts.isEmpty && data.sizes == [20])
    for point in data.readings.flatMap({ $0.points.joined() }).compactMap(\.self) {
      #expect(point.count == 1 && point.diverged == 1)
    }
    #expect(try JSONSerialization.jsonObject(with: data.json()) is [String: Any])
    let nothing = StudyResults(study: study, trajectories: [lost])
    if let data = ExplorerData(nothing, StudyAnalysis(nothing)) {
      #expect(data.histories.isEmpty)
      #expect(data.readings.flatMap { $0.points.joined() }.compactMap(\.self).allSatisfy { $0.count == 0 })
    }
  }
}
