import Study

/// What becomes of runs that were trained with another number of epochs, in words.
struct OtherLimitsWords {
  private let parts: [String]

  /// Nil if there are no such runs.
  init?(_ limits: OtherLimits) {
    func runs(_ count: Int) -> String { count == 1 ? "1 run" : "\(Workflow.count(count)) runs" }
    func one(_ count: Int, _ singular: String, _ plural: String) -> String { count == 1 ? singular : plural }
    func again(_ count: Int) -> String { "\(one(count, "is", "are")) trained again from the first epoch" }
    let (continued, taken) = (limits.continuedCount, limits.taken)
    parts = [
      continued > 0 ? "\(runs(continued)) \(one(continued, "goes", "go")) on from the last epoch" : nil,
      taken > 0 ? "\(runs(taken)) \(one(taken, "needs", "need")) no training" : nil,
      limits.scheduled > 0
        ? "\(runs(limits.scheduled)) \(again(limits.scheduled)), because with schedule: cosine every epoch depends on how many "
          + "there are" : nil,
      limits.anew > 0
        ? "\(runs(limits.anew)) \(again(limits.anew)), because what \(one(limits.anew, "it needs", "they need")) of "
          + "earlier epochs, such as weights, was not kept" : nil,
    ].compactMap(\.self)
    if parts.isEmpty { return nil }
  }

  /// One line.
  var line: String { "the number of epochs has changed: \(parts.joined(separator: "; "))" }
}
