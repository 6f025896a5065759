/// A study with the trajectories that are finished: what analysis starts from.
public struct StudyResults: Sendable {
  public var study: StudyDescription
  /// Sorted by model, size, varied settings and replicate.
  public var trajectories: [TrajectoryResult]

  public init(study: StudyDescription, trajectories: [TrajectoryResult]) {
    self.study = study
    self.trajectories = trajectories
  }
}
