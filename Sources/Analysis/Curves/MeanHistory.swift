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

  /// Averages each of `measures` over the histories of one configuration, at no more than about `most` epochs, as
  /// ``DrawnEpochs`` chooses them.
  public init(_ runs: ConfigurationRuns, measures: [Measure], atMost most: Int) {
    let histories = runs.meanHistories.compactMap(\.self)
    let length = histories.map(\.count).max() ?? 0
    let chosen = DrawnEpochs.chosen(of: length, atMost: most) {
      measures.map { $0.means(of: histories, at: 1..<length + 1) }
    }
    epochs = chosen
    counts = chosen.map { epoch in histories.count { $0.count >= epoch } }
    means = Dictionary(
      measures.map { ($0, $0.means(of: histories, at: chosen)) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Measure {
  /// The mean over some histories after each of some epochs, nil where nothing was measured.
  func means(of histories: [[EpochRecord]], at epochs: some Sequence<Int>) -> [Double?] {
    epochs.map { epoch in
      var (sum, count) = (0.0, 0)
      for history in histories where history.count >= epoch {
        guard let value = value(of: history[epoch - 1]) else { continue }
        sum += value
        count += 1
      }
      return count > 0 ? sum / Double(count) : nil
    }
  }
}
