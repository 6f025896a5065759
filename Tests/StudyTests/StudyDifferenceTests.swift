import Datasets
import NeuralNetwork
import Study
import SupportVectorMachines
import Testing

@Suite struct StudyDifferenceTests {
  private static let study = StudyDescription(
    name: "a", title: "A",
    data: StudyData(
      source: DataSource(name: "digits"), test: .canonical, validation: .fraction(0.2), scale: .unit),
    sizes: .list([50, 100]), replicates: 10, seed: 2026,
    models: [Model(name: "shallow", hidden: .widths([64])), Model(name: "deep", hidden: .widths([64, 64]))],
    training: TrainingSettings(),
    stopping: [
      StoppingSpecification(name: "loss-change", rules: [.lossChange(threshold: 0.05), .lossChange(threshold: 0.01)])
    ],
    vary: [
      VariedSetting(
        key: "l2", values: [.init(text: "0", assignment: .init(\.l2, 0)), .init(text: "1", assignment: .init(\.l2, 1))])
    ], figures: nil)

  struct Case: Sendable {
    var changed: [String] = []
    var removed: [String] = []
    var added: [String] = []
    var edit: @Sendable (inout StudyDescription) -> Void
  }

  private static let extra = VariedSetting.Value(text: "2", assignment: .init(\.l2, 2))

  static let cases: [Case] = [
    Case { _ in },
    Case(changed: ["name"]) { $0.name = "b" },
    Case(added: ["title"]) { $0.title = "B" },
    Case(changed: ["data.source"]) { $0.data.source.name = "mnist" },
    Case(
      changed: [
        "data.target", "data.groups", "data.samples", "data.noise", "data.classes", "data.folds", "data.inputs",
      ]
    ) {
      $0.data.source = DataSource(
        name: "digits", path: "p", target: "t", groups: "g", samples: 1, noise: 1, classes: 2, folds: 3,
        inputs: 4)
    },
    Case(changed: ["data.test", "data.validation", "data.scale"]) {
      $0.data = StudyData(
        source: $0.data.source, test: .drawn(.fraction(0.3)), validation: .count(0), scale: .standardise)
    },
    Case(added: ["sizes"]) { $0.sizes = .list([25, 50, 100, 200]) },
    Case(removed: ["sizes"]) { $0.sizes = .list([50, 200]) },
    Case(removed: ["sizes"]) { $0.sizes = .all },
    Case(changed: ["sizes"]) { $0.sizes = .perClass([5]) },
    Case(added: ["replicates"]) { $0.replicates = 11 },
    Case(removed: ["replicates"]) { $0.replicates = 9 },
    Case(removed: ["replicates"]) {
      $0.replicates = .untilPrecise(PrecisionGoal(precision: 1, from: 5, to: 8), count: 8)
    },
    Case(changed: ["replicates"]) { $0.replicates = .crossed(data: 10, initialWeights: 2) },
    Case(changed: ["seed"]) { $0.seed = 1 },
    // The log-loss is the mean of the training loss, here.
    Case(added: ["metrics"]) { $0.metrics = [.accuracy, .logLoss] },
    Case(added: ["metrics"]) { $0.metrics = [.logLoss] },
    Case(changed: ["models.deep.hidden"]) { $0.models[1].kind = .network(.widths([64, 32])) },
    Case(changed: ["models.deep.normalisation", "models.deep.residual"]) {
      $0.models[1].kind = .network(
        NetworkLayers(.widths([64, 64]), structure: LayerStructure(normalisation: .layer, isResidual: true)))
    },
    Case(removed: ["models.deep"], added: ["models.deeper"]) { $0.models[1].name = "deeper" },
    Case(added: ["models.linear"]) { $0.models.insert(Model(name: "linear", hidden: .widths([])), at: 0) },
    Case(changed: ["models.deep"]) { $0.models[1].kind = .supportVectorMachine(SupportVectorSettings()) },
    Case(added: ["models"]) { $0.models.swapAt(0, 1) },
    Case(
      changed: [
        "training.activation", "training.loss", "training.optimiser", "training.learning-rate", "training.decay",
        "training.batch", "training.l2", "training.initialiser", "training.bias-initialiser", "training.engine",
      ], removed: ["training.epochs"]
    ) {
      $0.training.activation = .tanh
      $0.training.loss = .meanSquaredError
      $0.training.optimiser = .momentum(0.9)
      $0.training.learningRate = 0.2
      $0.training.decay = 0.9
      $0.training.batch = .full
      $0.training.l2 = 0.1
      $0.training.initialiser = .xavierNormal
      $0.training.biasInitialiser = .constant(1)
      $0.training.epochs = 501
      $0.training.engine = .autodiff
    },
    Case(added: ["stopping"]) { $0.stopping[0].rules.insert(.lossChange(threshold: 0.02), at: 0) },
    Case(added: ["stopping"]) { $0.stopping.append(StoppingSpecification(name: "none", rules: [.none])) },
    Case(removed: ["stopping"]) { $0.stopping[0].rules.removeLast() },
    Case(removed: ["stopping"]) { $0.stopping[0].rules[0] = .lossChange(threshold: 0.04) },
    Case(added: ["vary.l2"]) { $0.vary[0].values.insert(extra, at: 0) },
    Case(removed: ["vary.l2"]) { $0.vary[0].values[1] = extra },
    Case(removed: ["vary.l2"]) { $0.vary[0].values[1].text = "1.0" },
    Case(changed: ["vary.l2"]) { $0.vary = [] },
    Case(changed: ["vary.epochs"]) {
      $0.vary.append(VariedSetting(key: "epochs", values: [.init(text: "5", assignment: .init(\.epochs, 5))]))
    },
    Case(added: ["record"]) { $0.record.batchLoss = true },
    Case(added: ["record"]) { $0.record.probeSamples = 20 },
    Case(added: ["figures"]) { $0.figures = [FigureRequest(.gaps)] },
  ]

  /// Without accuracy, or with another loss, there is nothing to take the metric from.
  @Test func aMetricThatWasNotMeasuredTakesNewRuns() {
    var (before, after) = (Self.study, Self.study)
    (before.metrics, after.metrics) = ([.logLoss], [.logLoss, .accuracy])
    #expect(
      StudyDifference.keys(between: before, and: after).changed == ["metrics (its runs have not measured accuracy)"])
    #expect(StudyDifference.keys(between: after, and: before).added == ["metrics"])
    after.metrics.reverse()
    #expect(StudyDifference.keys(between: after, and: before).added == ["metrics"])
    before = Self.study
    before.training.loss = .meanSquaredError
    after = before
    after.metrics = [.accuracy, .logLoss]
    #expect(
      StudyDifference.keys(between: before, and: after).changed == ["metrics (its runs have not measured log-loss)"])
    before.vary = [
      VariedSetting(key: "loss", values: [.init(text: "ce", assignment: .init(\.loss, .crossEntropy))])
    ]
    after.vary = before.vary
    #expect(StudyDifference.keys(between: before, and: after).added == ["metrics"])
  }

  @Test(arguments: cases.indices) func oneEdit(index: Int) {
    let test = Self.cases[index]
    var edited = Self.study
    test.edit(&edited)
    let keys = StudyDifference.keys(between: Self.study, and: edited)
    #expect(keys == StudyDifference.Keys(changed: test.changed, removed: test.removed, added: test.added))
  }

  @Test func settingsOfASupportVectorMachine() {
    var (before, after) = (Self.study, Self.study)
    before.models[1].kind = .supportVectorMachine(SupportVectorSettings(c: 1))
    after.models[1].kind = .supportVectorMachine(SupportVectorSettings(c: 2))
    #expect(StudyDifference.keys(between: before, and: after).changed == ["models.deep"])
  }

  @Test func coefficientsOfAnOptimiser() {
    func changed(_ old: Optimiser, _ new: Optimiser) -> [String] {
      var (before, after) = (Self.study, Self.study)
      before.training.optimiser = old
      after.training.optimiser = new
      return StudyDifference.keys(between: before, and: after).changed
    }
    #expect(changed(.momentum(0.9), .momentum(0.8)) == ["training.momentum"])
    #expect(changed(.nesterov(0.9), .nesterov(0.8)) == ["training.momentum"])
    #expect(changed(.momentum(0.9), .nesterov(0.9)) == ["training.optimiser"])
    #expect(
      changed(.defaultAdam, .adam(beta1: 0.8, beta2: 0.9, epsilon: 1))
        == ["training.beta1", "training.beta2", "training.epsilon"])
    #expect(changed(.defaultAdam, .defaultAdam).isEmpty)
  }

  @Test func orderOfVariedKeys() {
    var (before, after) = (Self.study, Self.study)
    before.vary.append(VariedSetting(key: "epochs", values: [.init(text: "5", assignment: .init(\.epochs, 5))]))
    after.vary.insert(before.vary[1], at: 0)
    #expect(StudyDifference.keys(between: before, and: after) == StudyDifference.Keys(added: ["vary"]))
  }
}
