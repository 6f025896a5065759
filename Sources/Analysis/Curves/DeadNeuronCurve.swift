public import Study

/// The share of dead neurons in a hidden layer, epoch by epoch, over the replicates of a configuration.
public struct DeadNeuronCurve: Sendable, Equatable {
  /// The configuration that was trained.
  public var configuration: Configuration
  /// Number of the hidden layer, from 1.
  public var layer: Int
  /// Number of neurons in the layer.
  public var units: Int
  /// Number of samples that neurons were probed with.
  public var probes: Int
  /// Share of dead neurons, 0–1, before training (index 0) and after each epoch.
  public var shares: [Interval]
  /// Number of replicates that reached each epoch.
  public var counts: [Int]
  /// The share after training, over the replicates that did not diverge, each at its own last epoch; nil if all
  /// diverged.
  public var final: Interval?
  /// Number of replicates that ``final`` is taken over.
  public var finalCount: Int

  /// Creates a curve from its parts.
  public init(
    configuration: Configuration, layer: Int, units: Int, probes: Int, shares: [Interval], counts: [Int],
    final: Interval?, finalCount: Int
  ) {
    self.configuration = configuration
    self.layer = layer
    self.units = units
    self.probes = probes
    self.shares = shares
    self.counts = counts
    self.final = final
    self.finalCount = finalCount
  }
}

extension DeadNeuronCurve {
  /// Sums up the replicates of one configuration, layer by layer; empty if they did not record dead neurons.
  static func curves(of cell: ConfigurationRuns, bootstrap: ReplicateBootstrap) -> [DeadNeuronCurve] {
    guard let hidden = cell.configuration.hidden else { return [] }
    let histories = cell.byReplicate.map { $0?.recordings.deadNeurons }
    let finished = cell.byReplicate.map { $0?.diverged == false ? $0?.recordings.deadNeurons : nil }
    guard let probes = histories.compactMap({ $0?.probes }).first else { return [] }
    let epochs = histories.compactMap { $0?.counts.count }.max() ?? 0
    return hidden.indices.map { layer in
      let finals = finished.map { history in
        history.flatMap { $0.share(ofLayer: layer, epoch: $0.counts.count - 1, units: hidden[layer]) }
      }
      var curve = DeadNeuronCurve(
        configuration: cell.configuration, layer: layer + 1, units: hidden[layer], probes: probes, shares: [],
        counts: [],
        final: bootstrap.interval(finals), finalCount: finals.count { $0 != nil })
      for epoch in 0..<epochs {
        let shares = histories.map { $0?.share(ofLayer: layer, epoch: epoch, units: hidden[layer]) }
        guard let interval = bootstrap.interval(shares) else { break }
        curve.shares.append(interval)
        curve.counts.append(shares.count { $0 != nil })
      }
      return curve
    }
  }
}

extension DeadNeuronHistory {
  /// Returns the fraction of the `units` neurons of a layer (from 0) that were dead after an epoch (0 is before
  /// training); nil if it was not counted.
  public func share(ofLayer layer: Int, epoch: Int, units: Int) -> Double? {
    guard counts.indices.contains(epoch), counts[epoch].indices.contains(layer), units > 0 else { return nil }
    return Double(counts[epoch][layer]) / Double(units)
  }
}
