public import Synchronization

/// A request to stop, set from anywhere and looked at between batches.
public final class Cancellation: Sendable {
  /// Why it was requested; the first reason stands.
  public enum Reason: UInt8, Sendable, AtomicRepresentable {
    case none
    /// Somebody, or the system, wants the run to end.
    case interrupted
    /// The time that the run was given is over.
    case timeIsUp
    /// Something failed, so that going on would be in vain.
    case failed
  }

  private let state = Atomic<Reason>(.none)

  public init() {}

  public func request(_ reason: Reason = .interrupted) {
    _ = state.compareExchange(expected: .none, desired: reason, ordering: .relaxed)
  }

  public var isRequested: Bool { reason != .none }

  public var reason: Reason { state.load(ordering: .relaxed) }
}
