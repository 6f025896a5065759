import Foundation

/// Calls a closure twice a second until it goes away.
public final class Ticker: Sendable {
  private let timer: any DispatchSourceTimer & Sendable

  public init(_ body: @escaping @Sendable () -> Void) {
    timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 0.5, repeating: 0.5)
    timer.setEventHandler(handler: body)
    timer.resume()
  }

  deinit { timer.cancel() }
}
