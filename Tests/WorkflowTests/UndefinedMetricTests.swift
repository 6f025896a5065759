import Foundation
import SeededRandom
import Study
import TestSupport
import Testing

@testable import Workflow

/// A first metric that has no value on the samples of some replicates.
@Suite struct UndefinedMetricTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// 40 rows of two classes or targets, all of those for test and validation of the first.
  private func prepare(_ lines: String, task: String = "classification") throws -> PreparedStudy {
    var text = "x,y,part\n"
    for row in 0..<40 {
      text += "\(row),\(row < 10 ? 1 : row % 2 + 1),\(row < 5 ? "test" : row < 10 ? "val" : "train")\n"
    }
    try text.write(to: folder.file("t.csv"), atomically: true, encoding: .utf8)
    try """
    name: u
    data: {source: csv, path: t.csv, target: y, task: \(task), test: {column: part, test: test, validation: val}}
    sizes: [20]
    replicates: 3
    \(lines)
    """.write(to: folder.file("u.yaml"), atomically: true, encoding: .utf8)
    return try PreparedStudy(path: folder.file("u.yaml").path)
  }

  private func remarks(_ study: PreparedStudy) throws -> [String] {
    try StudyRemarks(study.plan, study.data()).lines.filter { $0.contains("no value") }
  }

  @Test func theReasonAndTheWayOutAreTold() throws {
    let plain = try prepare("metrics: [roc-auc]\nmodels: {a: {hidden: [2]}}")
    #expect(
      try remarks(plain) == [
        "ROC AUC has no value on the test samples, which are all of one class, so that curves, verdicts and findings leave them "
          + "out; put another metric first"
      ])
    let tuned = try prepare(
      "metrics: [r2]\nmodels: {a: {hidden: [2]}}\ntune: {learning-rate: [0.1, 0.01]}", task: "regression")
    #expect(try remarks(tuned).count == 2)
    #expect(try remarks(tuned).allSatisfy { $0.contains("which are all with the same target, so that") })
    #expect(try remarks(tuned)[1].contains("so that tuned settings are chosen by the loss there"))
    #expect(try remarks(prepare("metrics: [accuracy]\nmodels: {a: {hidden: [2]}}")).isEmpty)
  }

  /// A rule that waits for a metric without a value waits for ever.
  @Test func rulesThatLookAtItAreNamed() throws {
    let study = try prepare(
      "metrics: [accuracy, roc-auc]\nmodels: {a: {hidden: [2]}}\n"
        + "stopping: [{rule: patience, monitor: validation-roc-auc, epochs: 3}, {rule: none}]")
    #expect(
      try remarks(study) == [
        "ROC AUC has no value on the test samples, which are all of one class, and is left out of its means there",
        "ROC AUC has no value on the validation samples of replicates 1, 2, 3, which are all of one class, so that patience, "
          + "which looks at it, never ends training there; enlarge data.validation, or let the rule monitor the loss",
      ])
  }

  /// A support vector machine has no loss to choose by.
  @Test func whatCannotBeChosenIsRefused() throws {
    let error = #expect(throws: WorkflowError.self) {
      try prepare("metrics: [r2]\nmodels: {svr: {kind: svm}}\ntune: {c: [1, 10]}", task: "regression")
    }
    #expect(
      error?.description.contains("and svr has no loss to choose by in its place; enlarge data.validation") == true,
      "\(error?.description ?? "")")
  }

  /// Besides their epochs, trajectories take time; support vector machines, which have none, too.
  @Test func plannedTimeCountsWhatEveryTrajectoryTakes() throws {
    let study = try prepare("models: {a: {hidden: [2]}, svm: {kind: svm}}\ntraining: {epochs: 1}")
    let sample = study.plan.sample(Array(study.plan.trajectories.prefix(2)), epochs: 1)
    #expect(sample.trajectories.map(\.key) == study.plan.trajectories.prefix(2).map(\.key))
    let summary = try PlanSummary(study, jobs: 1)
    #expect(summary.secondsAtMost > 0 && !summary.description.contains("not counting"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path).sorted() == ["t.csv", "u.yaml"])
  }
}
