import NeuralNetwork
import Study

/// The mean training history of a configuration over its replicates, without intervals, at some of its epochs.
///
/// Replicates count as in an ``EpochCurve``.
public struct MeanHistory: Sendable, Equatable {
  /// The epochs that are kept, ascending.
  public var epochs: [Int]
  /// Number of replicates that each of them is a mean of.
  public var counts: [Int]
  /// One mean per epoch, for each measure; nil where nothing was measured.
  public var means: [Measure: [Double?]]

  /// How many of the first epochs are always kept: most happens in them.
  private static let first = 25

  /// Averages each of `measures` over the histories of one configuration, at no more than about `most` epochs: the first
  /// ones, and an even choice of all.
  public init(_ runs: ConfigurationRuns, measures: [Measure], atMost most: Int) {
    let histories = runs.meanHistories.compactMap(\.self)
    let length = histories.map(\.count).max() ?? 0
    let even = Array(1..<length + 1).evenlySpaced(max(most - Self.first, 2))
    epochs = length <= most ? Array(1..<length + 1) : Set(even + (1...Self.first)).sorted()
    let records = epochs.map { epoch in histories.compactMap { $0.count >= epoch ? $0[epoch - 1] : nil } }
    counts = records.map(\.count)
    means = Dictionary(
      measures.map { measure in
        (
          measure,
          records.map { records in
            let values = records.compactMap(measure.value(of:))
            return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
          }
        )
      }, uniquingKeysWith: { first, _ in first })
  }
}
