import Testing

@testable import SupportVectorMachines

@Suite struct SupportVectorRegressorTests {
  typealias Settings = SupportVectorSettings

  /// Features and targets are small whole numbers, so that other programs can be given the same.
  private static let features: [Float] = (0..<24).flatMap { (row: Int) -> [Float] in
    let (first, second) = (Float(row % 7), Float(row * 3 % 5))
    return [first / 7, second / 5]
  }
  private static let targets: [Double] = (0..<24).map { (row: Int) -> Double in Double(row * 5 % 11) / 4 - 1 }
  private static let points: [Float] = [0.1, 0.2, 0.5, 0.5, 0.9, 0.1]

  /// Predictions of `sklearn.svm.SVR(…, tol=1e-10)` of scikit-learn 1.9.1. Ours stop at a tolerance of 1e-3 of the gradient,
  /// so predictions are a few thousandths apart.
  private static let peers: [(settings: Settings, predicted: [Double])] = [
    (Settings(), [-0.19992502107681853, 0.14645552387199975, -0.34209281693527127]),
    (Settings(kernel: .linear), [-0.017755105165498608, 0.33081631548702717, 0.3993877209829436]),
    (
      Settings(kernel: .polynomial(degree: 3, gamma: .scale)),
      [-0.16275005765009784, 0.04383997432585787, 0.04955272913536338]
    ),
    (
      Settings(kernel: .rbf(gamma: .value(2)), c: 10, epsilon: 0.5),
      [-0.3292019763273976, -0.01397543429184428, -0.1499000306624702]
    ),
  ]

  @Test(arguments: peers.indices) func predictsAsScikitLearn(peer: Int) throws {
    let (settings, expected) = Self.peers[peer]
    let machine = try SupportVectorRegressor(
      features: Self.features, featureCount: 2, targets: Self.targets, settings: settings)
    let predicted = try machine.predict(Self.points)
    #expect(predicted.count == 3)
    for (found, expected) in zip(predicted, expected) { #expect(abs(found - expected) < 0.01) }
  }

  /// Targets within ε of each other need no support vector: the middle of the tube is predicted everywhere.
  @Test func whatFitsIntoTheTubeIsFlat() throws {
    let machine = try SupportVectorRegressor(
      features: [0, 1, 2, 3], featureCount: 1, targets: [5, 5.5, 5.25, 5], settings: Settings(epsilon: 0.5))
    let predicted = try machine.predict([-9, 0, 9])
    #expect(Set(predicted).count == 1 && (4.99...5.51).contains(predicted[0]))
  }

  @Test func impossibleSettingsAreRefused() throws {
    #expect(throws: SupportVectorError.self) {
      try SupportVectorRegressor(
        features: [0, 1], featureCount: 1, targets: [0, 1], settings: Settings(epsilon: -1))
    }
    let error = #expect(throws: SupportVectorError.self) {
      try SupportVectorRegressor(features: [.nan, 1], featureCount: 1, targets: [0, 1], settings: Settings())
    }
    #expect(error?.isOverflow == true)
  }
}
