import Analysis
import NeuralNetwork
import Study

/// What the explorer shows of each point, and the views that it is drawn in.
struct Shown {
  /// A quantity with the factor that it is multiplied by to be shown.
  private struct Item {
    var measure: Measure
    var quantity: ExplorerData.Quantity
    var factor = 1.0
  }

  private let metrics: [Metric]
  private var items: [Item]

  init(_ study: StudyDescription, _ curves: [CurvePoint]) {
    metrics = study.shownMetrics
    let parts: [Measure.Part] = [.test, .train]
    func item(_ measure: Measure, _ name: String, _ unit: String = "", _ factor: Double = 1) -> Item {
      Item(measure: measure, quantity: ExplorerData.Quantity(key: measure.name, name: name, unit: unit), factor: factor)
    }
    items = metrics.flatMap { metric in
      parts.map {
        item(.metric(metric, $0), "\($0.rawValue) \(metric.words)", metric.unit.name, metric.unit.factor)
      }
    }
    items += parts.map { item(.loss($0), "\($0.rawValue) loss") }
    items += metrics.prefix(1).map { metric in
      item(.gap(metric), "gap", metric.differenceWords, metric.unit.factor)
    }
    items += [item(.lossGap, "loss gap"), item(.stoppedEpoch, "stop epoch"), item(.updates, "updates")]
    keepMeasured(curves)
  }

  /// Leaves out what no point has.
  mutating func keepMeasured(_ curves: [CurvePoint]) {
    // Single results that were recorded elsewhere have no epochs.
    let haveEpochs = curves.contains { $0.key.recorded?.kind != .oneShot }
    items = items.filter { item in
      curves.contains { $0[item.measure] != nil } && (haveEpochs || item.measure != .stoppedEpoch)
    }
  }

  var measures: [Measure] { items.map(\.measure) }
  var quantities: [ExplorerData.Quantity] { items.map(\.quantity) }

  func point(_ point: CurvePoint) -> ExplorerData.Point {
    ExplorerData.Point(
      count: point.count, maxEpochs: point.maxEpochs, diverged: point.diverged, atChance: point.atChance,
      values: items.map { point[$0.measure].shown($0.factor) })
  }

  private func position(_ measure: Measure) -> Int? { items.firstIndex { $0.measure == measure } }

  /// Positions of what is measured after every epoch.
  var historyPositions: [Int] {
    items.indices.filter { index in
      switch items[index].measure {
      case .loss, .metric, .gap, .lossGap: true
      case .overfitting, .shift, .epoch, .stoppedEpoch, .updates, .seconds: false
      }
    }
  }

  var historyMeasures: [Measure] { historyPositions.map { items[$0].measure } }

  func historyMeans(_ history: MeanHistory) -> [[Double?]] {
    historyPositions.map { index in
      (history.means[items[index].measure] ?? []).map { mean in
        mean.flatMap { $0.isFinite ? SignificantDigits.rounded($0 * items[index].factor, to: 5) : nil }
      }
    }
  }

  /// What can be chosen: each metric and the loss on test and training data, the gaps, and where training stops.
  var views: [ExplorerData.View] {
    func view(
      _ key: String, _ name: String, axis: String, _ solid: Measure, _ dashed: Measure? = nil, hasHistory: Bool = true
    ) -> ExplorerData.View? {
      position(solid).map {
        ExplorerData.View(
          key: key, name: name, axis: axis, solid: $0, dashed: dashed.flatMap(position), hasHistory: hasHistory)
      }
    }
    let ofMetrics = metrics.map { metric in
      view(metric.name, "\(metric.words)\(metric.directionNote)", axis: metric.label, .test(metric), .train(metric))
    }
    let gap = metrics.first.flatMap { metric in
      view("gap", "gap (\(metric.gapFormula))", axis: "gap (\(metric.differenceName))", .gap(metric))
    }
    return
      (ofMetrics + [
        view("loss", "loss", axis: "loss", .testLoss, .trainLoss), gap,
        view("loss-gap", "loss gap (test loss − train loss)", axis: "loss gap", .lossGap),
        view("stop", "stop epoch", axis: "stop epoch", .stoppedEpoch, hasHistory: false),
        view("updates", "updates until the stop", axis: "updates", .updates, hasHistory: false),
      ]).compactMap(\.self)
  }
}

extension Interval {
  /// The interval of a difference with a mean of zero where it is no more than the rounding of equal values.
  var withoutRounding: Interval {
    var interval = self
    if abs(mean) <= Interval.rounding * max(1, abs(low), abs(high)) { interval.mean = 0 }
    return interval
  }

  /// The mean, with the ends of the interval if there is one, multiplied by `factor` and rounded; nothing if it is not finite.
  func shown(_ factor: Double) -> [Double] {
    guard mean.isFinite else { return [] }
    return (hasEnds && low.isFinite && high.isFinite ? [mean, low, high] : [mean]).map {
      SignificantDigits.rounded($0 * factor, to: 5)
    }
  }
}

extension Interval? {
  /// As ``Interval/shown(_:)``; nothing if there is none.
  func shown(_ factor: Double) -> [Double] { self.map { $0.shown(factor) } ?? [] }
}
