import Study

/// `models.tsv`: the files of the models that a study recorded.
enum ModelsTable {
  static func table(_ results: StudyResults) -> Table {
    let rows = results.trajectories.flatMap { trajectory in
      trajectory.recordings.savedEpochs.map { (trajectory: trajectory, epoch: $0) }
    }
    return Table(rows) {
      RowColumn.trajectory(results.study) { $0.trajectory }
      RowColumn("epoch") { $0.epoch }
      RowColumn("file") { trajectory, epoch in
        ModelFileName.of(
          trajectory.configuration, replicate: trajectory.replicate, key: trajectory.key, epoch: epoch)
      }
    }
  }
}
