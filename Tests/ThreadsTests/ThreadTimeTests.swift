import Foundation
import Testing

@testable import Threads

@Suite struct ThreadTimeTests {
  /// Sleeping costs nothing, however long it lasts; computing does.
  @Test func onlyWorkCounts() {
    let start = threadProcessorSeconds()
    Thread.sleep(forTimeInterval: 0.3)
    let slept = threadProcessorSeconds()
    #expect(slept >= start && slept - start < 0.2)
    var sum = 0.0
    while threadProcessorSeconds() - slept < 0.01 { sum += 1 }
    #expect(sum > 0)
  }
}
