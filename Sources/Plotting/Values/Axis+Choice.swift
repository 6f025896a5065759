import Foundation
import NeuralNetwork
import Study

/// Ranges and ticks for the quantities that figures show.
extension Axis {
  /// Training-set sizes: logarithmic if they span more than a factor of five, marked at sizes and round numbers.
  static func sizes(_ sizes: [Int], length: Double) -> Axis {
    let values = sizes.map(Double.init)
    let axis = spanning(values, label: "training-set size n", logarithmic: isWide(values), margin: 0.035)
    guard axis.scale == .log10, let low = values.min(), let high = values.max() else {
      return axis.withRoundTicks(length)
    }
    // Sizes that are round numbers themselves come first, by their number of significant digits.
    var candidates = [low, high].filter { significantDigits($0) <= 2 }
    candidates += values.filter { significantDigits($0) == 1 }
    candidates += logarithmicTicks(low: low, high: high).joined()
    return axis.withTicks(candidates.map { [$0] }, length: length, fallback: Self.fallback(low, high))
  }

  /// Epochs 1 to `last`: logarithmic for long trainings, in which most happens early.
  static func epochs(last: Int, length: Double, label: String = "epoch") -> Axis {
    let axis = spanning([1, Double(max(last, 2))], label: label, logarithmic: last >= 50, margin: 0.01)
    return axis.withRoundTicks(length)
  }

  /// Any positive or signed quantity over the range of `values`; logarithmic where asked, if all are positive.
  static func values(
    _ values: [Double], label: String, logarithmic: Bool, length: Double, isVertical: Bool = true
  ) -> Axis {
    guard logarithmic, values.allSatisfy({ $0 > 0 }) else {
      return linear(low: values.min() ?? 0, high: values.max() ?? 1, label: label)
    }
    return spanning(values, label: label, logarithmic: true, margin: 0.05).withRoundTicks(
      length, isVertical: isVertical)
  }

  /// Losses by epoch: logarithmic if those on held-out data fall by decades, otherwise from zero. Where only the train loss
  /// does, a logarithmic axis would hide how the others turn and rise.
  static func losses(train: [Double], heldOut: [Double], length: Double) -> Axis {
    let all = train + heldOut
    let isDeep = all.allSatisfy { $0 > 0 } && (heldOut.max() ?? 1) / (heldOut.min() ?? 1) > 10
    return values(isDeep ? all : all + [0], label: "loss", logarithmic: isDeep, length: length)
  }

  /// Values of a metric, as they are shown, between round numbers within its bounds; logarithmic if the metric has no worst value
  /// and a few means, such as those of runs that all but diverged, would leave no room for most.
  static func metric(_ metric: Metric, means: [Double], lows: [Double], highs: [Double] = []) -> Axis {
    let floor = metric.direction == .higherIsBetter ? metric.worst : metric.best
    let ceiling = metric.direction == .higherIsBetter ? metric.best : metric.worst
    let (least, most) = (floor.map(shown) ?? -.infinity, ceiling.map(shown) ?? .infinity)
    func shown(_ value: Double) -> Double { value * metric.unit.factor }
    let all = means + lows + highs
    let middle = means.sorted().dropFirst(means.count / 2).first ?? 0
    if metric.direction == .lowerIsBetter, most == .infinity, all.allSatisfy({ $0 > 0 }),
      (all.max() ?? 0) > 100 * middle
    {
      return values(all, label: metric.label, logarithmic: true, length: 250)
    }
    let span = metric.unit.leastSpan
    let low = min((means + lows).min() ?? (least.isFinite ? least : 0), most - span)
    let high = max((means + highs).max() ?? (most.isFinite ? most : low), low + span)
    return linear(low: max(low, least), high: min(high, most), label: metric.label, ceiling: most)
  }

  /// Gaps in a metric, as they are shown, with zero and all values on the axis.
  static func gap(_ metric: Metric, means: [Double], lows: [Double], highs: [Double]) -> Axis {
    linear(
      low: min((means + lows).min() ?? 0, 0), high: max((means + highs).max() ?? 1, metric.unit.leastSpan / 10),
      label: "gap (\(metric.differenceName))")
  }

  /// A linear axis from a round number to another, at most `ceiling`, with about five ticks.
  static func linear(low: Double, high: Double, label: String, ceiling: Double = .infinity) -> Axis {
    let (low, high) = apart(bounded(low), bounded(high))
    let step = roundStep((high - low) / 4.5)
    let first = (low / step + 1e-9).rounded(.down)
    let last = min((high / step - 1e-9).rounded(.up), (ceiling / step + 1e-9).rounded(.down))
    let ticks = stride(from: first, through: max(last, first + 1), by: 1).map { index in
      let position = index * step
      return Tick(position, NumberText.plain((position / step).rounded() * step))
    }
    // Room for points that lie on the first or last tick.
    let (start, end) = (ticks[0].position, ticks[ticks.count - 1].position)
    return Axis(
      label: label, scale: .linear, start: start, end: end + 0.012 * (end - start), ticks: ticks)
  }

  /// The same, as wide as its values, with ticks whose labels fit its length.
  static func linear(low: Double, high: Double, label: String, length: Double) -> Axis {
    Axis(label: label, scale: .linear, start: bounded(low), end: bounded(high), ticks: []).withRoundTicks(length)
  }

  /// Whole numbers in a row, each named: the axis of a map, or of categories.
  static func categories(_ names: [String], label: String, downwards: Bool = false) -> Axis {
    let ticks = names.enumerated().map { Tick(Double($0), $1) }
    let (first, last) = (-0.5, Double(max(names.count, 1)) - 0.5)
    return Axis(
      label: label, scale: .linear, start: downwards ? last : first, end: downwards ? first : last, ticks: ticks)
  }

  /// The same axis run from its end to its start.
  var reversed: Axis {
    var axis = self
    (axis.start, axis.end) = (end, start)
    return axis
  }

  /// Losses of networks about to diverge, and means of a damaged store, may be so large or small that ranges and ratios of
  /// them are not finite; an axis ends here.
  private static let maximumDrawn = 1e150

  private static func bounded(_ value: Double) -> Double {
    value.isNaN ? 0 : min(max(value, -maximumDrawn), maximumDrawn)
  }

  static func isWide(_ values: [Double]) -> Bool {
    guard let low = values.min(), let high = values.max(), low > 0 else { return false }
    return high / low > 5
  }

  /// An axis over the values with a margin on either side, a fraction of its length, and no ticks yet.
  static func spanning(_ values: [Double], label: String, logarithmic: Bool, margin: Double) -> Axis {
    let least = bounded(values.min() ?? 0)
    let low = least > 0 ? max(least, 1 / maximumDrawn) : least
    let high = max(bounded(values.max() ?? 1), low)
    guard logarithmic, low > 0 else {
      let (start, end) = apart(low, high)
      let space = (high - low) * margin
      return Axis(label: label, scale: .linear, start: start - space, end: end + space, ticks: [])
    }
    let (start, end) = apart(low, high, .log10)
    let factor = pow(high / low, margin)
    return Axis(label: label, scale: .log10, start: start / factor, end: end * factor, ticks: [])
  }

  /// With ticks at the candidates, best group first, that fit without their labels touching; a group comes in if more than
  /// half of it fits. While there are fewer than three, whatever fits of the fallback comes in too.
  func withTicks(
    _ groups: [[Double]], length: Double, fallback: [[Double]] = [], isVertical: Bool = false
  ) -> Axis {
    var axis = self
    var taken: [(centre: Double, half: Double)] = []
    func add(_ group: [Double], share: Double) {
      let before = (axis.ticks, taken)
      for position in group {
        guard let fraction = fraction(of: position), (0...1).contains(fraction),
          !axis.ticks.contains(where: { $0.position == position })
        else { continue }
        let label = NumberText.plain(position)
        guard !axis.ticks.contains(where: { $0.label == label }) else { continue }
        let extent = isVertical ? 18 : TextMetrics.width(label, size: FigureLayout.FontSize.axis) + 8
        let centre = fraction * length
        guard taken.allSatisfy({ abs($0.centre - centre) >= $0.half + extent / 2 }) else { continue }
        taken.append((centre, extent / 2))
        axis.ticks.append(Tick(position, label))
      }
      if Double(axis.ticks.count - before.0.count) <= share * Double(group.count) { (axis.ticks, taken) = before }
    }
    for group in groups { add(group, share: 0.5) }
    for group in fallback where axis.ticks.count < 3 { add(group, share: 0) }
    axis.ticks.sort { $0.position < $1.position }
    return axis
  }

  /// The same axis, moved out where it has to be so that all values lie on it; those that no logarithm has are left out.
  /// `length` is about that of the axis, in pixels.
  func reaching(_ values: [Double], length: Double, isVertical: Bool) -> Axis {
    let (low, high) = (min(start, end), max(start, end))
    let drawable = values.map(Self.bounded).filter { scale == .linear || $0 > 0 }
    // What rounding moved past an end is not beyond it.
    let slack = 1e-9 * (high - low)
    guard let least = drawable.min(), let most = drawable.max(), least < low - slack || most > high + slack else {
      return self
    }
    let isBackwards = start > end
    let last = ticks.map(\.position).max() ?? high
    var axis: Axis
    if scale == .log10 {
      axis = Self.spanning(
        [least < low ? least : low, most > high ? most : high], label: label, logarithmic: true, margin: 0.03
      ).withRoundTicks(length, isVertical: isVertical)
    } else {
      axis = Self.linear(low: min(least, low), high: max(most, isVertical ? last : high), label: label)
    }
    if isBackwards { axis = axis.reversed }
    return axis
  }

  func withRoundTicks(_ length: Double, isVertical: Bool = false) -> Axis {
    let (low, high) = (min(start, end), max(start, end))
    guard scale == .linear else {
      return withTicks(
        Self.logarithmicTicks(low: low, high: high), length: length,
        fallback: [
          Self.decades(3, low: low, high: high), Self.evenTicks(low: low, high: high),
          Self.evenTicks(low: low, high: high, steps: 9), [low, high],
        ],
        isVertical: isVertical)
    }
    return withTicks([Self.evenTicks(low: low, high: high)], length: length, isVertical: isVertical)
  }

  /// The multiples of a round step, about as many as there are `steps`.
  private static func evenTicks(low: Double, high: Double, steps: Double = 4.5) -> [Double] {
    let step = roundStep((high - low) / steps)
    let first = (low / step).rounded(.up)
    return stride(from: first, through: (high / step).rounded(.down), by: 1).map { $0 * step }
  }

  /// 1, 2 or 5 times a power of ten, at least `step`.
  private static func roundStep(_ step: Double) -> Double {
    let power = pow(10, log10(step).rounded(.down))
    let factor = [1.0, 2, 5, 10].first { $0 * power >= step * (1 - 1e-9) } ?? 10
    return factor * power
  }

  /// Threefold powers of ten, for sizes with room for neither the five- nor the twofold; then the ends themselves.
  private static func fallback(_ low: Double, _ high: Double) -> [[Double]] {
    [decades(3, low: low, high: high), [low, high]]
  }

  /// Powers of ten, then their fivefold, then their double.
  private static func logarithmicTicks(low: Double, high: Double) -> [[Double]] {
    [1.0, 5, 2].map { decades($0, low: low, high: high) }
  }

  /// A factor times the powers of ten, as far as they lie in the range.
  private static func decades(_ factor: Double, low: Double, high: Double) -> [Double] {
    let exponents = Int(log10(low).rounded(.down))...Int(log10(high).rounded(.up))
    return exponents.map { decimal(factor, $0) }.filter { low...high ~= $0 }
  }

  /// factor · 10^exponent, the double nearest to it.
  private static func decimal(_ factor: Double, _ exponent: Int) -> Double {
    exponent < 0 ? factor / pow(10, Double(-exponent)) : factor * pow(10, Double(exponent))
  }

  private static func significantDigits(_ value: Double) -> Int {
    var digits = Substring(String(Int(value)))
    while digits.last == "0" { digits.removeLast() }
    return digits.count
  }
}

extension StudyDescription {
  /// What is counted along training: epochs, or the measurements of runs that were not measured after each.
  var epochLabel: String { origin?.measuredEpochs.map { "measurement (\($0))" } ?? "epoch" }
}
