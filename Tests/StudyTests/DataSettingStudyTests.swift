import Datasets
import Foundation
import NeuralNetwork
import SeededRandom
import SupportVectorMachines
import TestSupport
import Testing

@testable import Study

/// Settings of the data that are varied, wrong labels, and subsets with as many samples of each class.
@Suite struct DataSettingStudyTests {
  private static func varied(_ key: String, _ values: [(String, DataAssignment)]) -> VariedSetting {
    VariedSetting(
      key: key, values: values.map { VariedSetting.Value(text: $0.0, assignment: .data($0.1)) })
  }

  private static let study = SmallStudy {
    $0.models.append(Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings(kernel: .linear))))
    $0.replicates = 1
    $0.vary = [
      varied("data.label-noise", [("0", .labelNoise(0)), ("0.25", .labelNoise(0.25))]),
      VariedSetting(
        key: "learning-rate",
        values: [0.1, 0.5].map { VariedSetting.Value(text: "\($0)", assignment: .init(\.learningRate, $0)) }),
      varied("data.scale", [("none", .scale(.none)), ("standardise", .scale(.standardise))]),
    ]
  }

  /// Machines are trained once for each setting of the data, and stand for all settings of training.
  @Test func machinesAreTrainedForEverySettingOfTheData() throws {
    let planned = try Self.study.plan.trajectories
    #expect(planned.count == 2 * 2 * (2 * 2 * 2) + 2 * (2 * 2))
    let machines = planned.filter { $0.configuration.model == "svm" }
    #expect(
      Set(machines.map(\.configuration.varied)) == [
        ["0", "", "none"], ["0", "", "standardise"], ["0.25", "", "none"], ["0.25", "", "standardise"],
      ])
    let results = StudyResults(
      study: Self.study.description,
      trajectories: machines.map {
        TrajectoryResult(
          key: $0.key, configuration: $0.configuration, replicate: 1, history: [], diverged: true, trials: [],
          chance: ChanceLimits(train: Score(loss: nil), test: Score(loss: nil)))
      })
    #expect(results.trajectories.count == 2 * 8)
    #expect(Set(results.trajectories.map(\.configuration.varied)).count == 8)
    // What stands for several settings counts once.
    #expect(Set(results.trajectories.map(\.configuration.effective)).count == 2 * 4)
    #expect(
      Set(results.trajectories.map { $0.key + $0.configuration.varied.joined() }).count == 2 * 8)
    #expect(try Self.study.plan.trialCount == 2 * 3 * 8 * 5)
  }

  /// A varied setting trains exactly what the same setting under `data` does, and no setting is the study of before.
  @Test func variedSettingsAreThoseUnderData() throws {
    let plain = SmallStudy {
      $0.replicates = 1
      $0.sizes = .list([40])
      $0.models = [Model(name: "shallow", hidden: .widths([8]))]
    }
    var varied = plain
    varied.description.vary = [Self.varied("data.label-noise", [("0", .labelNoise(0)), ("0.25", .labelNoise(0.25))])]
    var noisy = plain
    noisy.description.data.labelNoise = 0.25
    let histories = try [plain, noisy].map { try $0.results().map { $0.history.map(\.test) } }
    #expect(try varied.results().map { $0.history.map(\.test) } == histories[0] + histories[1])
    #expect(histories[0] != histories[1])
  }

  @Test func wrongLabelsAreTrainedOnAndMeasured() throws {
    var study = SmallStudy { $0.data.labelNoise = 0.25 }
    let plan = try study.plan
    let planned = try #require(plan.trajectories.first { $0.configuration.size == 40 })
    let noisy = try SharedSamples(study.description, SmallStudy.data).inputs(of: planned)
    study.description.data.labelNoise = nil
    let clean = try SharedSamples(study.description, SmallStudy.data).inputs(of: planned)
    #expect(zip(noisy.selection.train.labels, clean.selection.train.labels).count { $0 != $1 } == 10)
    #expect(noisy.samples.train.labels == noisy.selection.train.labels)
    #expect(noisy.selection.test == clean.selection.test)
    #expect(noisy.selection.validation == clean.selection.validation)
  }

  @Test func sizesPerClassAreBalancedAndNested() throws {
    let study = SmallStudy { $0.sizes = .perClass([1, 3]) }
    let plan = try study.plan
    #expect(Set(plan.trajectories.map(\.configuration.size)) == [10, 30])
    let shared = SharedSamples(study.description, try SmallStudy.data)
    for replicate in 1...3 {
      let subsets = try [10, 30].map { size in
        let planned = try #require(
          plan.trajectories.first { $0.configuration.size == size && $0.replicate == replicate })
        return try shared.inputs(of: planned).selection.train
      }
      for (subset, count) in zip(subsets, [1, 3]) {
        for label in Int32(0)..<10 { #expect(subset.labels.count { $0 == label } == count) }
      }
      #expect(subsets[1].unscaledFeatures(limit: 10) == subsets[0].unscaledFeatures(limit: 10))
    }
    let error = #expect(throws: DataError.self) { try SmallStudy { $0.sizes = .perClass([500]) }.plan }
    #expect(error?.message.contains("sizes.per-class: 500 is more than the") == true)
  }

  @Test func noSettingOfDataChangesWhatIsStored() throws {
    let data = SmallStudy().description.data
    let text = String(decoding: try JSONEncoder().encode(data), as: UTF8.self)
    #expect(!text.contains("labelNoise"))
    for assignment in [DataAssignment.labelNoise(0.1), .scale(.centre)] {
      let coded = try JSONEncoder().encode(SettingAssignment.data(assignment))
      #expect(try JSONDecoder().decode(SettingAssignment.self, from: coded) == .data(assignment))
    }
  }
}
