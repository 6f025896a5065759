/// Stops once the weights have been updated a number of times.
struct Budget: StoppingCriterion {
  let updates: Double

  func observe(_ epoch: ObservedEpoch) -> Bool { epoch.record.updates.map { Double($0) >= updates } ?? false }
}
