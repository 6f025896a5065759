import Datasets
import Foundation
import NeuralNetwork
import Study
import SupportVectorMachines
import TestSupport
import Testing

/// Every combination of tuned values is trained, as a study with these values alone would train it.
@Suite struct TunedStudyTests {
  private static func rates(_ rates: [Double]) -> VariedSetting {
    VariedSetting(
      key: "learning-rate",
      values: rates.map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, $0)) })
  }

  private static let machine = SupportVectorSettings(kernel: .rbf(gamma: .scale), c: 1)
  private static let c = VariedSetting(
    key: "c",
    values: [1, 50].map { VariedSetting.Value(text: "\($0)", assignment: .supportVectorMachine(.c($0))) })

  private static let study = SmallStudy {
    $0.models.append(Model(name: "svm", kind: .supportVectorMachine(machine)))
    $0.tune = [rates([0.1, 0.5]), c]
  }

  @Test func eachModelTriesTheValuesThatAffectIt() throws {
    let plan = try Self.study.plan
    let tried = Dictionary(grouping: plan.trajectories, by: \.configuration.model)
      .mapValues { Set($0.map(\.configuration.tuned)) }
    #expect(tried["shallow"] == [["0.1", ""], ["0.5", ""]] && tried["deep"] == tried["shallow"])
    #expect(tried["svm"] == [["", "1.0"], ["", "50.0"]])
    #expect(plan.trajectories.count == (2 + 2 + 2) * 2 * 3 && Set(plan.trajectories.map(\.key)).count == 36)
  }

  @Test func resultsAreThoseOfTheValueAlone() throws {
    let tuned = try Self.study.results()
    for (rate, c) in [(0.1, 1.0), (0.5, 50)] {
      let alone = SmallStudy {
        $0.models.append(
          Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings(kernel: .rbf(gamma: .scale), c: c))))
        $0.training.learningRate = rate
      }
      let expected = try alone.results()
      let found = tuned.filter { ["\(rate)", "\(c)"].contains($0.configuration.tuned.joined()) }
      #expect(found.count == expected.count && found.count == 18)
      #expect(Set(found.map(\.key)) == Set(expected.map(\.key)))
      for result in expected {
        let same = try #require(found.first { $0.key == result.key })
        #expect(same.history == result.history && same.trials == result.trials)
      }
    }
  }

  @Test func gammaIsNoSettingOfALinearKernel() {
    let gamma = SupportVectorAssignment.gamma(.value(0.5))
    var (linear, rbf) = (SupportVectorSettings(kernel: .linear), Self.machine)
    #expect(!gamma.applies(to: linear) && gamma.applies(to: rbf))
    gamma.apply(to: &linear)
    gamma.apply(to: &rbf)
    #expect(linear.kernel == .linear && rbf.kernel == .rbf(gamma: .value(0.5)))
  }

  /// What is stored is read again, also values of SVMs; assignments to training are encoded as they always were.
  @Test func assignmentsAreEncoded() throws {
    let study = Self.study.description
    let data = try JSONEncoder().encode(study)
    #expect(try JSONDecoder().decode(StudyDescription.self, from: data) == study)
    let rate = try JSONEncoder().encode(SettingAssignment.training(.init(\.learningRate, 0.5)))
    #expect(String(decoding: rate, as: UTF8.self) == #"{"learningRate":{"_0":0.5}}"#)
  }

  @Test func tuningNeedsValidationData() {
    let study = SmallStudy {
      $0.data.validation = .count(0)
      $0.stopping = []
      $0.tune = [Self.rates([0.1, 0.5])]
    }
    #expect(throws: PlanError.self) { _ = try study.plan }
  }

  /// More values are added work, fewer hide results, another key is a different study.
  @Test func moreValuesAreAddedWork() {
    let study = Self.study.description
    var more = study
    more.tune[0] = Self.rates([0.1, 0.2, 0.5])
    #expect(StudyDifference.keys(between: study, and: more) == StudyDifference.Keys(added: ["tune.learning-rate"]))
    #expect(StudyDifference.keys(between: more, and: study) == StudyDifference.Keys(removed: ["tune.learning-rate"]))
    more.tune.removeLast()
    #expect(StudyDifference.keys(between: study, and: more).changed == ["tune.c"])
  }
}
