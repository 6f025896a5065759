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

  /// Shares bound the number of classes from below, and tell it where all classes are alike.
  @Test func sharesTellTheFewestClasses() throws {
    var random = SeededGenerator(key: printedSeed())
    for classes in 1...40 {
      let equal = try #require(ClassBalance(counts: Array(repeating: 7, count: classes)))
      #expect(equal.fewestClasses == Double(classes) && equal.tellsNumberOfClasses)
      let counts = (0..<classes).map { _ in 1 + random.below(20) }
      let balance = try #require(ClassBalance(counts: counts))
      #expect(balance.fewestClasses <= Double(classes), "\(counts)")
      if balance.tellsNumberOfClasses { #expect(balance.fewestClasses == Double(classes), "\(counts)") }
    }
    let rare = try #require(ClassBalance(counts: [99, 1]))
    #expect(rare.fewestClasses == 2 && !rare.tellsNumberOfClasses)
  }

  /// A damaged store may hold shares that no samples have.
  @Test(arguments: [0, Double.leastNonzeroMagnitude, 1e-300]) func anyShareIsTaken(share: Double) {
    let balance = ClassBalance(largest: share, smallest: share)
    #expect(balance.fewestClasses > 1e15 && !balance.tellsNumberOfClasses)
  }
}
