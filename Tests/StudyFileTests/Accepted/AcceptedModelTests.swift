import NeuralNetwork
import Study
import StudyFile
import SupportVectorMachines
import Testing

@Suite struct AcceptedModelTests {
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
}
