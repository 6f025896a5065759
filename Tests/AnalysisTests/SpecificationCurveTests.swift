import NeuralNetwork
import SeededRandom
import Study
import SupportVectorMachines
import TestSupport
import Testing

@testable import Analysis

/// Curves of all ways to compare two models, against means taken plainly from the trials.
@Suite struct SpecificationCurveTests {
  private static let rates = ["0.1", "1"]
  private static let batches = ["8", "full"]

  private static func study(replicates: Int) -> StudyDescription {
    var study = SmallStudy(replicates: .independent(replicates)).results([]).study
    study.vary = [
      VariedSetting(key: "batch", values: batches.map { .init(text: $0, assignment: .init(\.batch, .full)) })
    ]
    study.tune = [
      VariedSetting(
        key: "learning-rate",
        values: rates.map { .init(text: $0, assignment: .init(\.learningRate, Double($0) ?? 0)) })
    ]
    return study
  }

  /// One trajectory of each model, setting and replicate, with scores on validation and test data after three epochs.
  private static func trajectories(
    replicates: Int, _ scores: (_ model: Int, _ batch: String, _ rate: String) -> [(validation: Double, test: Double)]
  ) -> [TrajectoryResult] {
    (1...replicates).flatMap { replicate in
      [0, 1].flatMap { model in
        batches.flatMap { batch in
          rates.map { rate in
            var result = SmallStudy.trajectory(
              model: model, replicate: replicate,
              scores(model, batch, rate).enumerated().map { index, score in
                SmallStudy.epoch(
                  index + 1, train: (1 / Double(index + 1), 0.9), validation: (1, score.validation),
                  test: (1, score.test))
              })
            result.key += batch + rate
            (result.configuration.varied, result.configuration.tuned) = ([batch], [rate])
            return result
          }
        }
      }
    }
  }

  @Test func everyCombinationIsThere() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let study = Self.study(replicates: 8)
    let trajectories = Self.trajectories(replicates: 8) { _, _, _ in
      (0..<3).map { _ in (generator.uniform(), generator.uniform()) }
    }
    let analysis = StudyAnalysis(StudyResults(study: study, trajectories: trajectories))
    let curve = try #require(analysis.specifications.first)
    #expect(analysis.specifications.count == 1 && curve.first.model == "deep" && curve.size == 20)
    // Two batches, two rates and the best of them, and three rules.
    #expect(curve.specifications.count == 2 * 3 * 3)
    let means = curve.specifications.compactMap { $0.difference?.mean }
    #expect(means == means.sorted() && means.count == 18)
    func test(_ model: Int, _ batch: String, _ rate: String, _ replicate: Int, _ rule: StoppingRule) -> Double? {
      let trajectory = trajectories.first {
        $0.configuration.modelIndex == model && $0.replicate == replicate && $0.configuration.varied == [batch]
          && $0.configuration.tuned == [rate]
      }
      return trajectory.flatMap { trajectory in
        trajectory.trial(of: rule).flatMap { trajectory.reported(by: $0)?.test[.accuracy] }
      }
    }
    for specification in curve.specifications where !specification.isTuned {
      let differences = try (1...8).map { replicate in
        let values = try [1, 0].map { model in
          try #require(
            test(model, specification.varied[0], specification.tuned[0], replicate, specification.rule))
        }
        return values[0] - values[1]
      }
      let mean = differences.reduce(0, +) / 8
      #expect(abs((specification.difference?.mean ?? .nan) - mean) < 1e-12, "seed \(seed)")
    }
    let fixed = curve.specifications.filter { !$0.isTuned }.compactMap { $0.difference?.mean }
    #expect(abs(curve.median - (fixed[5] + fixed[6]) / 2) < 1e-12)
    // Tuned specifications are the comparisons of the study.
    for specification in curve.specifications where specification.isTuned {
      let comparison = analysis.comparisons.first {
        $0.rule == specification.rule && $0.contrast.varied == specification.varied
      }
      #expect(comparison?.difference == specification.difference)
    }
    let ahead = curve.ahead(first: true, metric: .accuracy).count + curve.ahead(first: false, metric: .accuracy).count
    #expect(ahead == 18)
  }

  /// The joint test is wrong about as often as it says when the models are alike, and sees a difference in all
  /// specifications.
  @Test func theJointTestKeepsItsLevel() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    func joint(_ advantage: Double) throws -> Double {
      // Specifications of a replicate share its luck.
      var luck: [Double] = []
      let trajectories = Self.trajectories(replicates: 10) { model, batch, rate in
        if batch == "8" && rate == "0.1" { luck.append(0.05 * generator.normal()) }
        let test = 0.5 + (luck.last ?? 0) + 0.02 * generator.normal() + (model == 1 ? advantage : 0)
        return [(0.5, test)]
      }
      let results = StudyResults(study: Self.study(replicates: 10), trajectories: trajectories)
      return try #require(StudyAnalysis(results).specifications.first).jointProbability
    }
    let wrong = try (0..<100).count { _ in try joint(0) <= 0.05 }
    #expect(wrong <= 13, "seed \(seed)")
    #expect(try joint(0.2) < 0.01, "seed \(seed)")
  }

  /// Two models that are not networks have a specification for each value that is tuned, whatever is varied.
  @Test func machinesAreComparedAtEveryTunedValue() throws {
    let trajectories = Self.trajectories(replicates: 6) { model, _, rate in
      [(rate == "1" ? 0.9 : 0.1, 0.5 + 0.1 * Double(model))]
    }.map { trajectory in
      var machine = trajectory
      (machine.configuration.hidden, machine.configuration.parameters) = (nil, nil)
      return machine
    }.filter { $0.configuration.varied == ["8"] }
    var study = Self.study(replicates: 6)
    study.models = study.models.map { Model(name: $0.name, kind: .supportVectorMachine(SupportVectorSettings())) }
    study.tune[0] = VariedSetting(
      key: "c", values: Self.rates.map { .init(text: $0, assignment: .supportVectorMachine(.c(Double($0) ?? 0))) })
    let curves = StudyAnalysis(StudyResults(study: study, trajectories: trajectories)).specifications
    let curve = try #require(curves.first)
    #expect(curves.count == 1 && curve.kind == .machine)
    let ofNone = curve.specifications.filter { $0.rule == .none }.map(\.tuned)
    #expect(Set(ofNone) == [["0.1"], ["1"], []] && ofNone.count == 3)
  }

  /// Of few replicates all exchanges are counted: of eight with one sign, two in 256 have a median as far from zero.
  @Test func fewReplicatesAreExchangedInAllWays() throws {
    let trajectories = Self.trajectories(replicates: 8) { model, _, _ in [(0.5, 0.5 + 0.25 * Double(model))] }
    let results = StudyResults(study: Self.study(replicates: 8), trajectories: trajectories)
    #expect(try #require(StudyAnalysis(results).specifications.first).jointProbability == 2 / 256)
  }

  /// Log-loss has no worst value: a run that diverged counts as twice the worst of all that are compared at that size, also of
  /// those that tuning does not choose.
  @Test func lostRunsAreWorseThanAnyOther() throws {
    var study = Self.study(replicates: 6)
    (study.metrics, study.vary) = ([.logLoss], [])
    let trajectories = (1...6).flatMap { replicate in
      [0, 1].flatMap { model in
        Self.rates.map { rate in
          let isLost = model == 1 && rate == "1"
          let loss = rate == "1" ? 50.0 : 1
          var result = SmallStudy.trajectory(
            model: model, replicate: replicate,
            [
              EpochRecord(
                epoch: 1, updates: 4, train: Score(loss: 1, [.logLoss: 1]),
                validation: Score(loss: loss, [.logLoss: loss]), test: Score(loss: loss, [.logLoss: loss]), seconds: 1)
            ], diverged: isLost)
          if isLost { result.history = [] }
          result.trials = TrajectoryResult.replay(
            result.history, diverged: isLost, rules: SmallStudy.rules, epochs: 1)
          result.key += rate
          result.configuration.tuned = [rate]
          return result
        }
      }
    }
    let curve = try #require(StudyAnalysis(StudyResults(study: study, trajectories: trajectories)).specifications.first)
    let lost = try #require(curve.specifications.first { $0.tuned == ["1"] && $0.rule == .none })
    #expect(lost.difference?.mean == 50, "50 nats against twice the worst, which is 50 nats")
  }

  @Test func aStudyWithoutChoicesHasNone() {
    let results = SmallStudy(replicates: 4).results(
      (1...4).map { SmallStudy.trajectory(replicate: $0, testAccuracy: 0.5) })
    #expect(StudyAnalysis(results).specifications.isEmpty)
  }

  /// Runs that diverged are in the differences, so their number is beside them.
  @Test func runsThatDivergedAreCounted() throws {
    var generator = SeededGenerator(key: printedSeed())
    var trajectories = Self.trajectories(replicates: 8) { _, _, _ in
      (0..<3).map { _ in (generator.uniform(), generator.uniform()) }
    }
    for index in trajectories.indices
    where trajectories[index].configuration.tuned == ["1"] && trajectories[index].configuration.modelIndex == 0 {
      trajectories[index].diverged = true
      trajectories[index].trials = TrajectoryResult.replay(
        trajectories[index].history, diverged: true, rules: Self.study(replicates: 8).rules, epochs: 3)
    }
    let analysis = StudyAnalysis(StudyResults(study: Self.study(replicates: 8), trajectories: trajectories))
    let curve = try #require(analysis.specifications.first)
    for specification in curve.specifications where !specification.isTuned {
      let isLost = specification.tuned == ["1"] && specification.rule == .none
      #expect(specification.diverged == (isLost ? 8 : 0) || specification.rule != .none, "\(specification)")
    }
    #expect(curve.withDiverged >= 2)
  }
}
