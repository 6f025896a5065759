import CLibSVM
import Testing

@testable import SupportVectorMachines

@Suite struct SupportVectorClassifierTests {
  typealias Settings = SupportVectorSettings

  private func line(_ points: [Float], _ labels: [Int32], c: Double = 1) throws -> SupportVectorClassifier {
    try SupportVectorClassifier(
      features: points, featureCount: 1, labels: labels, settings: Settings(kernel: .linear, c: c))
  }

  /// Between −1 and 1 the widest margin has w = 1 and b = 0, with multipliers ½ on those two points alone.
  @Test func theNearestPointsOfTwoClassesBearTheMargin() throws {
    let machine = try line([-1, 1, -3, 2], [4, 9, 4, 9])
    #expect(machine.supportVectorCount == 2)
    #expect(abs(machine.machine.model.pointee.rho[0]) < 1e-9)
    #expect(try machine.predict([-0.01, 0.01, -50, 50]) == [4, 9, 4, 9])
  }

  /// With C under ½ the multipliers are C on either side: w = 2C, and all four points lie inside of the margin ±1/(2C).
  @Test func aLowPriceWidensTheMargin() throws {
    let machine = try line([-1, 1, -2, 2], [0, 1, 0, 1], c: 0.1)
    #expect(machine.supportVectorCount == 4)
  }

  /// (x·y + 1)² holds the product of both coordinates, which tells the classes apart; no line does.
  @Test func aQuadraticKernelSolvesExclusiveOr() throws {
    let (points, labels): ([Float], [Int32]) = ([0, 0, 1, 1, 0, 1, 1, 0], [0, 0, 1, 1])
    func accuracy(_ kernel: Settings.Kernel) throws -> Double {
      try SupportVectorClassifier(
        features: points, featureCount: 2, labels: labels, settings: Settings(kernel: kernel, c: 1000)
      ).accuracy(features: points, labels: labels)
    }
    #expect(try accuracy(.polynomial(degree: 2, gamma: .value(1), coef0: 1)) == 1)
    #expect(try accuracy(.linear) <= 0.75)
  }

  @Test func oneLabelInAllIsAlwaysPredicted() throws {
    let machine = try line([1, 2, 3], [7, 7, 7])
    #expect(machine.supportVectorCount == 0)
    #expect(try machine.predict([-4, 2]) == [7, 7])
    #expect(try line([5], [-2]).predict([0]) == [-2])
  }

  /// With one point for each class, the borders lie half way between them.
  @Test func onePointOfEachLabelDrawsTheBordersHalfWay() throws {
    let machine = try line([0, 1, 3], [30, 10, 20], c: 10)
    #expect(try machine.predict([-1, 0.45, 0.55, 1.95, 2.05, 9]) == [30, 30, 10, 10, 20, 20])
  }

  /// Equal samples of three classes leave every pair undecided, and with it a vote for each class.
  @Test func theOrderOfSamplesDoesNotDecideATie() throws {
    let orders: [[Int32]] = [[1, 2, 3], [3, 2, 1], [2, 3, 1]]
    for labels in orders {
      #expect(try line([0, 0, 0], labels).predict([0]) == line([0, 0, 0], [1, 2, 3]).predict([0]))
    }
  }

  @Test func constantFeaturesDoNoHarm() throws {
    let machine = try SupportVectorClassifier(
      features: [0, 0, 0, 0], featureCount: 1, labels: [1, 0, 1, 1], settings: Settings())
    #expect(try machine.predict([0]) == [1])
  }

  @Test func accuracyCountsWhatIsRight() throws {
    let machine = try line([-1, 1], [0, 1])
    #expect(try machine.accuracy(features: [-2, -1, 3, 4], labels: [0, 1, 1, 1]) == 0.75)
  }

  @Test func threadsDoNotDisturbEachOther() async throws {
    let points = PeerResults.points
    let alone = try SupportVectorClassifier(
      features: points.features, featureCount: 2, labels: points.labels, settings: Settings())
    let expected = try alone.predict(PeerResults.grid)
    try await withThrowingTaskGroup(of: [Int32].self) { group in
      for index in 0..<64 {
        group.addTask {
          let own = try SupportVectorClassifier(
            features: points.features, featureCount: 2, labels: points.labels, settings: Settings())
          return try (index % 2 == 0 ? own : alone).predict(PeerResults.grid)
        }
      }
      for try await result in group { #expect(result == expected) }
    }
  }

  @Test func refusesWhatItCannotTrainOn() {
    func message(
      _ features: [Float] = [-1, 1], columns: Int = 1, labels: [Int32] = [0, 1], settings: Settings = Settings()
    ) -> String? {
      #expect(throws: SupportVectorError.self) {
        try SupportVectorClassifier(features: features, featureCount: columns, labels: labels, settings: settings)
      }?.message
    }
    for c in [0, -1, .nan, .infinity] {
      #expect(message(settings: Settings(c: c)) == "svm: c \(c) is not a finite number over 0")
    }
    for gamma in [0, -1, .nan, .infinity] {
      #expect(
        message(settings: Settings(kernel: .rbf(gamma: .value(gamma))))
          == "svm: gamma \(gamma) is not a finite number over 0")
    }
    for degree in [.min, 0, 101, .max] {
      #expect(
        message(settings: Settings(kernel: .polynomial(degree: degree, gamma: .auto)))
          == "svm: degree \(degree) is not in 1…100")
    }
    #expect(
      message(settings: Settings(kernel: .polynomial(degree: 2, gamma: .auto, coef0: .nan)))
        == "svm: coef0 nan is not a finite number")
    #expect(message([], labels: []) == "svm: 0 samples to train with are not in 1…2147483646")
    #expect(message(columns: 0)?.hasPrefix("svm: 0 features to a sample") == true)
    #expect(message(columns: 2) == "svm: 2 values are not 2 samples of 2 features")
    #expect(message([1, .nan]) == "svm: feature 1 of sample 2 is nan, not a finite number")
    #expect(
      message([-1e30, 1e30], settings: Settings(kernel: .polynomial(degree: 100, gamma: .value(1))))
        == SupportVectorError.overflow.message)
  }

  @Test func refusesToPredictHalfASample() throws {
    let machine = try SupportVectorClassifier(
      features: [0, 0, 1, 1], featureCount: 2, labels: [0, 1], settings: Settings())
    #expect(throws: SupportVectorError.self) { try machine.predict([1, 2, 3]) }
    #expect(throws: SupportVectorError.self) { try machine.predict([1, .infinity]) }
    #expect(throws: SupportVectorError.self) { try machine.accuracy(features: [1, 2], labels: [0, 1]) }
    #expect(throws: SupportVectorError.self) { try machine.accuracy(features: [], labels: []) }
    #expect(try machine.predict([]).isEmpty)
  }
}
