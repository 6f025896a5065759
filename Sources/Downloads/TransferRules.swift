/// How long a transfer may take to begin and to stall, how often it is tried again, and whom it trusts.
public struct TransferRules: Sendable {
  /// Seconds until a connection must stand.
  public var connectionSeconds = 20
  /// A transfer that brings fewer bytes a second than this …
  public var leastSpeed = 100
  /// … for this many seconds has stalled.
  public var stallSeconds = 30
  /// Redirects that are followed.
  public var redirects = 5
  /// How often all addresses are tried in turn. A round that brought a part of the file is not counted.
  public var rounds = 4
  /// The pause after the first round; each further one is twice as long.
  public var firstPause = Duration.seconds(1)
  /// A PEM file of authorities whose certificates are trusted besides the system's.
  public var certificates: String?

  public init() {}
}
