import Datasets
import NeuralNetwork
import Study

/// The replicates of a study in which a metric has no value, because of the samples that it is measured on.
struct UndefinedMetric {
  let metric: Metric
  private let undefined: Metric.Undefined
  /// Numbers of the replicates, from 1, of which validation or test samples have no value.
  private(set) var validation: [Int] = []
  private(set) var test: [Int] = []

  /// The most replicates that are looked at; a split of large data takes some milliseconds.
  private static let mostReplicates = 100

  /// Nil if the metric has a value for any samples.
  init?(_ metric: Metric, _ study: StudyDescription, _ data: LoadedData) throws {
    guard let undefined = metric.undefined else { return nil }
    self.metric = metric
    self.undefined = undefined
    for replicate in 1...max(min(study.replicates.count, Self.mostReplicates), 1) {
      let split = try study.split(data, replicate: replicate)
      if !split.validation.isEmpty, Self.isUniform(data.pool, split.validation) { validation.append(replicate) }
      if let rows = split.test {
        if Self.isUniform(data.pool, rows) { test.append(replicate) }
      } else if let own = data.canonicalTest, Self.isUniform(own, Array(0..<own.count)) {
        test.append(replicate)
      }
    }
  }

  private static func isUniform(_ dataset: Dataset, _ rows: [Int]) -> Bool {
    guard let first = rows.first else { return false }
    if let quantity = dataset.quantity { return rows.allSatisfy { quantity.values[$0] == quantity.values[first] } }
    return rows.allSatisfy { dataset.labels[$0] == dataset.labels[first] }
  }

  /// Remarks on the leading metric, and on those that stopping rules look at, one line each.
  static func remarks(_ study: StudyDescription, _ data: LoadedData) throws -> [String] {
    let watched = Dictionary(grouping: study.rules.filter { $0.quantity?.part == .validation }) { $0.quantity?.metric }
    return try (Self(study.metric, study, data)?.leadingRemarks(study) ?? [])
      + study.metrics.dropFirst().flatMap { try Self($0, study, data)?.remarksOnMeans(study) ?? [] }
      + Metric.all.flatMap { metric in
        guard let rules = watched[metric] else { return [] as [String] }
        return try Self(metric, study, data)?.remarks(on: rules) ?? []
      }
  }

  private func remarks(on rules: [StoppingRule]) -> [String] {
    guard !validation.isEmpty else { return [] }
    let kinds = rules.map(\.kind.name).reduce(into: [] as [String]) { if !$0.contains($1) { $0.append($1) } }
    return [
      "\(words(validation, "validation")), so that \(listed(kinds)), which \(kinds.count == 1 ? "looks" : "look") at it, never "
        + "\(kinds.count == 1 ? "ends" : "end") training there; enlarge data.validation, or let the rule monitor the loss"
    ]
  }

  /// What is said of a metric that is measured besides the leading one.
  private func remarksOnMeans(_ study: StudyDescription) -> [String] {
    test.isEmpty
      ? [] : ["\(words(study.data.test == .canonical ? nil : test, "test")), and is left out of its means there"]
  }

  private func leadingRemarks(_ study: StudyDescription) -> [String] {
    let advice = "or put another metric first"
    let tested =
      test.isEmpty
      ? []
      : [
        "\(words(study.data.test == .canonical ? nil : test, "test")), so that curves, verdicts and findings leave them out; "
          + (study.data.test == .canonical ? "put another metric first" : "enlarge data.test, \(advice)")
      ]
    let chosen =
      study.tune.isEmpty || validation.isEmpty
      ? []
      : [
        "\(words(validation, "validation")), so that tuned settings are chosen by the loss there; enlarge data.validation, "
          + advice
      ]
    return tested + chosen
  }

  /// Refuses tuned settings of models that have no loss to choose by in the place of the metric.
  func refuseChoice(_ study: StudyDescription) throws {
    let machines = study.models.filter { model in
      study.baseline(model.name) != nil && study.tunings(of: model.kind).count > 1
    }
    guard !validation.isEmpty, let machine = machines.first else { return }
    throw WorkflowError(
      "tune: \(words(validation, "validation")), and \(machine.name) has no loss to choose by in its place; enlarge "
        + "data.validation, or put another metric first")
  }

  /// - Parameter replicates: nil if the samples are those of all.
  private func words(_ replicates: [Int]?, _ part: String) -> String {
    let names = replicates.map { replicates in
      let few = replicates.prefix(6).map(String.init) + (replicates.count > 6 ? ["…"] : [])
      return " of \(replicates.count == 1 ? "replicate" : "replicates") \(few.joined(separator: ", "))"
    }
    return "\(metric.words) has no value on the \(part) samples\(names ?? ""), which are \(undefined.words)"
  }
}
