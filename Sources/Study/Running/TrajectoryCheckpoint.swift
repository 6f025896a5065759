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
  /// The name of the leading metric, and its value on each test sample at the same epochs.
  var metric: String
  var testValues: [SampleSnapshot]
  var testCandidates: [SampleSnapshot]

  /// The value of the leading metric on each test sample after an epoch.
  struct SampleSnapshot: Codable {
    var epoch: Int
    var count: Int
    var areBits: Bool
    var content: Data

    init(_ values: SampleValues, _ epoch: Int) {
      self.epoch = epoch
      count = values.count
      switch values {
      case .correct(let words, _): (areBits, content) = (true, NumberBytes.data(words))
      case .numbers(let numbers): (areBits, content) = (false, NumberBytes.data(numbers))
      }
    }

    /// The values; nil unless there are `count` of them.
    func values(count: Int) -> SampleValues? {
      guard self.count == count else { return nil }
      if areBits { return NumberBytes.words(content).flatMap { SampleValues(words: $0, count: count) } }
      return NumberBytes.floats(content).flatMap { $0.count == count ? .numbers($0) : nil }
    }
  }

  /// The parameters of a network after an epoch, Float32, in the order of ``Parameters``.
  struct Snapshot: Codable {
    var epoch: Int
    var parameters: Data

    init(_ network: Network<Float>, _ epoch: Int) {
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
    record: RecordingSettings, batchLosses: [Float]?, deadNeurons: DeadNeuronHistory?, snapshots: WeightSnapshots,
    metric: String, testValues: ReportedEpochs<SampleValues>
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
    (self.snapshots, candidates) = (
      snapshots.stops.kept.inOrder(Snapshot.init), snapshots.stops.candidates.inOrder(Snapshot.init)
    )
    self.metric = metric
    self.testValues = testValues.kept.inOrder(SampleSnapshot.init)
    testCandidates = testValues.candidates.inOrder(SampleSnapshot.init)
  }

  /// A checkpoint between two epochs, with values on test samples but no weights at earlier epochs.
  init(
    epoch: Int, updates: Int, seconds: Double, precision: Precision, values: [Data], history: [EpochRecord],
    rules: [StoppingRule], record: RecordingSettings, batchLosses: [Float]?, deadNeurons: DeadNeuronHistory?,
    metric: String, testValues: [Int: SampleValues]
  ) {
    (self.epoch, batches, self.updates, self.seconds) = (epoch, 0, updates, seconds)
    (self.precision, self.values, self.history) = (precision, values, history)
    (self.rules, self.record) = (rules, record)
    self.batchLosses = batchLosses.map { NumberBytes.data($0) }
    self.deadNeurons = deadNeurons
    (snapshots, candidates, self.metric) = ([], [], metric)
    self.testValues = testValues.inOrder(SampleSnapshot.init)
    testCandidates = []
  }

  /// The checkpoint as bytes, which know of damage.
  func encoded() throws -> Data { try CheckedBytes.encoded(self) }

  /// Reads what ``encoded()`` wrote; nil for anything else.
  init?(_ data: Data) {
    guard let checkpoint: TrajectoryCheckpoint = CheckedBytes.decoded(data) else { return nil }
    self = checkpoint
  }
}

extension Dictionary where Key == Int {
  /// An element for each epoch, ascending.
  fileprivate func inOrder<Element>(_ element: (Value, Int) -> Element) -> [Element] {
    sorted { $0.key < $1.key }.map { element($0.value, $0.key) }
  }
}
