import Foundation
public import Study
import Synchronization

/// Turns Ctrl-C and SIGTERM into a cancellation; a second Ctrl-C ends the process at once.
public final class Interruption: Sendable {
  /// The exit status of a run that was interrupted and can be resumed.
  public static let exitStatus: Int32 = 130

  private let sources: Mutex<[any DispatchSourceSignal]>

  /// Begins to watch, for as long as the value lives; the first signal requests the cancellation and says so.
  public init(_ cancellation: Cancellation) {
    let sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global(qos: .userInteractive))
      source.setEventHandler {
        // What is finished is in the store, so that nothing is lost by leaving now.
        if cancellation.isRequested { _exit(Self.exitStatus) }
        cancellation.request()
        Terminal.show("\n")
        Terminal.tell("stopping; Ctrl-C again to stop at once")
      }
      source.resume()
      return source
    }
    self.sources = Mutex(sources)
  }

  deinit {
    sources.withLock { sources in
      for source in sources { source.cancel() }
    }
    for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
  }
}
