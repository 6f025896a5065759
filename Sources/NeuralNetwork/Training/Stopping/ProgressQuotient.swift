/// PQ: stops at the end of a strip in which GL divided by the progress of training exceeds the threshold.
struct ProgressQuotient: StoppingCriterion {
  let threshold: Double
  private var strip: Strip

  init(length: Int, threshold: Double) {
    self.threshold = threshold
    strip = Strip(length: length)
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    guard let trainLosses = strip.end(adding: epoch.train) else { return false }
    // GL / P > α written as GL > α·P, which stays defined where training stands still.
    return epoch.generalisationLoss > threshold * Self.progress(trainLosses)
  }

  /// P(t) = 1000 · (mean of the strip's training losses / their minimum − 1), in per mille (Prechelt 1998, section 2.2);
  /// ∞ after a fall to 0.
  private static func progress(_ losses: [Double]) -> Double {
    guard let lowest = losses.min(), let highest = losses.max(), highest > lowest else { return 0 }
    return 1000 * (losses.reduce(0, +) / (Double(losses.count) * lowest) - 1)
  }
}
