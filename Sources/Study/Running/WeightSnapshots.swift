import NeuralNetwork

/// Copies of a network's weights at the epochs whose models or predictions a study records.
struct WeightSnapshots {
  /// Whether the weights that each rule reports are kept, and those after the last epoch.
  private let keepsStops: Bool
  private let keepsLast: Bool
  private(set) var stops = ReportedEpochs<Network<Float>>()

  /// By epoch.
  var kept: [Int: Network<Float>] { stops.kept }

  /// For the models in `wanted`, and for the predictions of every rule if `predicting`.
  init(_ wanted: RecordingSettings.Models, predicting: Bool) {
    keepsStops = wanted == .everyStop || predicting
    keepsLast = wanted == .final
  }

  /// Takes in the state of the rules after an epoch; those in `stopped` have just ended.
  mutating func observe(
    _ network: Network<Float>, epoch: Int, pending: [StoppingMonitor], stopped: [StoppingMonitor]
  ) {
    guard keepsStops else { return }
    stops.observe({ network.copy() }, epoch: epoch, pending: pending, stopped: stopped)
  }

  /// Takes in the end of a trajectory that did not diverge; `pending` are the rules that have not ended it.
  mutating func finish(_ network: Network<Float>, epoch: Int, pending: [StoppingMonitor]) {
    if keepsStops { stops.finish({ network.copy() }, epoch: epoch, pending: pending) }
    if keepsLast { stops.kept[epoch] = network }
  }

  /// Takes over the copies of a checkpoint, of networks like `model`; false if they do not fit.
  mutating func resume(from checkpoint: TrajectoryCheckpoint, like model: Network<Float>) -> Bool {
    let epochs = 1...max(checkpoint.epoch, 1)
    func networks(_ snapshots: [TrajectoryCheckpoint.Snapshot]) -> [Int: Network<Float>]? {
      var networks: [Int: Network<Float>] = [:]
      for snapshot in snapshots {
        guard keepsStops, epochs.contains(snapshot.epoch), let network = snapshot.network(like: model) else {
          return nil
        }
        networks[snapshot.epoch] = network
      }
      return networks
    }
    guard let kept = networks(checkpoint.snapshots), let candidates = networks(checkpoint.candidates) else {
      return false
    }
    (stops.kept, stops.candidates) = (kept, candidates)
    return true
  }
}
