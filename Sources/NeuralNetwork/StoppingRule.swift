/// A rule with one threshold that says, from a trajectory's history, when training would have ended.
///
/// GL, PQ and UP are defined in L. Prechelt, "Early stopping — but when?" (1998).
public enum StoppingRule: Sendable, Hashable, Codable {
  /// Stop after the first epoch e ≥ 2 with |L(e) − L(e−1)| < threshold, L the mean training loss.
  case lossChange(threshold: Double)
  /// Stop when the validation loss has not fallen more than `threshold` below its best for `epochs` epochs.
  case patience(epochs: Int, threshold: Double)
  /// GL: stop after the first epoch with 100·(V(e)/V_best(e) − 1) > threshold, V the validation loss.
  case generalisationLoss(threshold: Double)
  /// PQ: stop at the first end of a strip of `strip` epochs where GL(e) / P_strip(e) > threshold.
  case progressQuotient(strip: Int, threshold: Double)
  /// UP: stop when the validation loss rose over `threshold` successive strips of `strip` epochs.
  case validationUp(strip: Int, threshold: Double)
  /// Train all epochs.
  case none
}
