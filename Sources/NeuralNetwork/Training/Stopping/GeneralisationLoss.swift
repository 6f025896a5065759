/// GL: stops when the validation loss is more than a threshold, in percent, above its lowest value.
struct GeneralisationLoss: StoppingCriterion {
  let threshold: Double

  func observe(_ epoch: ObservedEpoch) -> Bool { epoch.generalisationLoss > threshold }
}
