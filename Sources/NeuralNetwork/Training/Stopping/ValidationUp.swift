/// UP: stops when the validation loss has risen over as many successive strips as the threshold says.
struct ValidationUp: StoppingCriterion {
  let threshold: Double
  private var strip: Strip
  /// Validation loss at the end of the last strip, and rises in succession.
  private var previous: Double?
  private var risen = 0.0

  init(length: Int, threshold: Double) {
    self.threshold = threshold
    strip = Strip(length: length)
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    guard strip.end(adding: epoch.train) != nil else { return false }
    risen = previous.map { epoch.validation > $0 } ?? false ? risen + 1 : 0
    previous = epoch.validation
    return risen >= threshold
  }
}
