/// Time limits, retries and trusted certificates for transfers.
public struct TransferRules: Sendable {
  /// Seconds within which a connection must be established.
  public var connectionSeconds = 20
  /// Bytes per second below which a transfer counts as stalled; see ``stallSeconds``.
  public var leastSpeed = 100
  /// Seconds below ``leastSpeed`` after which a transfer counts as stalled.
  public var stallSeconds = 30
  /// The most redirects to follow.
  public var redirects = 5
  /// How often all addresses are tried in turn; a round that downloads 1 MiB or more does not count.
  public var rounds = 4
  /// The pause after the first round; each further pause is twice as long.
  public var firstPause = Duration.seconds(1)
  /// A PEM file of certificate authorities to trust besides the system's; nil for none.
  public var certificates: String?

  /// Creates the default rules.
  public init() {}
}
