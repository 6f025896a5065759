import CDispatch
import Glibc
import Synchronization

/// A thread that reports whether the system could start it, which Foundation's threads do not.
package enum WorkerThread {
  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  private static let stackSize = 8 << 20
  private static let running = Atomic<Int>(0)

  /// Runs `body` on a thread of its own with 8 MB of stack.
  ///
  /// - Returns: false, with nothing run, if there can be no further thread: a limit on processes or memory is reached.
  package static func start(_ body: @escaping @Sendable () -> Void) -> Bool {
    let others = running.wrappingAdd(1, ordering: .relaxed).oldValue
    let hasStarted =
      AddressSpace.hasRoom(forThreads: others + 1, stackSize: stackSize)
      && create {
        body()
        running.wrappingSubtract(1, ordering: .relaxed)
      }
    if !hasStarted { running.wrappingSubtract(1, ordering: .relaxed) }
    return hasStarted
  }

  private static func create(_ body: @escaping @Sendable () -> Void) -> Bool {
    var attributes = pthread_attr_t()
    guard pthread_attr_init(&attributes) == 0 else { return false }
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackSize)
    pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    let context = Unmanaged.passRetained(Body(body))
    var thread = pthread_t()
    let code = pthread_create(
      &thread, &attributes,
      { context in
        if let context { Unmanaged<Body>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context.toOpaque())
    if code != 0 { context.release() }
    return code == 0
  }
}
