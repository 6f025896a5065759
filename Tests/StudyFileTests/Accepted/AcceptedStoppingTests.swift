import NeuralNetwork
import Study
import StudyFile
import Testing

@Suite struct AcceptedStoppingTests {
  @Test func everyRule() throws {
    let study = try parse(
      StudySource.adding(
        """
        stopping:
          - {rule: loss-change, threshold: [0.05, 0.001]}
          - {rule: patience}
          - {rule: generalisation-loss, threshold: 2}
          - {rule: progress-quotient, threshold: [0.5], strip: 4}
          - {rule: validation-up, threshold: [1, 3]}
          - rule: none
        """))
    #expect(study.stopping.map(\.name) == study.stopping.map { $0.rules[0].kind.name })
    #expect(
      study.stopping.map(\.rules) == [
        [.lossChange(threshold: 0.05), .lossChange(threshold: 0.001)], [.patience(epochs: 10, threshold: 0)],
        [.generalisationLoss(threshold: 2)], [.progressQuotient(strip: 4, threshold: 0.5)],
        [.validationUp(strip: 5, threshold: 1), .validationUp(strip: 5, threshold: 3)], [.none],
      ])
    let patient = try parse(StudySource.adding("stopping: [{rule: patience, epochs: 3, threshold: [0.01, 0]}]"))
    #expect(patient.stopping[0].rules == [.patience(epochs: 3, threshold: 0.01), .patience(epochs: 3, threshold: 0)])
    // Several patiences and strips, as a list or one by one.
    let listed = try parse(StudySource.adding("stopping: [{rule: patience, epochs: [5, 20, 50]}]"))
    #expect(listed.rules == [5, 20, 50].map { .patience(epochs: $0, threshold: 0) })
    let budgets = try parse(StudySource.adding("stopping: [{rule: budget, updates: [1000, 10000]}]"))
    #expect(budgets.rules == [.budget(updates: 1000), .budget(updates: 10_000)])
    let changes = try parse(
      StudySource.adding(
        "stopping: [{rule: loss-change, threshold: [0.1, 0.01], relative: true, from-epoch: 5}, "
          + "{rule: loss-change, threshold: 0.1, relative: false}]"))
    #expect(
      changes.rules == [
        .lossChange(threshold: 0.1, isRelative: true, firstEpoch: 5),
        .lossChange(threshold: 0.01, isRelative: true, firstEpoch: 5), .lossChange(threshold: 0.1),
      ])
    let warm = try parse(
      StudySource.adding(
        "stopping: [{rule: patience, epochs: [5, 9], from-epoch: 10}, {rule: generalisation-loss, threshold: 5, from-epoch: 7}, "
          + "{rule: all, of: [{rule: target, metric: train-loss, threshold: 1, from-epoch: 4}, {rule: budget, updates: 9}]}]"
      ))
    #expect(
      warm.rules == [
        .patience(epochs: 5, threshold: 0).from(epoch: 10), .patience(epochs: 9, threshold: 0),
        .generalisationLoss(threshold: 5).from(epoch: 7),
        .all([.target(.trainLoss, threshold: 1).from(epoch: 4), .budget(updates: 9)]),
      ])
    let monitors = try parse(
      StudySource.adding(
        "stopping: [{rule: patience, epochs: 5, monitor: validation-accuracy}, "
          + "{rule: patience, epochs: 5, monitor: validation-loss}]"))
    #expect(
      monitors.rules == [
        .patience(epochs: 5, threshold: 0, monitor: StoppingQuantity(.validation, .accuracy)),
        .patience(epochs: 5, threshold: 0),
      ])
    let losses = try parse(
      StudySource.adding(
        "stopping: [{rule: generalisation-loss, threshold: [1, 5], strip: [3, 5]}, "
          + "{rule: generalisation-loss, threshold: 1}]"))
    #expect(
      losses.rules
        == [(3, 1.0), (3, 5), (5, 1), (5, 5), (nil, 1)].map {
          .generalisationLoss(strip: $0, threshold: $1)
        })
    let several = try parse(
      StudySource.adding(
        "stopping: [{rule: any, of: [{rule: patience, epochs: [5, 20]}, {rule: budget, updates: [100, 200]}]}, "
          + "{rule: all, of: [{rule: generalisation-loss, threshold: 5}, {rule: validation-up, threshold: 8}, "
          + "{rule: progress-quotient, threshold: 3}]}]"))
    let anyOfTwo: [StoppingRule] = [(5, 100), (5, 200), (20, 100), (20, 200)].map {
      .any([.patience(epochs: $0, threshold: 0), .budget(updates: $1)])
    }
    #expect(
      several.rules == anyOfTwo + [
        .all([
          .generalisationLoss(threshold: 5), .validationUp(strip: 5, threshold: 8),
          .progressQuotient(strip: 5, threshold: 3),
        ])
      ])
    let targets = try parse(
      StudySource.adding(
        "metrics: [log-loss]\nstopping:\n- {rule: target, metric: train-loss, threshold: [0.1, 0.01]}\n"
          + "- {rule: target, metric: validation-log-loss, threshold: 0}"))
    #expect(
      targets.rules == [
        .target(.trainLoss, threshold: 0.1), .target(.trainLoss, threshold: 0.01),
        .target(StoppingQuantity(.validation, .logLoss), threshold: 0),
      ])
    let apart = try parse(
      StudySource.adding("stopping: [{rule: patience, epochs: 5}, {rule: patience, epochs: 20}, {rule: none}]"))
    #expect(apart.rules == [.patience(epochs: 5, threshold: 0), .patience(epochs: 20, threshold: 0), .none])
    let strips = try parse(
      StudySource.adding("stopping: [{rule: progress-quotient, strip: [5, 10], threshold: [1, 2]}]"))
    #expect(
      strips.rules == [(5, 1.0), (5, 2), (10, 1), (10, 2)].map { .progressQuotient(strip: $0, threshold: $1) })
  }
}
