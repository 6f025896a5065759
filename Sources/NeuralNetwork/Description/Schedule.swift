import ElementaryFunctions

/// How the learning rate changes from epoch to epoch, besides `decay` and `warm-up`.
public enum Schedule: Sendable, Hashable, Codable {
  /// It does not.
  case constant
  /// It falls along half a cosine, from the whole rate in the first epoch after the warm-up towards 0 after the last epoch
  /// that is allowed (Loshchilov and Hutter 2017, without restarts).
  case cosine
  /// It is multiplied by a factor after each of so many epochs.
  case step(epochs: Int, factor: Double)
}

extension Schedule: CustomStringConvertible {
  /// The spelling on one line, e.g. `step(30,0.1)`.
  public var description: String {
    switch self {
    case .constant: "constant"
    case .cosine: "cosine"
    case .step(let epochs, let factor): "step(\(epochs),\(Int(exactly: factor).map { "\($0)" } ?? "\(factor)"))"
    }
  }
}

extension TrainingSettings {
  /// Returns the learning rate of an epoch e, from 1: η · decay^(e−1) · s(e) · min(1, e / (W + 1)) with W = `warmUp`.
  ///
  /// s(e) is 1 for a constant schedule and factor^⌊(e−1) / step⌋ for steps. For a cosine it is 1 during the warm-up and then
  /// ½ (1 + cos πt), t = (e − 1 − W) / (`epochs` − W).
  public func learningRate(inEpoch epoch: Int) -> Double {
    var rate = learningRate * .pow(decay, epoch - 1)
    switch schedule {
    case .constant: break
    case .cosine:
      let progress = Double(max(epoch - 1 - warmUp, 0)) / Double(max(epochs - warmUp, 1))
      rate *= 0.5 * (1 + .cos(turns: 0.5 * min(progress, 1)))
    case .step(let epochs, let factor): rate *= .pow(factor, (epoch - 1) / epochs)
    }
    return epoch > warmUp ? rate : rate * (Double(epoch) / (Double(warmUp) + 1))
  }
}
