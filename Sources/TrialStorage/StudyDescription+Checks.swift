import Datasets
import NeuralNetwork
import Study

extension StudyDescription {
  /// Units of a hidden layer in a store that is not damaged; more than any study has.
  static let layerWidths = 1...1 << 20
  /// Any other count.
  private static let counts = 1...1 << 40
  // As much as a study file may ask for.
  private static let maximumTrials = 1_000_000
  static let maximumLayers = 1000
  /// Bytes of a name, a title or a varied value: more than a study file takes.
  static let longestText = 4096

  /// Whether every number is one that plans, tables and figures can take; a store may be damaged.
  package var isSound: Bool {
    let grid = vary + tune
    let given = grid.flatMap { setting in
      setting.values.map { value in
        var settings = training
        value.assignment.apply(to: &settings)
        return settings
      }
    }
    return !metrics.isEmpty && Set(metrics).count == metrics.count && hasSoundReplicates && hasSoundSizes
      && models.allSatisfy(\.isSound)
      && ([training] + given).allSatisfy(Self.isSound) && rules.allSatisfy(Self.isSound)
      && Self.counts ~= record.probeSamples && grid.allSatisfy { !$0.values.isEmpty }
      && hasSoundGrid && texts.allSatisfy { $0.utf8.count <= Self.longestText }
  }

  private var texts: [String] {
    [name, title] + models.map(\.name) + (vary + tune).flatMap { [$0.key] + $0.values.map(\.text) }
  }

  /// Whether no more trials are described than can be listed.
  private var hasSoundGrid: Bool {
    let sizeCount = if case .list(let sizes) = sizes { sizes.count } else { 1 }
    let factors =
      [models.count, sizeCount, replicates.count, rules.count]
      + (vary + tune).map(\.values.count)
    let trials = factors.reduce(Int?(1)) { product, factor in
      product.map { $0.multipliedReportingOverflow(by: factor) }.flatMap { $0.overflow ? nil : $0.partialValue }
    }
    return trials.map { $0 <= Self.maximumTrials } ?? false
  }

  private var hasSoundReplicates: Bool {
    guard 1...Replicates.most ~= replicates.count else { return false }
    switch replicates {
    case .independent: return true
    case .crossed(let data, let initialWeights): return data > 1 && initialWeights > 1
    case .untilPrecise(let goal, let count):
      return goal.precision.isFinite && goal.precision > 0 && 1 <= goal.from && goal.from <= goal.to
        && goal.to <= Replicates.most && count <= goal.to
    }
  }

  private var hasSoundSizes: Bool {
    switch sizes {
    case .all: true
    case .list(let sizes), .perClass(let sizes):
      sizes.allSatisfy(Self.counts.contains) && zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 }
    }
  }

  private static func isSound(_ settings: TrainingSettings) -> Bool {
    if case .count(let batch) = settings.batch, !(counts ~= batch) { return false }
    if case .step(let epochs, let factor) = settings.schedule, !(counts ~= epochs && factor.isFinite) { return false }
    return counts ~= settings.epochs && (0...counts.upperBound) ~= settings.warmUp
      && [settings.dropout, settings.inputDropout].allSatisfy { 0 <= $0 && $0 < 1 }
  }

  private static func isSound(_ rule: StoppingRule) -> Bool {
    [rule.length, rule.firstEpoch].allSatisfy { $0.map(counts.contains) ?? true }
      && rule.parts.allSatisfy(isSound)
  }

  fileprivate static func isSound(_ layers: HiddenLayers) -> Bool {
    switch layers {
    case .widths(let widths): widths.count <= maximumLayers && widths.allSatisfy(layerWidths.contains)
    case .matchingParameters(let depth, let width): 1...maximumLayers ~= depth && layerWidths ~= width
    }
  }
}

extension Model {
  fileprivate var isSound: Bool {
    switch kind {
    case .network(let layers): StudyDescription.isSound(layers.hidden)
    case .supportVectorMachine: true
    case .recorded(let model): model.hidden.map { StudyDescription.isSound(.widths($0)) } ?? true && model.tunings > 0
    }
  }
}
