import Dispatch
import Testing

@testable import Threads

@Suite struct EndSignalTests {
  @Test(arguments: [0, -1, 0.001])
  func aWaitEndsWithItsTime(seconds: Double) {
    #expect(!EndSignal().wait(seconds: seconds))
  }

  @Test(arguments: [0, 3600, .infinity])
  func whatWasGivenEndsEveryWait(seconds: Double) {
    let signal = EndSignal()
    signal.give()
    #expect(signal.wait(seconds: seconds))
    #expect(signal.wait(seconds: seconds))
  }

  @Test func whoWaitsIsTold() throws {
    let signal = EndSignal()
    let group = DispatchGroup()
    for _ in 1...3 {
      group.enter()
      try #require(
        WorkerThread.start {
          if signal.wait(seconds: .infinity) { group.leave() }
        })
    }
    signal.give()
    group.wait()
  }
}
