import Study

extension StudyResults {
  /// The replicates of each configuration, in their order.
  var byConfiguration: [[TrajectoryResult]] {
    var cells: [[TrajectoryResult]] = []
    for trajectory in trajectories {
      if cells.last?.first?.configuration == trajectory.configuration {
        cells[cells.count - 1].append(trajectory)
      } else {
        cells.append([trajectory])
      }
    }
    return cells
  }
}
