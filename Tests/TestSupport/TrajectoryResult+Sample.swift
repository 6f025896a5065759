import Datasets
import Foundation
import NeuralNetwork
public import SeededRandom
public import Study

extension TrajectoryResult {
  /// A made-up trajectory of a few epochs, with a trial of each kind.
  public static func sample(_ key: String, replicate: Int = 1, epochs: Int = 3) -> TrajectoryResult {
    let history = (1...epochs).map { epoch in
      let x = 1 / Double(epoch + replicate)
      return EpochRecord(
        epoch: epoch, updates: 4 * epoch, train: Score(loss: x, [.accuracy: 1 - x]),
        validation: Score(loss: x + 0.1, [.accuracy: 0.9 - x]), test: Score(loss: x + 0.2, [.accuracy: 0.8 - x]),
        seconds: 0.01 * Double(epoch))
    }
    let rules: [StoppingRule] = [
      .lossChange(threshold: 0.1), .patience(epochs: 2, threshold: 0), .generalisationLoss(threshold: 5),
      .progressQuotient(strip: 5, threshold: 0.5), .validationUp(strip: 5, threshold: 2), .none,
    ]
    var recordings = Recordings()
    recordings.batchLosses = (0..<4 * epochs).map { 1 / Float($0 + replicate) }
    recordings.deadNeurons = DeadNeuronHistory(probes: 256, counts: (0...epochs).map { [min($0, 8), 2] })
    recordings.decisions = DecisionMap(
      featureNames: ["width, cm", "\"π\""], x: -1...1.5, y: 0.1...0.3,
      classes: Data((0..<DecisionMap.side * DecisionMap.side).map { UInt8($0 % 3) }),
      points: [DecisionMap.Point(x: 0.1, y: 0.2, label: 2)])
    recordings.firstLayer = FirstLayerImages(
      shape: .image(width: 2, height: 2, channels: 1), units: [1, 0], pixels: Data([0, 128, 255, 1, 2, 3, 4, 5]))
    recordings.predictions = Predictions(byEpoch: [1: Data([0, 9]), epochs: Data([255, 0])])
    recordings.savedEpochs = Set([1, epochs]).sorted()
    return TrajectoryResult(
      key: key,
      configuration: Configuration(
        modelIndex: 1, model: "deep \"π\"\n, 深い", hidden: [8, 6], parameters: 644, size: 20, varied: ["0.1", "a, 'b'"]),
      replicate: replicate, history: history, diverged: false,
      trials: replay(history, diverged: false, rules: rules, epochs: history.count),
      chance: ChanceLimits(train: 0.125, test: 0.125, trainLoss: 2.1, testLoss: 2.2),
      recordings: recordings)
  }

  /// A trajectory that diverged in its first epoch.
  public static func diverged(_ key: String) -> TrajectoryResult {
    var result = sample(key)
    result.history = []
    result.diverged = true
    result.recordings.deadNeurons?.counts = [[1, 2]]
    result.recordings.predictions = Predictions()
    result.recordings.savedEpochs = []
    result.trials = replay([], diverged: true, rules: result.trials.map(\.rule), epochs: 1)
    return result
  }

  /// The trajectory without values on single test samples, which are kept only where a rule reports an epoch.
  public var withoutTestValues: TrajectoryResult {
    var result = self
    result.recordings.testValues = nil
    return result
  }

  /// The trajectory with a validation set left out.
  public var withoutValidation: TrajectoryResult {
    var result = self
    for index in result.history.indices { result.history[index].validation = nil }
    return result
  }

  /// The trajectory with the numbers of its history drawn from all finite ones but −0, accuracies from 0 to 1, and
  /// log-losses from 0.
  public func withAnyNumbers(from generator: inout SeededGenerator) -> TrajectoryResult {
    var result = self
    (result.chance.train[.logLoss], result.chance.test[.logLoss]) = (0.5, 0.75)
    func number() -> Double {
      while true {
        let number = Double(bitPattern: generator.bits())
        if number.isFinite && !(number.isZero && number.sign == .minus) { return number }
      }
    }
    for index in result.history.indices {
      func score() -> Score {
        Score(loss: number(), [.accuracy: generator.uniform(), .logLoss: abs(number())])
      }
      result.history[index].train = score()
      result.history[index].validation = score()
      result.history[index].test = score()
      result.history[index].seconds = number()
    }
    return result
  }

  /// Every number of the history and every threshold, to the bit.
  public var bits: [UInt64] {
    let numbers = history.flatMap { record in
      [record.train, record.validation, record.test].flatMap { [$0?.loss, $0?[.accuracy], $0?[.logLoss]] } + [
        record.seconds
      ]
    }
    return (numbers + trials.map(\.rule.threshold)).map { $0?.bitPattern ?? .max }
  }
}
