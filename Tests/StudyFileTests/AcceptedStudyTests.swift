import Datasets
import Foundation
import NeuralNetwork
import Study
import StudyFile
import SupportVectorMachines
import TestSupport
import Testing

@Suite struct AcceptedStudyTests {
  @Test func everyDefault() throws {
    let study = try parse(StudySource.minimal)
    #expect(
      study
        == StudyDescription(
          name: "tiny", title: "tiny",
          data: StudyData(
            source: DataSource(name: "digits"), test: .canonical, validation: .fraction(0.2), scale: .unit),
          sizes: .list([50, 100]), replicates: 10, seed: 2026,
          models: [Model(name: "shallow", hidden: .widths([64]))], training: TrainingSettings(),
          stopping: [StoppingSpecification(name: "none", rules: [.none])], vary: [], figures: nil))
  }

  @Test func crossedReplicates() throws {
    let study = try parse(StudySource.minimal + "\nreplicates: {data: 5, initial-weights: 4}\n")
    #expect(study.replicates == .crossed(data: 5, initialWeights: 4))
    let precise = try parse(StudySource.minimal + "\nreplicates: {precision: 0.5, to: 40}\n")
    #expect(precise.replicates == .untilPrecise(PrecisionGoal(precision: 0.5, from: 10, to: 40), count: 40))
  }

  private func table(_ keys: String) throws -> StudyData {
    try parse(
      "name: t\ndata: {source: csv, path: /t.csv, \(keys)}\nsizes: [20]\nmodels: {a: {hidden: [4]}, b: {hidden: [8]}}\n"
    ).data
  }

  @Test func tables() throws {
    let data = try table(
      #"""
      ignore: [id, "a, b"], features: x, categorical: [zip], missing: impute, missing-values: ["", -9], delimiter: ";",
      decimal: ",", header: false, encoding: latin-1, task: classification
      """#)
    #expect(
      data.source.ignore == ["id", "a, b"] && data.source.features == ["x"] && data.source.categorical == ["zip"])
    #expect(data.source.missing == "impute" && data.source.missingValues == ["", "-9"])
    #expect(data.source.delimiter == ";" && data.source.decimal == "," && data.source.header == "false")
    #expect(
      data.source.encoding == "latin-1" && data.source.task == "classification" && data.test == .drawn(.fraction(0.3)))
    for wrong in ["missing: mean", "delimiter: x", "ignore: []", "task: ranking", "header: maybe", "groups: [a]"] {
      #expect(throws: StudyFileError.self, "\(wrong)") { try table(wrong) }
    }
  }

  @Test func testSetsOfTables() throws {
    #expect(try table("test: /v.csv").source.ownTest == .file("/v.csv"))
    #expect(try table("test: /v.csv").test == .canonical)
    #expect(
      try table("test: {column: part, test: 1}").source.ownTest == .column("part", test: "1", validation: nil))
    #expect(
      try table("test: {column: part, test: test, validation: val}").source.ownTest
        == .column("part", test: "test", validation: "val"))
    for wrong in [
      "test: {column: part}", "test: {column: p, test: t, validation: v}, validation: 0.1", "test: v", "test: {}",
    ] {
      #expect(throws: StudyFileError.self, "\(wrong)") { try table(wrong) }
    }
    #expect(throws: StudyFileError.self) {
      try parse(StudySource.minimal.replacing("source: digits", with: "source: digits, test: v.csv"))
    }
  }

  /// The unit of a quantity may be any.
  @Test func thresholdsAndPrecisionHaveNoUpperLimit() throws {
    let study = try parse(
      StudySource.minimal.replacing(
        "source: digits", with: "source: csv, path: /t.csv, target: y, task: regression")
        + "\nmetrics: [rmse]\nreplicates: {precision: 2e12}\n"
        + "stopping: [{rule: target, metric: validation-rmse, threshold: [3e12]}]\n")
    #expect(study.replicates.goal?.precision == 2e12 && study.rules.map(\.threshold) == [3e12])
  }

  @Test func metrics() throws {
    #expect(try parse(StudySource.minimal).metrics == [.accuracy])
    let study = try parse(StudySource.minimal + "\nmetrics: [log-loss, accuracy]\n")
    #expect(study.metrics == [.logLoss, .accuracy] && study.metric == .logLoss)
  }

  @Test func everyTopLevelKey() throws {
    let study = try parse(
      """
      ---
      name: A_b-9
      title: "Größe: 100 % \\"nett\\" – 大きさ"
      data: {source: csv, path: /data/iris.csv, target: species, test: 0.25, validation: 30, scale: standardise}
      sizes: all
      replicates: 3
      seed: 18446744073709551615
      models:
        linear: {hidden: []}
        'no': {hidden: [5, 7]}
        <b>`rm`</b> 深い: {hidden: [1, 65536]}
      depths: {from: 1, to: 2, width: 8}
      training: {activation: tanh, loss: mean-squared-error, learning-rate: 1e-3, decay: 0.95, batch: full, l2: 0.01,
        initialiser: 'uniform(-1, 1)', bias-initialiser: xavier-normal, epochs: 7, engine: backprop}
      stopping: [{rule: none}]
      vary: {batch: [1, full], l2: [0, 0.5]}
      tune: {learning-rate: [0.1, 1e-2], activation: [relu, tanh]}
      figures: [gap-map, depth]
      """)
    #expect(study.name == "A_b-9")
    #expect(study.title == "Größe: 100 % \"nett\" – 大きさ")
    #expect(study.data.source == DataSource(name: "csv", path: "/data/iris.csv", target: "species"))
    #expect(study.data.test == .drawn(.fraction(0.25)))
    #expect(study.data.validation == .count(30))
    #expect(study.data.scale == .standardise)
    #expect(study.sizes == .all)
    #expect(study.replicates == 3)
    #expect(study.seed == .max)
    #expect(
      study.models == [
        Model(name: "linear", hidden: .widths([])), Model(name: "no", hidden: .widths([5, 7])),
        Model(name: "<b>`rm`</b> 深い", hidden: .widths([1, 65536])), Model(name: "depth-1", hidden: .widths([8])),
        Model(name: "depth-2", hidden: .widths([8, 8])),
      ])
    var training = TrainingSettings()
    training.activation = .tanh
    training.loss = .meanSquaredError
    training.learningRate = 0.001
    training.decay = 0.95
    training.batch = .full
    training.l2 = 0.01
    training.initialiser = .uniform(-1, 1)
    training.biasInitialiser = .xavierNormal
    training.epochs = 7
    #expect(study.training == training)
    #expect(
      study.vary == [
        VariedSetting(
          key: "batch",
          values: [
            .init(text: "1", assignment: .init(\.batch, .count(1))),
            .init(text: "full", assignment: .init(\.batch, .full)),
          ]),
        VariedSetting(
          key: "l2",
          values: [.init(text: "0", assignment: .init(\.l2, 0)), .init(text: "0.5", assignment: .init(\.l2, 0.5))]),
      ])
    #expect(
      study.tune == [
        VariedSetting(
          key: "learning-rate",
          values: [
            .init(text: "0.1", assignment: .init(\.learningRate, 0.1)),
            .init(text: "1e-2", assignment: .init(\.learningRate, 0.01)),
          ]),
        VariedSetting(
          key: "activation",
          values: [
            .init(text: "relu", assignment: .init(\.activation, .relu)),
            .init(text: "tanh", assignment: .init(\.activation, .tanh)),
          ]),
      ])
    #expect(study.figures == [FigureRequest(.gapMap), FigureRequest(.depth)])
  }

  /// C and gamma belong to support vector machines; gamma may be a word.
  @Test func settingsOfMachinesCanBeTuned() throws {
    let study = try parse(
      """
      name: machines
      data: {source: digits, validation: 0.2}
      sizes: [50]
      models: {svm: {kind: svm}, net: {hidden: [4]}}
      tune: {c: [1, 10], gamma: [scale, 0.5], learning-rate: [0.1]}
      """)
    let expected: [[SettingAssignment]] = [
      [.supportVectorMachine(.c(1)), .supportVectorMachine(.c(10))],
      [.supportVectorMachine(.gamma(.scale)), .supportVectorMachine(.gamma(.value(0.5)))],
    ]
    #expect(study.tune.prefix(2).map { $0.values.map { $0.assignment } } == expected)
    let tried = [["1", "scale", ""], ["1", "0.5", ""], ["10", "scale", ""], ["10", "0.5", ""]]
    #expect(study.tunings(of: study.models[0].kind) == tried)
    #expect(study.tunings(of: study.models[1].kind) == [["", "", "0.1"]])
    let loss = refusal(
      """
      name: machines
      data: {source: digits, validation: 0.2}
      sizes: [50]
      metrics: [log-loss, accuracy]
      models: {svm: {kind: svm}}
      tune: {c: [1, 10]}
      """)
    #expect(loss.hasPrefix("s.yaml:6:7: tune: c cannot be chosen by log-loss"))
    let blind = refusal(
      StudySource.replacing("data", with: "data: {source: digits, validation: 0}")
        + "\ntune: {learning-rate: [0.1, 1]}\n")
    #expect(blind.hasPrefix("s.yaml:5:1: tune: needs a validation set to choose by; set data.validation to a fraction"))
  }

  @Test(arguments: [
    ("{source: mnist, path: /data}", DataSource(name: "mnist", path: "/data"), TestSet.canonical),
    ("{source: fashion-mnist}", DataSource(name: "fashion-mnist"), .canonical),
    ("{source: cifar-10, path: ~/c}", DataSource(name: "cifar-10", path: "~/c"), .canonical),
    ("{source: digits, test: 300}", DataSource(name: "digits"), .drawn(.count(300))),
    ("{source: csv, path: /a.csv}", DataSource(name: "csv", path: "/a.csv", target: "label"), .drawn(.fraction(0.3))),
    (
      "{source: circles, samples: 500, noise: 0}", DataSource(name: "circles", samples: 500, noise: 0),
      .drawn(.fraction(0.3))
    ),
    ("{source: moons}", DataSource(name: "moons", samples: 2000, noise: 0.2), .drawn(.fraction(0.3))),
    (
      "{source: spirals, classes: 5}", DataSource(name: "spirals", samples: 2000, noise: 0.05, classes: 5),
      .drawn(.fraction(0.3))
    ),
    (
      "{source: sawtooth}", DataSource(name: "sawtooth", samples: 2000, noise: 0, folds: 4, inputs: 1),
      .drawn(.fraction(0.3))
    ),
    (
      "{source: sawtooth, folds: 7, noise: 0.001, inputs: 9}",
      DataSource(name: "sawtooth", samples: 2000, noise: 0.001, folds: 7, inputs: 9), .drawn(.fraction(0.3))
    ),
    ("{source: blobs}", DataSource(name: "blobs", samples: 2000, noise: 0.4, classes: 3), .drawn(.fraction(0.3))),
  ])
  func sources(text: String, source: DataSource, test: TestSet) throws {
    let data = try parse(StudySource.replacing("data", with: "data: \(text)")).data
    #expect(data.source == source)
    #expect(data.test == test)
  }

  @Test(arguments: [
    ("a.csv", "/lab/a.csv"), ("./data//a.csv", "/lab/data/a.csv"), ("../a.csv", "/a.csv"), ("~a.csv", "/lab/~a.csv"),
  ])
  func relativePathsBeginInTheFolderOfTheFile(path: String, whole: String) throws {
    let text = StudySource.replacing("data", with: "data: {source: csv, path: \(path)}")
    let data = try StudyFile.parse(text: text, file: "/lab/s.yaml").data
    #expect(data.source.path == whole && data.folder == "/lab")
    let here = FileManager.default.currentDirectoryPath
    #expect(
      try StudyFile.parse(text: text, file: "\(here)/lab/s.yaml") == StudyFile.parse(text: text, file: "lab/s.yaml"))
    // The first folder where there is something, or else the first.
    #expect(try StudyFile.parse(text: text, file: "s.yaml", folders: ["/lab", "/nowhere"]).data == data)
    let setting = StudyFileSetting(["data", "path"], .text("b/c.csv"), origin: "--path")
    let given = try StudyFile.read((text, "/lab/s.yaml"), settings: [setting], caller: "test").data
    #expect(given.source.path == "\(here)/b/c.csv" && given.folder == nil)
  }

  @Test func aCopyFindsTheFileInOneOfItsFolders() throws {
    let folder = try TemporaryFolder()
    try Data("x".utf8).write(to: folder.file("a.csv"))
    let text = StudySource.replacing("data", with: "data: {source: csv, path: a.csv}")
    let data = try StudyFile.parse(text: text, file: "s.yaml", folders: ["/nowhere", folder.url.path]).data
    #expect(data.source.path == folder.file("a.csv").path && data.folder == folder.url.path)
  }

  @Test(arguments: [
    // The sizes of a published study: steps from 250, then 10000 itself.
    ("{from: 250, to: 10000, step: 1000}", [250, 1250, 2250, 3250, 4250, 5250, 6250, 7250, 8250, 9250, 10000]),
    ("{from: 100, to: 300, step: 100}", [100, 200, 300]),
    ("{from: 100, to: 110, step: 1000}", [100, 110]),
    ("{from: 10, to: 1000, count: 3}", [10, 100, 1000]),
    ("{from: 10, to: 1000, count: 3, spacing: linear}", [10, 505, 1000]),
    // 1, 1.32, 1.73, 2.28, 3: rounded to 1, 1, 2, 2, 3.
    ("{from: 1, to: 3, count: 5, spacing: geometric}", [1, 2, 3]),
    ("[7]", [7]),
    ("[1, 1000000000]", [1, 1_000_000_000]),
  ])
  func sizes(text: String, expected: [Int]) throws {
    #expect(try parse(StudySource.replacing("sizes", with: "sizes: \(text)")).sizes == .list(expected))
  }

  @Test(arguments: [
    ("{kind: svm}", SupportVectorSettings()),
    ("{kind: svm, kernel: linear, c: 0.5}", SupportVectorSettings(kernel: .linear, c: 0.5)),
    ("{kind: svm, gamma: auto}", SupportVectorSettings(kernel: .rbf(gamma: .auto), c: 1)),
    (
      "{kernel: polynomial, gamma: 0.25, degree: 4, coef0: -1, kind: svm}",
      SupportVectorSettings(kernel: .polynomial(degree: 4, gamma: .value(0.25), coef0: -1), c: 1)
    ),
  ])
  func machines(text: String, settings: SupportVectorSettings) throws {
    let models = try parse(
      StudySource.replacing("models", with: "models: {a: \(text), b: {kind: network, hidden: []}}")
    )
    .models
    #expect(
      models == [Model(name: "a", kind: .supportVectorMachine(settings)), Model(name: "b", hidden: .widths([]))])
  }

  @Test func records() throws {
    #expect(try parse(StudySource.minimal).record == RecordingSettings())
    let record = try parse(
      StudySource.adding("record: {batch-loss: true, dead-neurons: true, probe-samples: 9, models: every-stop}")
    ).record
    var expected = RecordingSettings()
    expected.batchLoss = true
    expected.deadNeurons = true
    expected.probeSamples = 9
    expected.models = .everyStop
    #expect(record == expected)
  }

  @Test func deadNeuronsNeedReLU() {
    let needed = "record.dead-neurons"
    for training in ["training: {activation: tanh}", "vary: {activation: [relu, sigmoid]}"] {
      let error = refusal(StudySource.adding("\(training)\nrecord: {dead-neurons: true}"))
      #expect(error.hasPrefix("s.yaml:6:9: record: dead-neurons needs activation relu, but it is"), "\(needed)")
    }
  }

  @Test func initialisersInPairs() throws {
    let single = try parse(
      StudySource.adding("training: {initialiser: {weights: 'uniform(-1,1)', biases: constant(0.5)}}"))
    #expect(single.training.initialiser == .uniform(-1, 1))
    #expect(single.training.biasInitialiser == .constant(0.5))
    let varied = try parse(
      StudySource.adding("vary: {initialiser: [xavier-normal, {weights: 'normal(0,1)', biases: 'normal(0,1)'}]}"))
    #expect(varied.vary[0].values.map(\.text) == ["xavier-normal", "normal(0,1)/normal(0,1)"])
    let settings = varied.settings(varied: ["normal(0,1)/normal(0,1)"])
    #expect(settings.initialiser == .normal(mean: 0, standardDeviation: 1))
    #expect(settings.biasInitialiser == .normal(mean: 0, standardDeviation: 1))
  }

  @Test func layersAreNormalisedAndSkipped() throws {
    let text = """
      models:
        a: {hidden: [8, 8], normalisation: layer}
        b: {hidden: [4, 8, 8], residual: true, normalisation: none}
        c: {hidden: [3], residual: false}
      depths: {from: 2, to: 3, width: 8, residual: true, match: parameters}
      widths: {from: 2, to: 4, count: 2, depth: 2, normalisation: layer, residual: true}
      """
    let both = LayerStructure(normalisation: .layer, isResidual: true)
    #expect(
      try parse(StudySource.replacing("models", with: text)).models == [
        Model(name: "a", hidden: .widths([8, 8]), structure: LayerStructure(normalisation: .layer)),
        Model(name: "b", hidden: .widths([4, 8, 8]), structure: LayerStructure(isResidual: true)),
        Model(name: "c", hidden: .widths([3])),
        Model(
          name: "depth-2", hidden: .matchingParameters(depth: 2, width: 8), structure: LayerStructure(isResidual: true)),
        Model(
          name: "depth-3", hidden: .matchingParameters(depth: 3, width: 8), structure: LayerStructure(isResidual: true)),
        Model(name: "width-2", hidden: .widths([2, 2]), structure: both),
        Model(name: "width-4", hidden: .widths([4, 4]), structure: both),
      ])
  }

  @Test(arguments: [
    ("{from: 1, to: 1024, count: 11}", [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]),
    ("{from: 1, to: 9, count: 3, spacing: linear}", [1, 5, 9]),
    // 1.41, 2 and 2.83 are rounded, and repeats left out.
    ("{from: 1, to: 4, count: 5}", [1, 2, 3, 4]),
  ])
  func widthsAreSpread(text: String, widths: [Int]) throws {
    let models = try parse(StudySource.replacing("models", with: "widths: \(text)")).models
    #expect(models == widths.map { Model(name: "width-\($0)", hidden: .widths([$0])) })
  }

  @Test func depthsInAList() throws {
    let text = """
      depths:
      - {from: 1, to: 2, width: 8, match: width}
      - {from: 2, to: 3, width: 8, match: parameters, name: equal parameters}
      """
    let models = try parse(StudySource.replacing("models", with: text)).models
    #expect(
      models == [
        Model(name: "depth-1", hidden: .widths([8])), Model(name: "depth-2", hidden: .widths([8, 8])),
        Model(name: "equal parameters-2", hidden: .matchingParameters(depth: 2, width: 8)),
        Model(name: "equal parameters-3", hidden: .matchingParameters(depth: 3, width: 8)),
      ])
  }

  @Test(arguments: [
    ("{optimiser: sgd}", Optimiser.sgd),
    ("{optimiser: momentum}", .momentum(0.9)),
    ("{optimiser: momentum, momentum: 0.5}", .momentum(0.5)),
    ("{momentum: 0, optimiser: nesterov}", .nesterov(0)),
    ("{optimiser: adam}", .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)),
    ("{optimiser: adamw}", .adamW(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)),
    (
      "{optimiser: adamw, beta1: 0.8, weight-decay: 0}",
      .adamW(beta1: 0.8, beta2: 0.999, epsilon: 1e-8, weightDecay: 0)
    ),
    ("{optimiser: rprop, batch: full}", .rprop),
    ("{optimiser: adam, beta1: 0.8, beta2: 0.99, epsilon: 1e-6}", .adam(beta1: 0.8, beta2: 0.99, epsilon: 1e-6)),
  ])
  func optimisers(text: String, optimiser: Optimiser) throws {
    #expect(try parse(StudySource.adding("training: \(text)")).training.optimiser == optimiser)
  }

  @Test(arguments: [
    ("constant", Schedule.constant), ("cosine", .cosine), ("{step: 30, factor: 0.1}", .step(epochs: 30, factor: 0.1)),
    ("{factor: 1, step: 1}", .step(epochs: 1, factor: 1)), ("'step(30,0.1)'", .step(epochs: 30, factor: 0.1)),
    ("step( 3 , 1e-2 )", .step(epochs: 3, factor: 0.01)),
  ])
  func schedules(text: String, schedule: Schedule) throws {
    let study = try parse(StudySource.adding("training:\n  schedule: \(text)\n  warm-up: 5"))
    #expect(study.training.schedule == schedule && study.training.warmUp == 5)
    // What a settings value prints of itself reads back.
    let again = try parse(StudySource.adding("training: {schedule: '\(schedule)'}"))
    #expect(again.training.schedule == schedule)
    let varied = try parse(StudySource.adding("vary: {schedule: [\(text.contains(" ") ? "\"\(schedule)\"" : text)]}"))
    #expect(varied.vary[0].values.map(\.assignment) == [.training(.init(\.schedule, schedule))])
  }

  /// Numbers as YAML has them, whatever digit they begin with.
  @Test func numbersBeginWithASignOrAPoint() throws {
    let study = try parse(
      StudySource.replacing("data", with: "data: {source: digits, validation: .25}")
        + "\ntraining: {learning-rate: .001, l2: +0.1, decay: 1e-3, initialiser: 'uniform(-.5,+.5)'}"
        + "\nvary: {dropout: [0, .5, +.25]}\n")
    #expect(study.training.learningRate == 0.001 && study.training.l2 == 0.1 && study.training.decay == 0.001)
    #expect(study.training.initialiser == .uniform(-0.5, 0.5) && study.data.validation == .fraction(0.25))
    // Stores and figures have one spelling.
    #expect(study.vary.first?.values.map(\.text) == ["0", "0.5", "0.25"])
  }

  /// A key that applies to some varied values goes with those.
  @Test(arguments: ["vary", "tune"]) func keysApplyToSomeOfTheVariedValues(section: String) throws {
    let study = try parse(
      StudySource.adding(
        "training: {weight-decay: 0.25, momentum: 0.5}\n\(section): {optimiser: [sgd, adamw, momentum, adam]}"))
    let values = (study.vary + study.tune).flatMap(\.values).map { value in
      var settings = study.training
      value.assignment.apply(to: &settings)
      return settings.optimiser
    }
    var decayed = Optimiser(.adamW)
    decayed.weightDecay = 0.25
    #expect(values == [.sgd, decayed, .momentum(0.5), .defaultAdam])
    #expect(study.training.optimiser == .sgd)
    let outputs = try parse(
      StudySource.adding("training: {output: linear}\n\(section): {loss: [cross-entropy, mean-squared-error]}"))
    let texts = ["cross-entropy", "mean-squared-error"]
    let settings = texts.map {
      section == "vary" ? outputs.settings(varied: [$0]) : outputs.settings(varied: [], tuned: [$0])
    }
    #expect(
      settings.map(\.output) == [.softmax, .linear] && settings.map(\.loss) == [.crossEntropy, .meanSquaredError])
  }

  /// A setting under vary may need what another varied setting takes.
  @Test func variedKeysMayDependOnVariedKeys() throws {
    let study = try parse(
      StudySource.adding("vary: {output: [sigmoid, linear], loss: [mean-squared-error]}"))
    #expect(study.settings(varied: ["linear", "mean-squared-error"]).output == .linear)
    #expect(study.settings(varied: ["sigmoid", "mean-squared-error"]).loss == .meanSquaredError)
  }

  /// The network of one hidden layer has nothing to add, and is the plain one.
  @Test func residualDepthsBeginWithAPlainNetwork() throws {
    let models = try parse(
      StudySource.adding("depths: {from: 1, to: 3, width: 8, residual: true, normalisation: layer}")
    ).models
    guard case .network(let first) = models[1].kind, case .network(let second) = models[2].kind else {
      Issue.record("no networks")
      return
    }
    #expect(!first.structure.isResidual && first.structure.normalisation == .layer && second.structure.isResidual)
  }

  @Test func delimitersMayBeSpeltAsTheyAre() throws {
    for (text, delimiter) in [
      ("\"\\t\"", "tab"), ("'\\t'", "tab"), ("\\t", "tab"), ("tab", "tab"), ("' '", "space"), ("';'", ";"),
    ] {
      let study = try parse(StudySource.replacing("data", with: "data: {source: csv, path: /a, delimiter: \(text)}"))
      #expect(study.data.source.delimiter == delimiter)
    }
  }

  @Test func outputsWeightsAndDropout() throws {
    let study = try parse(
      StudySource.adding(
        """
        training: {loss: mean-squared-error, output: linear, class-weights: balanced, dropout: 0.5, input-dropout: 0.1}
        vary: {output: [softmax, sigmoid, linear], dropout: [0, 0.2]}
        """))
    #expect(study.training.output == .linear && study.training.classWeights == .balanced)
    #expect(study.training.dropout == 0.5 && study.training.inputDropout == 0.1)
    #expect(study.values(of: \.output) == [.softmax, .sigmoid, .linear])
    #expect(try parse(StudySource.adding("training: {optimiser: sgd}\nvary: {batch: [full]}")).settingConflict == nil)
  }

  @Test(arguments: [
    ("uniform(-1,1)", Initialiser.uniform(-1, 1)), ("normal(0, 0.5)", .normal(mean: 0, standardDeviation: 0.5)),
    ("constant(0.1)", .constant(0.1)), ("xavier-uniform", .xavierUniform), ("xavier-normal", .xavierNormal),
    ("kaiming-uniform", .kaimingUniform), ("kaiming-normal", .kaimingNormal),
  ])
  func initialisers(text: String, initialiser: Initialiser) throws {
    let study = try parse(StudySource.adding("training:\n  initialiser: \(text)\n  bias-initialiser: \(text)"))
    #expect(study.training.initialiser == initialiser)
    #expect(study.training.biasInitialiser == initialiser)
    // What a settings value prints of itself reads back.
    let printed = try parse(StudySource.adding("training:\n  initialiser: \(initialiser)"))
    #expect(printed.training.initialiser == initialiser)
  }

  @Test func everyRule() throws {
    let study = try parse(
      StudySource.adding(
        """
        stopping:
          - {rule: loss-change, threshold: [0.05, 0.001]}
          - {rule: patience}
          - {rule: generalisation-loss, threshold: 2}
          - {rule: progress-quotient, threshold: [0.5], strip: 4}
          - {rule: validation-up, threshold: [1, 3]}
          - rule: none
        """))
    #expect(study.stopping.map(\.name) == study.stopping.map { $0.rules[0].kind.name })
    #expect(
      study.stopping.map(\.rules) == [
        [.lossChange(threshold: 0.05), .lossChange(threshold: 0.001)], [.patience(epochs: 10, threshold: 0)],
        [.generalisationLoss(threshold: 2)], [.progressQuotient(strip: 4, threshold: 0.5)],
        [.validationUp(strip: 5, threshold: 1), .validationUp(strip: 5, threshold: 3)], [.none],
      ])
    let patient = try parse(StudySource.adding("stopping: [{rule: patience, epochs: 3, threshold: [0.01, 0]}]"))
    #expect(patient.stopping[0].rules == [.patience(epochs: 3, threshold: 0.01), .patience(epochs: 3, threshold: 0)])
    // Several patiences and strips, as a list or one by one.
    let listed = try parse(StudySource.adding("stopping: [{rule: patience, epochs: [5, 20, 50]}]"))
    #expect(listed.rules == [5, 20, 50].map { .patience(epochs: $0, threshold: 0) })
    let budgets = try parse(StudySource.adding("stopping: [{rule: budget, updates: [1000, 10000]}]"))
    #expect(budgets.rules == [.budget(updates: 1000), .budget(updates: 10_000)])
    let changes = try parse(
      StudySource.adding(
        "stopping: [{rule: loss-change, threshold: [0.1, 0.01], relative: true, from-epoch: 5}, "
          + "{rule: loss-change, threshold: 0.1, relative: false}]"))
    #expect(
      changes.rules == [
        .lossChange(threshold: 0.1, isRelative: true, firstEpoch: 5),
        .lossChange(threshold: 0.01, isRelative: true, firstEpoch: 5), .lossChange(threshold: 0.1),
      ])
    let warm = try parse(
      StudySource.adding(
        "stopping: [{rule: patience, epochs: [5, 9], from-epoch: 10}, {rule: generalisation-loss, threshold: 5, from-epoch: 7}, "
          + "{rule: all, of: [{rule: target, metric: train-loss, threshold: 1, from-epoch: 4}, {rule: budget, updates: 9}]}]"
      ))
    #expect(
      warm.rules == [
        .patience(epochs: 5, threshold: 0).from(epoch: 10), .patience(epochs: 9, threshold: 0),
        .generalisationLoss(threshold: 5).from(epoch: 7),
        .all([.target(.trainLoss, threshold: 1).from(epoch: 4), .budget(updates: 9)]),
      ])
    let monitors = try parse(
      StudySource.adding(
        "stopping: [{rule: patience, epochs: 5, monitor: validation-accuracy}, "
          + "{rule: patience, epochs: 5, monitor: validation-loss}]"))
    #expect(
      monitors.rules == [
        .patience(epochs: 5, threshold: 0, monitor: StoppingQuantity(.validation, .accuracy)),
        .patience(epochs: 5, threshold: 0),
      ])
    let losses = try parse(
      StudySource.adding(
        "stopping: [{rule: generalisation-loss, threshold: [1, 5], strip: [3, 5]}, "
          + "{rule: generalisation-loss, threshold: 1}]"))
    #expect(
      losses.rules
        == [(3, 1.0), (3, 5), (5, 1), (5, 5), (nil, 1)].map {
          .generalisationLoss(strip: $0, threshold: $1)
        })
    let several = try parse(
      StudySource.adding(
        "stopping: [{rule: any, of: [{rule: patience, epochs: [5, 20]}, {rule: budget, updates: [100, 200]}]}, "
          + "{rule: all, of: [{rule: generalisation-loss, threshold: 5}, {rule: validation-up, threshold: 8}, "
          + "{rule: progress-quotient, threshold: 3}]}]"))
    let anyOfTwo: [StoppingRule] = [(5, 100), (5, 200), (20, 100), (20, 200)].map {
      .any([.patience(epochs: $0, threshold: 0), .budget(updates: $1)])
    }
    #expect(
      several.rules == anyOfTwo + [
        .all([
          .generalisationLoss(threshold: 5), .validationUp(strip: 5, threshold: 8),
          .progressQuotient(strip: 5, threshold: 3),
        ])
      ])
    let targets = try parse(
      StudySource.adding(
        "metrics: [log-loss]\nstopping:\n- {rule: target, metric: train-loss, threshold: [0.1, 0.01]}\n"
          + "- {rule: target, metric: validation-log-loss, threshold: 0}"))
    #expect(
      targets.rules == [
        .target(.trainLoss, threshold: 0.1), .target(.trainLoss, threshold: 0.01),
        .target(StoppingQuantity(.validation, .logLoss), threshold: 0),
      ])
    let apart = try parse(
      StudySource.adding("stopping: [{rule: patience, epochs: 5}, {rule: patience, epochs: 20}, {rule: none}]"))
    #expect(apart.rules == [.patience(epochs: 5, threshold: 0), .patience(epochs: 20, threshold: 0), .none])
    let strips = try parse(
      StudySource.adding("stopping: [{rule: progress-quotient, strip: [5, 10], threshold: [1, 2]}]"))
    #expect(
      strips.rules == [(5, 1.0), (5, 2), (10, 1), (10, 2)].map { .progressQuotient(strip: $0, threshold: $1) })
  }

  @Test func everyTrainingKeyVaries() throws {
    let study = try parse(
      StudySource.adding(
        """
        training: {optimiser: nesterov, momentum: 0.3}
        vary:
          activation: [relu, tanh]
          loss: [cross-entropy, binary-cross-entropy]
          optimiser: [sgd, momentum, adam]
          learning-rate: [0.10, 0.01]
          decay: [1, 0.5]
          batch: [8]
          l2: [0]
          initialiser: ["constant(0)", kaiming-normal]
          bias-initialiser: ["normal(0,1)"]
          epochs: [1]
          engine: [backprop, autodiff]
        """))
    #expect(study.vary.map(\.key).count == 11)
    let assignments = Dictionary(uniqueKeysWithValues: study.vary.map { ($0.key, $0.values.map(\.assignment)) })
    #expect(assignments["activation"] == [.init(\.activation, .relu), .init(\.activation, .tanh)])
    #expect(assignments["loss"] == [.init(\.loss, .crossEntropy), .init(\.loss, .binaryCrossEntropy)])
    // The momentum of `training` goes with every optimiser that takes one.
    #expect(
      assignments["optimiser"] == [
        .init(\.optimiser, .sgd), .init(\.optimiser, .momentum(0.3)),
        .init(\.optimiser, .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)),
      ])
    #expect(assignments["decay"] == [.init(\.decay, 1), .init(\.decay, 0.5)])
    #expect(assignments["batch"] == [.init(\.batch, .count(8))])
    #expect(assignments["initialiser"] == [.init(\.initialiser, .constant(0)), .init(\.initialiser, .kaimingNormal)])
    #expect(assignments["bias-initialiser"] == [.init(\.biasInitialiser, .normal(mean: 0, standardDeviation: 1))])
    #expect(assignments["engine"] == [.init(\.engine, .backprop), .init(\.engine, .autodiff)])
    #expect(assignments["epochs"] == [.init(\.epochs, 1)])
    #expect(study.vary[3].values.map(\.text) == ["0.10", "0.01"])

    let momentum = try parse(StudySource.adding("training: {optimiser: momentum}\nvary: {momentum: [0.5, 0.9]}"))
    #expect(
      momentum.vary[0].values.map(\.assignment) == [
        .init(\.optimiser, .momentum(0.5)), .init(\.optimiser, .momentum(0.9)),
      ])
  }

  @Test func lineEndsAndByteOrderMarkMakeNoDifference() throws {
    let study = try parse(StudySource.minimal)
    #expect(try parse(StudySource.minimal.replacing("\n", with: "\r\n")) == study)
    #expect(try parse(StudySource.minimal.replacing("\n", with: "\r")) == study)
    #expect(try parse("\u{FEFF}" + StudySource.minimal) == study)
    #expect(try parse("# [ { ' \" & * !\n\n" + StudySource.minimal + " # it's & *this*\n# end") == study)
  }

  @Test(arguments: [
    ("'&a *b !c |d'", "&a *b !c |d"), ("\"# no comment: [\"", "# no comment: ["),
    ("R & D * 2 [x] {y} 'z'", "R & D * 2 [x] {y} 'z'"), ("it's", "it's"), ("'it''s'", "it's"), ("no", "no"),
    ("2026", "2026"), ("1:30", "1:30"), ("-x", "-x"), ("a #", "a"), ("a#b", "a#b"),
  ])
  func titles(text: String, title: String) throws {
    #expect(try parse(StudySource.adding("title: \(text)")).title == title)
    #expect(try parse(StudySource.adding("title:   \(text)   # comment")).title == title)
    #expect(try parse(StudySource.adding("title:\n  \(text)\nseed: 1")).title == title)
  }

  @Test func aFigureHasKeysOfItsOwn() throws {
    let text = """
      name: t
      data: {source: digits}
      sizes: [50, 100]
      models: {deep: {hidden: [8]}}
      stopping: [{rule: none}, {rule: loss-change, threshold: [0.01]}]
      vary: {learning-rate: [0.1, 0.3], optimiser: [sgd, adam]}
      figures:
        - gaps
        - figure: learning-curves
          name: fig-2
          width: 8.4cm
          height: 3 in
          font: Latin Modern Roman
          font-size: 7.5
          title: false
          caption: false
          panels: [1, after the last epoch]
          models: deep
          rules: [loss-change 0.01]
          sizes: [50]
          set: {learning-rate: [0.1, 0.3], optimiser: adam}
          log-x: true
          labels: {models: {deep: 4 layers}, rules: {none: to the end}, x: samples}
          colours: {models: {deep: 0072B2}}
      """
    let figures = try #require(try StudyFile.parse(text: text, file: "t.yaml").figures)
    var request = FigureRequest(.learningCurves, name: "fig-2")
    request.style.width = PageLength(8.4, .cm)
    request.style.height = PageLength(3, .inch)
    request.style.font = "Latin Modern Roman"
    request.style.fontSize = 7.5
    (request.style.title, request.style.caption, request.style.logX) = (false, false, true)
    request.style.labels = ["models.deep": "4 layers", "rules.none": "to the end", "x": "samples"]
    request.style.colours = ["models.deep": 0x0072B2]
    request.selection.panels = ["1", "after the last epoch"]
    (request.selection.models, request.selection.rules) = (["deep"], ["loss-change 0.01"])
    request.selection.sizes = [50]
    request.selection.set = ["learning-rate": ["0.1", "0.3"], "optimiser": ["adam"]]
    #expect(figures == [FigureRequest(.gaps), request])

    // Options say the same.
    var option = FigureRequest(.learningCurves)
    try FigureOptions.set(
      [
        ("name", ["fig-2"]), ("width", ["8.4cm"]), ("height", ["3 in"]), ("font", ["Latin Modern Roman"]),
        ("font-size", ["7.5"]), ("title", ["false"]), ("caption", ["false"]),
        ("panels", ["1", "after the last epoch"]), ("models", ["deep"]), ("rules", ["loss-change 0.01"]),
        ("sizes", ["50"]), ("set", ["learning-rate=0.1,learning-rate=0.3", "optimiser=adam"]), ("log-x", ["true"]),
        ("labels", ["models.deep=4 layers,rules.none=to the end", "x=samples"]),
        ("colours", ["models.deep=#0072B2"]),
      ], in: &option)
    #expect(option == request)
    #expect(throws: StudyFileError.self) { try FigureOptions.set([("labels", ["deep"])], in: &option) }
  }
}
