import Datasets
import Foundation
import NeuralNetwork

/// The checkpoint of a network's trajectory, kept so that a run that ends early loses little of it.
struct TrajectoryCheckpoint: Codable {
  /// What the trajectory records; with other settings it is trained from its beginning.
  var record: RecordingSettings
  var rules: [StoppingRule]
  var epoch: Int
  var batches: Int
  var updates: Int
  var seconds: Double
  /// Parameters and the optimiser's moments, in the precision of the run.
  var precision: Precision
  var values: [Data]
  var history: [EpochRecord]
  /// Float32.
  var batchLosses: Data?
  var deadNeurons: DeadNeuronHistory?
  /// Weights at the epochs that rules have reported so far, and at those that they would report now.
  var snapshots: [Snapshot]
  var candidates: [Snapshot]

  /// The parameters of a network after an epoch, Float32, in the order of ``Parameters``.
  struct Snapshot: Codable {
    var epoch: Int
    var parameters: Data

    init(_ network: Network<Float>, epoch: Int) {
      self.epoch = epoch
      parameters = NumberBytes.data(network.parameters.values)
    }

    /// A network like `model` with these parameters; nil if they are not as many.
    func network(like model: Network<Float>) -> Network<Float>? {
      guard let values = NumberBytes.floats(parameters), values.count == model.parameters.count else { return nil }
      let network = model.copy()
      network.parameters.assign(values)
      return network
    }
  }

  /// The state of training; nil if the values are not numbers.
  var state: TrainingState? {
    let numbers = values.compactMap { data in
      precision == .double ? NumberBytes.doubles(data) : NumberBytes.floats(data)?.map { Double($0) }
    }
    guard numbers.count == values.count else { return nil }
    return TrainingState(epoch: epoch, batches: batches, updates: updates, values: numbers, seconds: seconds)
  }

  init(
    _ state: TrainingState, precision: Precision, history: [EpochRecord], rules: [StoppingRule],
    record: RecordingSettings, batchLosses: [Float]?, deadNeurons: DeadNeuronHistory?, snapshots: [Snapshot],
    candidates: [Snapshot]
  ) {
    (epoch, batches, updates, seconds) = (state.epoch, state.batches, state.updates, state.seconds)
    self.precision = precision
    values = state.values.map { values in
      precision == .double ? NumberBytes.data(values) : NumberBytes.data(values.map { Float($0) })
    }
    self.history = history
    self.rules = rules
    self.record = record
    self.batchLosses = batchLosses.map { NumberBytes.data($0) }
    self.deadNeurons = deadNeurons
    self.snapshots = snapshots
    self.candidates = candidates
  }

  /// The checkpoint as bytes: their SHA-256 in 64 hexadecimal digits, then a property list.
  func encoded() throws -> Data {
    let encoder = PropertyListEncoder()
    encoder.outputFormat = .binary
    let content = try encoder.encode(self)
    return Data(sha256Hex(Array(content)).utf8) + content
  }

  /// Reads what ``encoded()`` wrote; nil for anything else, so that no damaged byte gets into a result.
  init?(_ data: Data) {
    let (digest, content) = (data.prefix(64), Data(data.dropFirst(64)))
    guard digest.elementsEqual(sha256Hex(Array(content)).utf8),
      let checkpoint = try? PropertyListDecoder().decode(Self.self, from: content)
    else { return nil }
    self = checkpoint
  }
}
