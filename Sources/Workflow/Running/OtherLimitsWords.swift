import Study

/// What becomes of runs that were trained with another number of epochs, in words.
struct OtherLimitsWords {
  private let parts: [String]

  /// Nil if there are no such runs.
  init?(_ limits: OtherLimits) {
    func runs(_ count: Int) -> String { count == 1 ? "1 run" : "\(Workflow.count(count)) runs" }
    func one(_ count: Int, _ singular: String, _ plural: String) -> String { count == 1 ? singular : plural }
    let (continued, taken) = (limits.continuedCount, limits.taken)
    parts = [
      continued > 0 ? "\(runs(continued)) \(one(continued, "goes", "go")) on from the last epoch" : nil,
      taken > 0 ? "\(runs(taken)) \(one(taken, "needs", "need")) no training" : nil,
      limits.scheduled > 0
        ? "\(runs(limits.scheduled)) \(one(limits.scheduled, "begins", "begin")) anew, because schedule: cosine "
          + "depends on epochs" : nil,
      limits.anew > 0
        ? "\(runs(limits.anew)) \(one(limits.anew, "begins", "begin")) anew, because the folder does not have all that "
          + "they would go on from" : nil,
    ].compactMap(\.self)
    if parts.isEmpty { return nil }
  }

  /// One line.
  var line: String { "with another number of epochs, \(parts.joined(separator: "; "))" }
}
