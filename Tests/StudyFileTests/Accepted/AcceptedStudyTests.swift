import Datasets
import Foundation
import NeuralNetwork
import Study
import StudyFile
import SupportVectorMachines
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
}
