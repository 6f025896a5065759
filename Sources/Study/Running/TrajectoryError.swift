/// Why a trajectory could not be trained. The description is one line with the configuration and the reason.
public struct TrajectoryError: Error, CustomStringConvertible {
  /// The configuration that failed.
  public var configuration: Configuration
  /// Number of its replicate, from 1.
  public var replicate: Int
  /// The error that was thrown.
  public var reason: any Error

  /// One line with the configuration, the replicate and the reason.
  public var description: String { "\(configuration.label), replicate \(replicate): \(reason)" }

  /// Runs `body`; any error that it throws gets the name of `planned`.
  static func naming<Value>(_ planned: PlannedTrajectory, _ body: () throws -> Value) throws(TrajectoryError) -> Value {
    do { return try body() } catch {
      throw TrajectoryError(configuration: planned.configuration, replicate: planned.replicate, reason: error)
    }
  }
}

extension Configuration {
  /// The configuration as messages name it, e.g. `deep, n = 250, 0.1`.
  public var label: String { (["\(model), n = \(size)"] + varied).joined(separator: ", ") }
}
