import Datasets
import NeuralNetwork
import Study
import TestSupport
import Testing

/// Keys say what a history depends on: no more, or finished work is lost; no less, or it is taken for something else.
@Suite struct TrajectoryKeyTests {
  /// Keys by what a study calls its trajectories.
  private func keys(_ change: (inout StudyDescription) -> Void = { _ in }) throws -> [String: String] {
    let trajectories = try SmallStudy(change).plan.trajectories
    return Dictionary(
      uniqueKeysWithValues: trajectories.map {
        ("\($0.configuration.hidden ?? []) \($0.configuration.size) \($0.replicate)", $0.key)
      })
  }

  @Test func keysAreDistinctAndLookLikeDigests() throws {
    let keys = try keys()
    #expect(Set(keys.values).count == SmallStudy.trajectoryCount)
    #expect(keys.values.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{32}/) != nil })
  }

  @Test func whatTouchesNoHistoryTouchesNoKey() throws {
    let plain = try keys()
    #expect(try keys() == plain)
    #expect(try keys { $0.models.reverse() } == plain)
    #expect(
      try keys {
        $0.models[0].name = "浅い"
        $0.name = "other"
        $0.title = "Other"
        $0.figures = []
        $0.stopping = [StoppingSpecification(name: "none", rules: [.none])]
        $0.record.batchLoss = true
        $0.record.deadNeurons = true
        $0.record.probeSamples = 7
        $0.record.models = .everyStop
      } == plain)
    let more = try keys {
      $0.sizes = .list([10, 20, 40])
      $0.replicates = 5
      $0.models.insert(Model(name: "first", hidden: .widths([3])), at: 0)
    }
    #expect(plain.allSatisfy { more[$0.key] == $0.value })
  }

  /// A varied key set to the study's own value is the same training.
  @Test func varyingIsOnlyAnotherWayToSetAKey() throws {
    #expect(try keys { $0.vary = [learningRates([0.5])] } == keys())
    func data(_ assignment: DataAssignment) -> [VariedSetting] {
      [VariedSetting(key: "data", values: [VariedSetting.Value(text: "x", assignment: .data(assignment))])]
    }
    #expect(try keys { $0.vary = data(.labelNoise(0)) } == keys())
    #expect(try keys { $0.vary = data(.scale(.none)) } == keys { $0.data.scale = .none })
    #expect(try keys { $0.vary = data(.labelNoise(0.1)) } == keys { $0.data.labelNoise = 0.1 })
  }

  @Test func structuresHaveKeysOfTheirOwn() throws {
    func keys(_ structure: LayerStructure) throws -> Set<String> {
      Set(
        try self.keys {
          $0.models = [Model(name: "deep", hidden: .widths([8, 8]), structure: structure)]
        }.values)
    }
    let all = try [
      .plain, LayerStructure(normalisation: .layer), LayerStructure(isResidual: true),
      LayerStructure(normalisation: .layer, isResidual: true),
    ].map(keys)
    #expect(all.reduce(Set()) { $0.union($1) }.count == all.reduce(0) { $0 + $1.count })
  }

  @Test func whatTouchesTheHistoryTouchesEveryKey() throws {
    let changes: [(inout StudyDescription) -> Void] = [
      { $0.seed = 2027 }, { $0.data.test = .drawn(.count(71)) }, { $0.data.test = .canonical },
      { $0.data.validation = .count(51) }, { $0.data.scale = .standardise }, { $0.data.scale = .none },
      { $0.data.labelNoise = 0.1 }, { $0.data.labelNoise = 0.2 }, { $0.sizes = .perClass([2, 4]) },
      { $0.training.activation = .tanh }, { $0.training.loss = .meanSquaredError },
      { $0.training.optimiser = .momentum(0.9) }, { $0.training.optimiser = .nesterov(0.9) },
      { $0.training.optimiser = .momentum(0.8) }, { $0.training.optimiser = .defaultAdam },
      { $0.training.learningRate = 0.5.nextUp }, { $0.training.decay = 0.99 }, { $0.training.batch = .full },
      { $0.training.batch = .count(9) }, { $0.training.l2 = 0.001 }, { $0.training.initialiser = .xavierUniform },
      { $0.training.initialiser = .xavierNormal }, { $0.training.biasInitialiser = .constant(0.1) },
      { $0.training.epochs = 15 }, { $0.training.engine = .autodiff }, { $0.training.optimiser = .defaultAdamW },
      { ($0.training.loss, $0.training.output) = (.meanSquaredError, .linear) }, { $0.training.schedule = .cosine },
      { $0.training.schedule = .step(epochs: 2, factor: 0.1) }, { $0.training.warmUp = 2 },
      { $0.training.classWeights = .balanced }, { $0.training.dropout = 0.1 }, { $0.training.inputDropout = 0.1 },
      // A cosine ends with the last epoch that is allowed.
      { ($0.training.schedule, $0.training.epochs) = (.cosine, 15) },
    ]
    var seen = Set(try keys().values)
    for (index, change) in changes.enumerated() {
      let fresh = Set(try keys(change).values)
      #expect(fresh.count == SmallStudy.trajectoryCount)
      #expect(seen.isDisjoint(with: fresh), "change \(index)")
      seen.formUnion(fresh)
    }
  }
}
