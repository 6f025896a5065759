import GRDB
import NeuralNetwork
import Study

extension TrajectoryResult {
  /// Writes the rows of the trajectory, its epochs and its trials.
  func insert(into database: Database) throws {
    try database.execute(
      sql: """
        INSERT INTO trajectory (key, model_index, model, hidden, parameters, size, varied, replicate, diverged)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
      arguments: [
        key, configuration.modelIndex, configuration.model, try StoredJSON.text(configuration.hidden),
        configuration.parameters,
        configuration.size, try StoredJSON.text(configuration.varied), replicate, diverged,
      ])
    let identifier = database.lastInsertedRowID
    let insertEpoch = try database.cachedStatement(sql: "INSERT INTO epoch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    for record in history {
      try insertEpoch.execute(arguments: [
        identifier, record.epoch, record.updates, record.train.loss, record.train.accuracy, record.validation?.loss,
        record.validation?.accuracy, record.test.loss, record.test.accuracy, record.seconds,
      ])
    }
    let insertTrial = try database.cachedStatement(sql: "INSERT INTO trial VALUES (?, ?, ?, ?, ?, ?)")
    for (position, trial) in trials.enumerated() {
      try insertTrial.execute(arguments: [
        identifier, position, try StoredJSON.text(trial.rule), trial.status.rawValue, trial.epoch, trial.stoppedEpoch,
      ])
    }
  }

  /// Reads every trajectory; a value of the wrong kind is an error that names the store, never a trap.
  static func fetchAll(_ database: Database, path: String) throws -> [TrajectoryResult] {
    let epochs = try grouped(database, "SELECT * FROM epoch ORDER BY trajectory, epoch", path) { reader in
      EpochRecord(
        epoch: try reader.value("epoch"), updates: try reader.value("updates"),
        train: Score(loss: try reader.value("train_loss"), accuracy: try reader.value("train_accuracy")),
        validation: try reader.score(loss: "validation_loss", accuracy: "validation_accuracy"),
        test: Score(loss: try reader.value("test_loss"), accuracy: try reader.value("test_accuracy")),
        seconds: try reader.value("seconds"))
    }
    let trials = try grouped(database, "SELECT * FROM trial ORDER BY trajectory, position", path) { reader in
      guard let status = TrialResult.Status(rawValue: try reader.value("status")) else {
        throw reader.damaged("status")
      }
      return TrialResult(
        rule: try reader.json("rule"), status: status, epoch: try reader.optional("epoch"),
        stoppedEpoch: try reader.optional("stopped_epoch"))
    }
    var results: [TrajectoryResult] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM trajectory")
    while let row = try rows.next() {
      let reader = RowReader(row: row, path: path)
      let identifier: Int64 = try reader.value("id")
      let result = TrajectoryResult(
        key: try reader.value("key"),
        configuration: Configuration(
          modelIndex: try reader.value("model_index"), model: try reader.value("model"),
          hidden: try reader.json("hidden"), parameters: try reader.value("parameters"),
          size: try reader.value("size"), varied: try reader.json("varied")),
        replicate: try reader.value("replicate"), history: epochs[identifier] ?? [],
        diverged: try reader.value("diverged"), trials: trials[identifier] ?? [])
      guard result.isConsistent else { throw reader.damaged("trajectory \(identifier)") }
      results.append(result)
    }
    return results
  }

  /// Whether the numbers fit together, so that nothing that is derived from them can go out of range.
  private var isConsistent: Bool {
    let epochs = history.indices.allSatisfy { history[$0].epoch == $0 + 1 && history[$0].updates >= 0 }
    let trials = trials.allSatisfy { trial in
      [trial.epoch, trial.stoppedEpoch].allSatisfy { $0.map { 1...max(history.count, 1) ~= $0 } ?? true }
        && (trial.status == .diverged) == (trial.stoppedEpoch == nil) && (history.isEmpty ? trial.epoch == nil : true)
    }
    return epochs && trials && replicate >= 1 && configuration.size >= 1 && configuration.modelIndex >= 0
  }

  /// The rows of a query, by trajectory.
  private static func grouped<Value>(
    _ database: Database, _ query: String, _ path: String, _ decode: (RowReader) throws -> Value
  ) throws -> [Int64: [Value]] {
    var groups: [Int64: [Value]] = [:]
    let rows = try Row.fetchCursor(database, sql: query)
    while let row = try rows.next() {
      let reader = RowReader(row: row, path: path)
      groups[try reader.value("trajectory"), default: []].append(try decode(reader))
    }
    return groups
  }
}
