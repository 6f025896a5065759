import Datasets
import Foundation
import NeuralNetwork
import Study
import SupportVectorMachines
import TestSupport
import Testing
import TrialStorage

/// What is stored must fit together, or it is an error that names the store.
@Suite struct DamagedRecordingTests {
  let folder: TemporaryFolder
  private var file: URL { folder.file("store.sqlite") }

  init() throws { folder = try TemporaryFolder() }

  private static func map(_ change: (inout DecisionMap) -> Void) -> DecisionMap {
    let side = DecisionMap.side
    var map = DecisionMap(
      x: -1...1, y: -1...1, classes: Data(repeating: 0, count: side * side), points: [.init(x: 0, y: 0, label: 1)])
    change(&map)
    return map
  }

  private static func images(
    _ width: Int, _ height: Int, _ channels: Int, units: [Int] = [1, 0], pixels: Int = 8
  ) -> FirstLayerImages {
    FirstLayerImages(
      shape: .image(width: width, height: height, channels: channels), units: units,
      pixels: Data(repeating: 9, count: pixels))
  }

  /// Changes to a trajectory of three epochs, of four updates each, of a network with hidden layers of 8 and 6 units.
  static let damage: [@Sendable (inout TrajectoryResult) -> Void] = [
    { $0.recordings.batchLosses = Array(repeating: 1, count: 11) },
    { $0.recordings.batchLosses = [] },
    { $0.recordings.deadNeurons?.probes = 0 },
    { $0.recordings.deadNeurons?.counts = [] },
    { $0.recordings.deadNeurons?.counts[1] = [1] },
    { $0.recordings.deadNeurons?.counts[1] = [1, 7] },
    { $0.recordings.deadNeurons?.counts[1] = [-1, 0] },
    { $0.recordings.deadNeurons?.counts.append([0, 0]) },
    { $0.recordings.decisions = map { $0.classes.removeLast() } },
    { $0.recordings.decisions = map { $0.classes = Data() } },
    { $0.recordings.decisions = map { $0.points[0].label = .max } },
    { $0.recordings.decisions = map { $0.points[0].label = -1 } },
    { $0.recordings.decisions = map { $0.x = 1...1 } },
    { $0.recordings.decisions = map { $0.y = -1e308...1e308 } },
    { $0.recordings.firstLayer = images(1 << 62, 2, 2) },
    { $0.recordings.firstLayer = images(1 << 62, 4, 1, pixels: 0) },
    { $0.recordings.firstLayer = images(2, -2, -1) },
    { $0.recordings.firstLayer = images(0, 0, 0) },
    { $0.recordings.firstLayer = images(2, 2, 1, units: [], pixels: 0) },
    { $0.recordings.firstLayer = images(2, 2, 1, units: [0, 0]) },
    { $0.recordings.firstLayer = images(2, 2, 1, units: [0, 8]) },
    { $0.recordings.firstLayer = images(2, 2, 1, units: [0, -1]) },
    { $0.recordings.firstLayer = images(2, 2, 1, pixels: 7) },
    { $0.recordings.firstLayer?.shape = .vector(features: 4) },
    { $0.recordings.predictions?.byEpoch[0] = Data([1, 2]) }, { $0.recordings.predictions?.byEpoch[4] = Data([1, 2]) },
    { $0.recordings.predictions?.byEpoch[2] = Data([1]) },
    { $0.recordings.savedEpochs = [0] },
    { $0.recordings.savedEpochs = [4] },
    { $0.recordings.savedEpochs = [2, 2] },
    { $0.recordings.savedEpochs = [3, 2] },
    { $0.configuration.hidden = [8, 0] },
    { $0.configuration.hidden = [.max, .max] },
    // A model that is no network has none of these.
    { ($0.configuration.hidden, $0.configuration.parameters) = (nil, nil) },
  ]

  @Test(arguments: damage.indices) func aRecordingThatDoesNotFitIsDamage(index: Int) throws {
    let store = try SQLiteTrialStore(file)
    var result = TrajectoryResult.sample("1")
    try store.save(result)
    #expect(try store.results() == [result])
    Self.damage[index](&result)
    try store.save(result)
    let error = #expect(throws: StoreError.self) { _ = try store.results() }
    #expect(error?.path == file.path(percentEncoded: false))
    #expect(error?.description.contains("damaged") == true)
  }

  @Test func lossesOfAnEpochThatDivergedAreKept() throws {
    let store = try SQLiteTrialStore(file)
    var result = TrajectoryResult.sample("1")
    result.diverged = true
    result.recordings.batchLosses?.append(.infinity)
    try store.save(result)
    #expect(try store.results() == [result])
  }

  static let impossible: [@Sendable (inout StudyDescription) -> Void] = [
    { $0.replicates = 0 }, { $0.replicates = .independent(.max) },
    { $0.replicates = .crossed(data: .max, initialWeights: 2) },
    { $0.replicates = .crossed(data: -3, initialWeights: -2) },
    { $0.replicates = .crossed(data: 5, initialWeights: 1) },
    { $0.replicates = .crossed(data: .min, initialWeights: -1) }, { $0.sizes = .list([0]) },
    { $0.sizes = .list([.max]) },
    { $0.sizes = .list([40, 20]) }, { $0.models[0].kind = .network(.widths([-1])) },
    { $0.models[0].kind = .network(.widths([.max, .max])) },
    { $0.models[0].kind = .network(.matchingParameters(depth: -1, width: 8)) },
    { $0.models[0].kind = .network(.matchingParameters(depth: 1, width: .max)) },
    { $0.training.epochs = -1 }, { $0.training.batch = .count(0) },
    { $0.vary = [VariedSetting(key: "epochs", values: [.init(text: "0", assignment: .init(\.epochs, 0))])] },
    { $0.vary = [VariedSetting(key: "epochs", values: [])] },
    { $0.stopping[1].rules = [.patience(epochs: .min, threshold: 0)] },
    { $0.stopping[1].rules = [.validationUp(strip: 0, threshold: 1)] },
    { $0.stopping[1].rules = [.progressQuotient(strip: -1, threshold: 1)] }, { $0.record.probeSamples = -1 },
  ]

  @Test(arguments: impossible.indices) func anImpossibleStudyIsDamage(index: Int) throws {
    var study = SmallStudy { $0.models.append(Model(name: "svm", kind: .supportVectorMachine(.init()))) }.description
    let store = try SQLiteTrialStore(file)
    try store.setStudy(.sample(study, file: ""))
    #expect(try store.study()?.description == study)
    Self.impossible[index](&study)
    try store.setStudy(.sample(study, file: ""))
    let error = #expect(throws: StoreError.self) { _ = try store.study() }
    #expect(error?.description.contains("description is not what it should be") == true)
  }
}
