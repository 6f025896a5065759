/// What kept a trajectory from being trained; the description is one line that names the configuration and the reason.
public struct TrajectoryError: Error, CustomStringConvertible {
  public var configuration: Configuration
  public var replicate: Int
  public var reason: any Error

  public var description: String { "\(configuration.label), replicate \(replicate): \(reason)" }

  /// Runs `body`, and throws what it throws with the name of `planned`.
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
