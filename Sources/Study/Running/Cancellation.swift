public import Synchronization

/// A request to stop training. Any thread may make it; it is checked between batches.
public final class Cancellation: Sendable {
  /// Why a stop was requested.
  public enum Reason: UInt8, Sendable, AtomicRepresentable {
    /// No stop was requested.
    case none
    /// The user or the system wants the run to end.
    case interrupted
    /// The run has used the time it was given.
    case timeIsUp
    /// Something failed, so there is no point in going on.
    case failed
  }

  private let state = Atomic<Reason>(.none)
  private let whole: Cancellation?

  /// Creates a cancellation that nobody has requested yet. One of a part is requested with that of the `whole`, but not the
  /// other way round.
  public init(within whole: Cancellation? = nil) { self.whole = whole }

  /// Requests a stop. Only the first request counts: later reasons are ignored.
  public func request(_ reason: Reason = .interrupted) {
    _ = state.compareExchange(expected: .none, desired: reason, ordering: .relaxed)
  }

  /// Whether a stop was requested.
  public var isRequested: Bool { reason != .none }

  /// The reason of the first request; `none` if there was none.
  public var reason: Reason {
    let own = state.load(ordering: .relaxed)
    return own == .none ? whole?.reason ?? .none : own
  }
}
