import Study
import StudyFile
import Testing

@testable import Workflow

/// Remarks on settings that take values for nothing.
@Suite struct IdleSettingTests {
  private static let machines = "{linear: {kind: svm, kernel: linear}, rbf: {kind: svm}}"
  private static let linear = "{linear: {hidden: []}}"
  private static let networks = "{linear: {hidden: []}, deep: {hidden: [8, 8]}}"

  @Test(arguments: [
    (
      machines, "vary: {learning-rate: [0.1, 0.2]}", "learning-rate under vary changes nothing, because it affects none"
    ),
    (linear, "vary: {dropout: [0, 0.5]}", "dropout under vary changes nothing, because no network has hidden layers"),
    (
      linear, "tune: {activation: [relu, tanh]}", "activation under tune changes nothing, because no network has hidden"
    ),
    (linear, "record: {dead-neurons: true}", "dead-neurons under record has nothing to record, because no network"),
    (
      machines, "record: {models: final, batch-loss: true}", "batch-loss under record has nothing to record, because no"
    ),
    (linear, "vary: {learning-rate: [0.1, 0.2]}", nil), (linear, "vary: {input-dropout: [0, 0.5]}", nil),
    (networks, "vary: {dropout: [0, 0.5]}\nrecord: {dead-neurons: true, models: final}", nil),
    (machines, "vary: {data.scale: [none, standardise]}", nil),
  ]) func whatChangesNothingIsTold(models: String, key: String, remark: String?) throws {
    let study = try StudyFile.parse(
      text: "name: s\ndata: {source: digits}\nsizes: [50]\nmodels: \(models)\n\(key)\n", file: "s.yaml")
    let remarks = StudyRemarks.idle(study)
    #expect(remark.map { words in remarks.contains { $0.hasPrefix(words) } } ?? remarks.isEmpty, "\(remarks)")
  }
}
