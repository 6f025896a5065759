import CLibSVM
import Foundation
import SeededRandom
import Synchronization
import TestSupport
import Testing

@testable import SupportVectorMachines

/// Training in a process of its own: the same machine, which can be stopped.
@Suite struct StoppedTrainingTests {
  typealias Settings = SupportVectorSettings

  /// Noisy samples of two features in `classes` classes.
  private func samples(_ count: Int, classes: Int, _ generator: inout SeededGenerator) -> ([Float], [Int32]) {
    let labels = (0..<count).map { _ in Int32(generator.below(classes)) }
    return (labels.flatMap { label in (0..<2).map { _ in Float(label) + Float(generator.normal()) } }, labels)
  }

  @Test(arguments: [2, 3, 5]) func theSameBitsAsInThisProcess(classes: Int) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let (features, labels) = samples(150, classes: classes, &generator)
    let settings = Settings(kernel: .rbf(gamma: .value(0.5)), c: 3)
    let machine = try SupportVectorClassifier(features: features, featureCount: 2, labels: labels, settings: settings)
    // LIBSVM itself, on the samples in the order of their classes.
    let order = labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
    let nodes = SparseSamples(features: features, featureCount: 2, order: order)
    var targets = order.map { Double(labels[$0]) }
    var parameters = try settings.parameters(featureCount: 2) { 1 }
    parameters.svm_type = Int32(C_SVC)
    try targets.withUnsafeMutableBufferPointer { targets in
      var problem = svm_problem(l: Int32(targets.count), y: targets.baseAddress, x: nodes.rows.baseAddress)
      var expected = svm_train(&problem, &parameters)
      defer { svm_free_and_destroy_model(&expected) }
      let (own, other) = (machine.machine.model.pointee, try #require(expected).pointee)
      #expect(own.nr_class == other.nr_class && own.l == other.l, "seed \(seed)")
      let (count, pairs) = (Int(own.l), classes * (classes - 1) / 2)
      func values<Value>(_ start: UnsafeMutablePointer<Value>?, _ count: Int) -> [Value] {
        Array(UnsafeBufferPointer(start: start, count: count))
      }
      #expect(values(own.rho, pairs) == values(other.rho, pairs))
      #expect(values(own.label, classes) == values(other.label, classes))
      #expect(values(own.nSV, classes) == values(other.nSV, classes))
      #expect(values(own.sv_indices, count) == values(other.sv_indices, count))
      for row in 0..<classes - 1 { #expect(values(own.sv_coef[row], count) == values(other.sv_coef[row], count)) }
    }
    #expect(machine.secondsElsewhere > 0)
  }

  /// One label in all, and a quantity.
  @Test func otherKindsOfMachines() throws {
    let features = (0..<240).map { Float($0 % 17) }
    let one = try SupportVectorClassifier(
      features: features, featureCount: 2, labels: Array(repeating: 7, count: 120), settings: Settings())
    #expect(try one.predict([1, 2, 3, 4]) == [7, 7])
    // y = 2x on a line: within epsilon at every sample.
    let settings = Settings(kernel: .linear, c: 1000)
    let line = try SupportVectorRegressor(
      features: (0..<120).map { Float($0) / 60 - 1 }, featureCount: 1, targets: (0..<120).map { Double($0) / 30 - 2 },
      settings: settings)
    for (x, y) in zip([-1, 0, 0.5], try line.predict([-1, 0, 0.5])) {
      #expect(abs(y - 2 * x) <= 0.1 + 1e-3)
    }
  }

  /// Classes that no line tells apart, at a price for errors that LIBSVM works on for hours.
  @Test(.timeLimit(.minutes(2))) func trainingEndsWhenAsked() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    let (features, labels) = samples(4_000, classes: 2, &generator)
    let questions = Atomic<Int>(0)
    #expect(throws: SupportVectorError.stopped) {
      try SupportVectorClassifier(
        features: features.map { $0 * 1000 }, featureCount: 2, labels: labels,
        settings: Settings(kernel: .linear, c: 1e9)
      ) { questions.add(1, ordering: .relaxed).newValue > 5 }
    }
    #expect(questions.load(ordering: .relaxed) == 6, "seed \(seed)")
    // Before it begins, and while it predicts.
    #expect(throws: SupportVectorError.stopped) {
      try SupportVectorClassifier(features: [0, 1], featureCount: 1, labels: [0, 1], settings: Settings()) { true }
    }
    let isStopped = Atomic<Bool>(false)
    let machine = try SupportVectorClassifier(
      features: [0, 1], featureCount: 1, labels: [0, 1], settings: Settings()
    ) { isStopped.load(ordering: .relaxed) }
    isStopped.store(true, ordering: .relaxed)
    #expect(throws: SupportVectorError.stopped) { try machine.predict([0.5]) }
  }
}
