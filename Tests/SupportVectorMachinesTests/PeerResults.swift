import CLibSVM
import SeededRandom
import TestSupport
import Testing

@testable import SupportVectorMachines

/// What scikit-learn 1.9.1 makes of the same points: `SVC(**settings).fit(points, labels)`, its `n_support_`, `intercept_`
/// and `_gamma`, the labels that it gives to `grid`, and how many points it gets right.
struct PeerResults: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let settings: SupportVectorSettings
  let gamma: Double
  /// Of classes −1, 2 and 5.
  let supportVectors: [Int32]
  let correct: Int
  /// How often each class is predicted on the grid, and Σ index · label over the grid's points.
  let gridCounts: [Int]
  let gridSum: Int
  /// Of the pairs (−1, 2), (−1, 5) and (2, 5).
  let intercepts: [Double]

  /// Sixty points in the square, multiples of 1/64 (state ← 1103515245 · state + 12345 mod 2³¹ from 1; each coordinate is
  /// ((state ÷ 2¹⁶) mod 129 − 64) / 64): class 5 inside of a circle, −1 and 2 on two sides of the diagonal, and every
  /// ninth point in a wrong one.
  static let points: (features: [Float], labels: [Int32]) = {
    var state = 1
    func draw() -> Float {
      state = (1_103_515_245 * state + 12345) % (1 << 31)
      return Float((state >> 16) % 129 - 64) / 64
    }
    var (features, labels): ([Float], [Int32]) = ([], [])
    for index in 0..<60 {
      let (x, y) = (draw(), draw())
      features += [x, y]
      let label: Int32 = x * x + y * y < 0.35 ? 5 : (x > y ? -1 : 2)
      labels.append(index % 9 == 8 ? [5: -1, -1: 2, 2: 5][label, default: 0] : label)
    }
    return (features, labels)
  }()

  /// (a/8 + 1/64, b/8 + 1/128) for a and b in −8..<8.
  static let grid: [Float] = (-8..<8).flatMap { a in
    (-8..<8).flatMap { b -> [Float] in [0.125 * Float(a) + 0.015625, 0.125 * Float(b) + 0.0078125] }
  }

  static let all = [
    PeerResults(
      testDescription: "linear", settings: SupportVectorSettings(kernel: .linear), gamma: 0,
      supportVectors: [11, 16, 15], correct: 44, gridCounts: [123, 133, 0], gridSum: 3927,
      intercepts: [-0.1074158121415118, -0.3321489053551237, 0.393957629088923]),
    PeerResults(
      testDescription: "linear, C=100", settings: SupportVectorSettings(kernel: .linear, c: 100), gamma: 0,
      supportVectors: [6, 15, 15], correct: 44, gridCounts: [105, 105, 46], gridSum: 27750,
      intercepts: [-0.5172720974514341, -0.9632274016518941, -0.4545272191898166]),
    PeerResults(
      testDescription: "poly, degree=3",
      settings: SupportVectorSettings(kernel: .polynomial(degree: 3, gamma: .scale)),
      gamma: 1.3837528778918038, supportVectors: [12, 17, 15], correct: 47, gridCounts: [82, 68, 106], gridSum: 67551,
      intercepts: [0.0410350696113812, -0.6758293930874341, -0.7539796875285814]),
    PeerResults(
      testDescription: "poly, degree=2, coef0=1, gamma=auto, C=10",
      settings: SupportVectorSettings(kernel: .polynomial(degree: 2, gamma: .auto, coef0: 1), c: 10),
      gamma: 0.5, supportVectors: [8, 13, 11], correct: 53, gridCounts: [101, 95, 60], gridSum: 35709,
      intercepts: [0.37479489801062627, -1.4871008901324707, -1.497409828154213]),
    PeerResults(
      testDescription: "rbf", settings: SupportVectorSettings(),
      gamma: 1.3837528778918038, supportVectors: [15, 18, 13], correct: 53, gridCounts: [99, 101, 56], gridSum: 35973,
      intercepts: [-0.13136461614545322, 0.4691631644102033, 0.903553043820712]),
    PeerResults(
      testDescription: "rbf, gamma=4, C=10", settings: SupportVectorSettings(kernel: .rbf(gamma: .value(4)), c: 10),
      gamma: 4, supportVectors: [10, 15, 9], correct: 57, gridCounts: [89, 103, 64], gridSum: 43170,
      intercepts: [-0.2802809627976591, 0.34420051495284765, 0.879580960826458]),
    PeerResults(
      testDescription: "rbf, gamma=auto, C=0.1", settings: SupportVectorSettings(kernel: .rbf(gamma: .auto), c: 0.1),
      gamma: 0.5, supportVectors: [20, 21, 15], correct: 35, gridCounts: [68, 188, 0], gridSum: 26451,
      intercepts: [-0.3626945976167916, 0.7451260328292848, 1.0280441052771467]),
  ]
}

@Suite struct PeerTests {
  @Test(arguments: PeerResults.all) func agreesWithScikitLearn(peer: PeerResults) throws {
    let points = PeerResults.points
    let machine = try SupportVectorClassifier(
      features: points.features, featureCount: 2, labels: points.labels, settings: peer.settings)
    let model = machine.machine.model.pointee
    #expect(abs(model.param.gamma - peer.gamma) <= 1e-12)
    #expect((0..<3).map { model.nSV[$0] } == peer.supportVectors)
    #expect(machine.supportVectorCount == Int(peer.supportVectors.reduce(0, +)))
    for (pair, intercept) in peer.intercepts.enumerated() { #expect(abs(model.rho[pair] + intercept) < 1e-9) }
    let correct = try machine.accuracy(features: points.features, labels: points.labels) * 60
    #expect(Int(correct.rounded()) == peer.correct)
    let labels = try machine.predict(PeerResults.grid)
    #expect([-1, 2, 5].map { label in labels.count { $0 == label } } == peer.gridCounts)
    #expect(labels.enumerated().reduce(0) { $0 + $1.offset * Int($1.element) } == peer.gridSum)
  }
  /// Predictions, which do not call LIBSVM, are LIBSVM's: for sparse samples of five classes, in numbers that are no
  /// multiple of a block.
  @Test(arguments: PeerResults.all) func predictsAsLibSVM(peer: PeerResults) throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    func draw(_ count: Int) -> [Float] {
      (0..<count * 30).map { _ in generator.below(3) == 0 ? Float(generator.uniform(from: -1, to: 1)) : 0 }
    }
    let labels = (0..<203).map { _ in Int32(generator.below(5)) }
    let machine = try SupportVectorClassifier(
      features: draw(203), featureCount: 30, labels: labels, settings: peer.settings)
    for count in [1, 8, 301] {
      let features = draw(count)
      let samples = SparseSamples(features: features, featureCount: 30, order: Array(0..<count))
      let expected = samples.rows.map { Int32(svm_predict(machine.machine.model, $0)) }
      #expect(try machine.predict(features) == expected, "seed \(seed)")
      let sparse = SupportVectorSamples(count: count, featureCount: 30) { row, take in
        for column in 0..<30 { take(column, features[row * 30 + column]) }
      }
      #expect(try machine.predict(sparse) == expected, "seed \(seed)")
    }
  }
}
