import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@testable import Study

/// When the share of the most frequent class is worth a word.
@Suite struct ClassBalanceTests {
  /// Two classes, of which one is rare; ten, of which one has a third; and ten alike.
  @Test(arguments: [
    ([90, 10], true), ([70, 30], false), ([300] + Array(repeating: 78, count: 9), true),
    (Array(repeating: 10, count: 10), false), (Array(repeating: 3, count: 99) + [12], false),
  ])
  func warnings(counts: [Int], isTold: Bool) {
    #expect((ClassBalance(counts: counts)?.warning(for: .accuracy) != nil) == isTold)
    #expect(ClassBalance(counts: counts)?.warning(for: .balancedAccuracy) == nil)
  }

  /// Many classes with the same chance, and so few samples that some have several times those of others.
  @Test func manyEqualClassesAreBalanced() {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<200 {
      let classes = 40 + random.below(161)
      let labels = (0..<5 * classes).map { _ in Int32(random.below(classes)) }
      #expect(ClassBalance(labels, classes: classes)?.warning(for: .accuracy) == nil)
    }
  }
}
