import Synchronization

/// A value that is computed once, when it is first read by any thread.
package final class Lazy<Value: Sendable>: Sendable {
  private enum State {
    case pending(@Sendable () -> Value)
    case computed(Value)
  }

  private let state: Mutex<State>

  /// `value` must not ask for this value itself.
  package init(_ value: @escaping @Sendable () -> Value) { state = Mutex(.pending(value)) }

  package var value: Value {
    state.withLock { state in
      switch state {
      case .computed(let value):
        return value
      case .pending(let compute):
        let value = compute()
        state = .computed(value)
        return value
      }
    }
  }
}
