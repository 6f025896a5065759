import Foundation
import GRDB
import NeuralNetwork
import Study

extension TrajectoryResult {
  /// Writes the rows of the trajectory, its epochs, its trials and its recordings.
  func insert(into database: Database, blobs: BlobPieces) throws {
    let metrics = metrics
    func row(_ names: [String], _ prefixes: [String]) -> (columns: [ScoreColumns], names: [String]) {
      let columns = prefixes.map { ScoreColumns($0, metrics) }
      return (columns, names + columns.flatMap(\.names))
    }
    let limits = row(
      [
        "key", "model_index", "model", "hidden", "parameters", "size", "varied", "tuned", "replicate", "diverged",
        "epoch_limit", "recorded", "test_largest_class", "test_smallest_class",
      ], ScoreColumns.limits)
    try database.execute(
      sql: Self.insertion("trajectory", limits.names),
      arguments: [
        key, configuration.modelIndex, configuration.model, try StoredJSON.text(configuration.hidden),
        configuration.parameters,
        configuration.size, try StoredJSON.text(configuration.varied), try StoredJSON.text(configuration.tuned),
        replicate,
        diverged, epochLimit, try configuration.recorded.map(StoredJSON.text), chance.balance?.largest,
        chance.balance?.smallest,
      ]
        + StatementArguments(zip(limits.columns, [chance.train, chance.test]).flatMap { $0.values(of: $1) }))
    let identifier = database.lastInsertedRowID
    let scores = row(["trajectory", "epoch", "updates", "seconds"], ScoreColumns.parts)
    let insertEpoch = try database.cachedStatement(sql: Self.insertion("epoch", scores.names))
    for record in history {
      let parts = [record.train, record.validation, record.test]
      try insertEpoch.execute(
        arguments: [identifier, record.epoch, record.updates, record.seconds]
          + StatementArguments(zip(scores.columns, parts).flatMap { $0.values(of: $1) }))
    }
    let insertTrial = try database.cachedStatement(
      sql: Self.insertion("trial", ["trajectory", "position", "rule", "status", "epoch", "stopped_epoch"]))
    for (position, trial) in trials.enumerated() {
      try insertTrial.execute(arguments: [
        identifier, position, try StoredJSON.text(trial.rule), trial.status.rawValue, trial.epoch, trial.stoppedEpoch,
      ])
    }
    for (kind, content) in try recordings.contents() {
      try blobs.insert(
        content, into: database, by: "INSERT INTO recording (trajectory, kind, content) VALUES (?, ?, ?)",
        [identifier, kind.rawValue])
    }
  }

  /// A statement that takes a value for each of `columns`.
  private static func insertion(_ table: String, _ columns: [String]) -> String {
    "INSERT INTO \(table) (\(columns.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))"
  }

  /// Reads every trajectory, or those that are not hidden; a value of the wrong kind is an error that names the store, never
  /// a trap.
  static func fetchAll(_ database: Database, path: String, withHidden: Bool) throws -> [TrajectoryResult] {
    func columns(_ prefixes: [String], of table: String) throws -> [ScoreColumns] {
      let present = Set(try database.columns(in: table).map(\.name))
      return prefixes.map { ScoreColumns($0, of: present) }
    }
    let parts = try columns(ScoreColumns.parts, of: "epoch")
    let limits = try columns(ScoreColumns.limits, of: "trajectory")
    let epochs = try grouped(database, "SELECT * FROM epoch ORDER BY trajectory, epoch", path) { reader in
      EpochRecord(
        epoch: try reader.count("epoch"), updates: try reader.optionalCount("updates"),
        train: try reader.score(parts[0]), validation: try reader.optionalScore(parts[1]),
        test: try reader.score(parts[2], isOfTest: true), seconds: try reader.finite("seconds"))
    }
    var rules: [String: StoppingRule] = [:]
    let trials = try grouped(database, "SELECT * FROM trial ORDER BY trajectory, position", path) { reader in
      guard let status = TrialResult.Status(rawValue: try reader.value("status")) else {
        throw reader.damaged("status")
      }
      return TrialResult(
        rule: try reader.json("rule", known: &rules), status: status, epoch: try reader.optionalCount("epoch"),
        stoppedEpoch: try reader.optionalCount("stopped_epoch"))
    }
    var recordings: [Int64: [String: Data]] = [:]
    let pieces = try Row.fetchCursor(database, sql: "SELECT trajectory, kind, content FROM recording ORDER BY rowid")
    while let row = try pieces.next() {
      let reader = RowReader(row: row, path: path)
      let (trajectory, kind): (Int64, String) = (try reader.value("trajectory"), try reader.value("kind"))
      recordings[trajectory, default: [:]][kind, default: Data()].append(try reader.value("content"))
    }
    var hidden: [String: [Int]?] = [:]
    var settings: [String: [String]] = [:]
    var learners: [String: RecordedLearner] = [:]
    var results: [TrajectoryResult] = []
    let rows = try Row.fetchCursor(database, sql: "SELECT * FROM trajectory")
    while let row = try rows.next() {
      let reader = RowReader(row: row, path: path)
      let identifier: Int64 = try reader.value("id")
      if !withHidden, try reader.count("hidden_now") != 0 { continue }
      var result = TrajectoryResult(
        key: try reader.value("key"),
        configuration: Configuration(
          modelIndex: try reader.count("model_index"), model: try reader.value("model"),
          hidden: try reader.json("hidden", known: &hidden), parameters: try reader.optionalCount("parameters"),
          size: try reader.count("size"), varied: try reader.json("varied", known: &settings),
          tuned: try reader.json("tuned", known: &settings)),
        replicate: try reader.count("replicate"), history: epochs[identifier] ?? [],
        diverged: try reader.value("diverged"), trials: trials[identifier] ?? [],
        chance: ChanceLimits(
          train: try reader.limit(limits[0]), test: try reader.limit(limits[1]), balance: try reader.balance()),
        epochLimit: try reader.optionalCount("epoch_limit"))
      if let learner: String = try reader.optional("recorded"), !learner.isEmpty {
        result.configuration.recorded = try reader.json("recorded", known: &learners)
      }
      guard result.isWhole else { throw reader.damaged("a history") }
      // Removed when it is used: recordings can be large.
      let recorded = recordings.removeValue(forKey: identifier) ?? [:]
      result.recordings = try Recordings(reading: recorded, of: result, reader: reader)
      results.append(result)
    }
    return results
  }

  /// Whether the history is without holes and every trial ends within it.
  private var isWhole: Bool {
    replicate > 0 && (configuration.recorded != nil || hasWhatWasMeasured)
      && (configuration.recorded?.depth).map { 0...StudyDescription.maximumLayers ~= $0 } ?? true
      && (configuration.hidden ?? []).allSatisfy(StudyDescription.layerWidths.contains)
      && ([configuration.model] + configuration.varied + configuration.tuned).allSatisfy {
        $0.utf8.count <= StudyDescription.longestText
      }
      && (diverged || !history.isEmpty)
      && history.enumerated().allSatisfy { $1.epoch == $0 + 1 }
      && trials.allSatisfy { trial in
        guard let epoch = trial.epoch, let stopped = trial.stoppedEpoch else {
          return trial.status == .diverged && trial.epoch == nil && trial.stoppedEpoch == nil
        }
        return trial.status != .diverged && 1 <= epoch && epoch <= stopped && stopped <= history.count
      }
  }

  /// Whether a model that was trained here has all that training measures.
  private var hasWhatWasMeasured: Bool {
    hasItsLosses && hasItsMetrics && (configuration.hidden == nil) == (configuration.parameters == nil)
      && history.allSatisfy { $0.updates != nil && $0.seconds != nil }
  }

  /// Whether every score has a loss, if the model is one that has losses.
  private var hasItsLosses: Bool {
    configuration.hidden == nil
      || history.allSatisfy { record in
        [record.train, record.validation, record.test].allSatisfy { $0.map { $0.loss != nil } ?? true }
      }
  }

  /// Whether each part of the data has the same metrics at every epoch, and each of them a limit.
  private var hasItsMetrics: Bool {
    guard let first = history.first else { return true }
    func isSame(_ score: Score, _ other: Score) -> Bool { score.isCovered(by: other) && other.isCovered(by: score) }
    return first.train.isCovered(by: chance.train) && first.test.isCovered(by: chance.test)
      && history.allSatisfy { record in
        isSame(record.train, first.train) && isSame(record.test, first.test)
          && zip([record.validation].compactMap(\.self), [first.validation].compactMap(\.self)).allSatisfy(isSame)
      }
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
