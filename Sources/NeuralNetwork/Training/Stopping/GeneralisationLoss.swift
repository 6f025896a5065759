/// GL: stops when the validation loss is more than a threshold, in percent, above its lowest value; with a strip, at the
/// end of one.
struct GeneralisationLoss: StoppingCriterion {
  let threshold: Double
  private var strip: Strip?

  init(length: Int?, threshold: Double) {
    self.threshold = threshold
    strip = length.map { Strip(length: $0) }
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    if strip != nil, strip?.end(adding: epoch.train) == nil { return false }
    return epoch.generalisationLoss > threshold
  }
}
