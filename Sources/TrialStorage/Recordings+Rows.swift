import Foundation
import GRDB
import Study

/// What the column `kind` of the table `recording` says.
enum RecordingKind: String {
  /// Float32, little-endian.
  case batchLoss = "batch-loss"
  // JSON.
  case deadNeurons = "dead-units"
  case decisions
  case firstLayer = "first-layer"
  case predictions
  case savedEpochs = "saved-epochs"
  case standardErrors = "standard-errors"
  /// See ``TestSampleValues/stored()``.
  case testValues = "test-samples"
}

extension Recordings {
  /// The recordings in their stored form.
  func contents() throws -> [(RecordingKind, Data)] {
    var contents: [(RecordingKind, Data)] = []
    if let batchLosses {
      contents.append((.batchLoss, NumberBytes.data(batchLosses)))
    }
    func add(_ kind: RecordingKind, _ value: (some Encodable)?) throws {
      if let value { contents.append((kind, Data(try StoredJSON.text(value).utf8))) }
    }
    try add(.deadNeurons, deadNeurons)
    try add(.decisions, decisions)
    try add(.firstLayer, firstLayer)
    try add(.predictions, predictions)
    try add(.savedEpochs, savedEpochs.isEmpty ? nil : savedEpochs)
    try add(.standardErrors, standardErrors)
    if let testValues { contents.append((.testValues, testValues.stored())) }
    return contents
  }

  /// Reads what ``contents()`` wrote of the trajectory `result`; anything else is an error that names the store.
  init(reading contents: [String: Data], of result: TrajectoryResult, reader: RowReader) throws {
    self.init()
    // In an order that does not change, so that a damaged store is refused for the same reason each time.
    for (kind, content) in contents.sorted(by: { $0.key < $1.key }) {
      func decoded<Value: Decodable>(_ fits: (Value) -> Bool) throws -> Value {
        guard let value = try? JSONDecoder().decode(Value.self, from: content), fits(value) else {
          throw reader.damaged("content")
        }
        return value
      }
      switch RecordingKind(rawValue: kind) {
      case .batchLoss:
        guard let losses = NumberBytes.floats(content), result.fits(batchLossCount: losses.count) else {
          throw reader.damaged("content")
        }
        batchLosses = losses
      case .deadNeurons: deadNeurons = try decoded { $0.fits(result) }
      case .decisions: decisions = try decoded(\.isWhole)
      case .firstLayer: firstLayer = try decoded { $0.fits(result) }
      case .predictions: predictions = try decoded { $0.fits(result) }
      case .savedEpochs: savedEpochs = try decoded(result.fits(savedEpochs:))
      case .standardErrors: standardErrors = try decoded(\.isSound)
      case .testValues:
        guard let values = TestSampleValues(stored: content), values.fits(result) else {
          throw reader.damaged("content")
        }
        // Others are of no use, but the results are whole without them.
        if values.agree(with: result) { testValues = values }
      case nil: throw reader.damaged("kind")
      }
    }
  }
}
