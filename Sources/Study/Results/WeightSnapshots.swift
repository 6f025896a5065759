import NeuralNetwork

/// Copies of a network's weights at the epochs whose models or predictions a study records.
struct WeightSnapshots {
  /// Whether the weights that each rule reports are kept, and those after the last epoch.
  private let keepsStops: Bool
  private let keepsLast: Bool
  /// The weights at the lowest validation loss so far, which rules on the validation loss report.
  private(set) var best: (epoch: Int, network: Network<Float>)?
  /// By epoch.
  private(set) var kept: [Int: Network<Float>] = [:]

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
    if (pending + stopped).contains(where: { $0.rule.needsValidation && $0.reportedEpoch == epoch }) {
      best = (epoch, network.copy())
    }
    for monitor in stopped { keep(monitor.reportedEpoch, network, now: epoch) }
  }

  /// Takes in the end of a trajectory that did not diverge; `pending` are the rules that have not ended it.
  mutating func finish(_ network: Network<Float>, epoch: Int, pending: [StoppingMonitor]) {
    if keepsStops {
      for monitor in pending { keep(monitor.reportedEpoch, network, now: epoch) }
    }
    if keepsLast { kept[epoch] = network }
  }

  /// Takes over the copies of a checkpoint, of networks like `model`; false if they do not fit.
  mutating func resume(from checkpoint: TrajectoryCheckpoint, like model: Network<Float>) -> Bool {
    let epochs = 1...max(checkpoint.epoch, 1)
    for snapshot in checkpoint.snapshots {
      guard keepsStops, epochs.contains(snapshot.epoch), let network = snapshot.network(like: model) else {
        return false
      }
      kept[snapshot.epoch] = network
    }
    if let snapshot = checkpoint.best {
      guard keepsStops, epochs.contains(snapshot.epoch), let network = snapshot.network(like: model) else {
        return false
      }
      best = (snapshot.epoch, network)
    }
    return true
  }

  private mutating func keep(_ epoch: Int, _ network: Network<Float>, now: Int) {
    guard kept[epoch] == nil else { return }
    if epoch == now {
      kept[epoch] = network.copy()
    } else if let best, best.epoch == epoch {
      kept[epoch] = best.network
    }
  }
}
