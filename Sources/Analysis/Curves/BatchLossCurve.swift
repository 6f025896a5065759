public import Study

/// The loss of every batch of a configuration: single values of one replicate, and a smoothed mean over all replicates.
public struct BatchLossCurve: Sendable, Equatable {
  /// The configuration that was trained.
  public var configuration: Configuration
  /// Batches of the first replicate that recorded any, evenly spaced. Losses that are not finite are left out.
  public var points: [Point]
  /// Number of updates averaged into one bin of ``course``.
  public var updatesPerBin: Int
  /// The middle update of each bin; updates are counted from 1.
  public var updates: [Double]
  /// The mean loss in each bin: the mean over replicates of their mean loss there.
  public var course: [Interval]
  /// Number of replicates that reached the end of each bin.
  public var counts: [Int]

  /// The loss of one batch.
  public struct Point: Sendable, Equatable {
    /// The update that the batch made, counted from 1.
    public var update: Int
    /// Mean loss over the samples of the batch.
    public var loss: Double

    /// Creates a point from an update and its loss.
    public init(update: Int, loss: Double) {
      self.update = update
      self.loss = loss
    }
  }

  /// Creates a curve from its parts.
  public init(
    configuration: Configuration, points: [Point], updatesPerBin: Int, updates: [Double], course: [Interval],
    counts: [Int]
  ) {
    self.configuration = configuration
    self.points = points
    self.updatesPerBin = updatesPerBin
    self.updates = updates
    self.course = course
    self.counts = counts
  }
}

extension BatchLossCurve {
  /// The most bins, and the most points.
  static let maximumBins = 150
  static let maximumPoints = 1500

  /// Sums up the replicates of one configuration; nil if none kept its batch losses. Losses that are not finite are left out.
  static func curve(of cell: ConfigurationRuns, bootstrap: ReplicateBootstrap) -> BatchLossCurve? {
    let losses = cell.byReplicate.map { $0?.recordings.batchLosses ?? [] }
    let longest = losses.map(\.count).max() ?? 0
    guard longest > 0, let shown = losses.first(where: { !$0.isEmpty })
    else { return nil }
    let width = (longest + maximumBins - 1) / maximumBins
    var curve = BatchLossCurve(
      configuration: cell.configuration, points: [], updatesPerBin: width, updates: [], course: [], counts: [])
    for start in stride(from: 0, to: longest, by: width) {
      // A bin that a replicate did not fill would compare it at other updates than the rest.
      let end = min(start + width, longest)
      let means = losses.map { $0.count >= end ? mean($0[start..<end]) : nil }
      guard let interval = bootstrap.interval(means) else { continue }
      curve.updates.append(Double(start + 1 + end) / 2)
      curve.course.append(interval)
      curve.counts.append(means.count { $0 != nil })
    }
    let step = (shown.count + maximumPoints - 1) / maximumPoints
    curve.points = stride(from: 0, to: shown.count, by: step).compactMap { index in
      shown[index].isFinite ? Point(update: index + 1, loss: Double(shown[index])) : nil
    }
    return curve
  }

  private static func mean(_ losses: ArraySlice<Float>) -> Double? {
    let sum = losses.reduce(0.0) { $0 + Double($1) }
    return sum.isFinite ? sum / Double(losses.count) : nil
  }
}
