/// Lets another criterion see every epoch, but end training only from a first epoch on.
struct Delayed: StoppingCriterion {
  let firstEpoch: Int
  private var criterion: any StoppingCriterion

  init(_ criterion: any StoppingCriterion, firstEpoch: Int) {
    self.criterion = criterion
    self.firstEpoch = firstEpoch
  }

  mutating func observe(_ epoch: ObservedEpoch) -> Bool {
    criterion.observe(epoch) && epoch.record.epoch >= firstEpoch
  }
}
