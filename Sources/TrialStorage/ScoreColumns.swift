import NeuralNetwork
import Study

/// The columns that a score is kept in: `PREFIX_loss`, and `PREFIX_METRIC` for every metric.
struct ScoreColumns {
  /// Prefixes of the columns of `epoch`.
  static let parts = ["train", "validation", "test"]
  /// Prefixes of the columns of `trajectory`.
  static let limits = ["chance_train", "chance_test"]

  let loss: String
  let metrics: [(metric: Metric, column: String)]

  init(_ prefix: String, _ metrics: [Metric]) {
    loss = prefix + "_loss"
    self.metrics = metrics.map { ($0, "\(prefix)_\($0.columnName)") }
  }

  /// Those of the metrics that a table with `columns` has.
  init(_ prefix: String, of columns: Set<String>) {
    let all = ScoreColumns(prefix, Metric.all)
    loss = all.loss
    metrics = all.metrics.filter { columns.contains($0.column) }
  }

  var names: [String] { [loss] + metrics.map(\.column) }

  /// What the columns hold of a score; nothing where nothing was measured.
  func values(of score: Score?) -> [Double?] { [score?.loss] + metrics.map { score?[$0.metric] } }
}

extension TrajectoryResult {
  /// The metrics that it has values or limits of.
  var metrics: [Metric] {
    Metric.all.filter { metric in
      chance.train[metric] != nil || chance.test[metric] != nil
        || history.contains { record in
          [record.train, record.validation, record.test].contains { $0?[metric] != nil }
        }
    }
  }
}
