import Study

/// The errors that end single studies of a batch.
struct BatchFailures {
  private let isOfMany: Bool
  private var first: (any Error)?

  init(_ executions: [StudyExecution]) { isOfMany = executions.count > 1 }

  /// Does `work` for a study. If it fails, that is told, so that the next study can begin; nil is then returned.
  ///
  /// - Throws: the error if there is no other study, or `cancellation` was requested.
  mutating func noting<End>(
    _ execution: StudyExecution, unless cancellation: Cancellation, _ work: () throws -> End
  ) throws -> End? {
    do {
      return try work()
    } catch {
      guard isOfMany, !cancellation.isRequested else { throw error }
      Terminal.tell("\(execution.prepared.description.name) ends: \(error)")
      first = first ?? error
      return nil
    }
  }

  /// Throws the first error, if there was one.
  func check() throws { if let first { throw first } }
}
