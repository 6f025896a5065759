import Foundation

extension Axis {
  /// Whether the axis is of whole numbers in a row, each with its name.
  var isOfCategories: Bool {
    !ticks.isEmpty && min(start, end) == -0.5
      && ticks.map(\.position).sorted() == ticks.indices.map(Double.init)
  }

  /// Whether the ticks have names and not numbers.
  var hasNames: Bool { isOfCategories && ticks.contains { Double($0.label.replacing(",", with: "")) == nil } }

  /// The same axis without the ticks that there is no room for on `length` pixels.
  ///
  /// Of evenly spaced ticks every second, third … stays, and the last; of others the roundest numbers.
  func thinned(to length: Double, isVertical: Bool) -> Axis {
    let placed = ticks.compactMap { tick in
      fraction(of: tick.position).map { (tick: tick, centre: $0 * length) }
    }.sorted { $0.centre < $1.centre }
    func half(_ tick: Tick) -> Double {
      isVertical ? 9 : TextMetrics.width(tick.label, size: FigureLayout.FontSize.axis) / 2 + 4
    }
    func fits(_ kept: [(tick: Tick, centre: Double)]) -> Bool {
      zip(kept, kept.dropFirst()).allSatisfy { $1.centre - $0.centre >= half($0.tick) + half($1.tick) }
    }
    guard !fits(placed) else { return self }
    var axis = self
    if scale == .linear {
      for step in 2...max(placed.count, 2) {
        let kept = placed.enumerated().filter { ($0.offset - placed.count + 1).isMultiple(of: step) }.map(\.element)
        guard fits(kept) else { continue }
        axis.ticks = kept.map(\.tick)
        return axis
      }
    }
    var kept: [(tick: Tick, centre: Double)] = []
    for candidate in placed.sorted(by: { Self.roundness($0.tick.position) < Self.roundness($1.tick.position) }) {
      let next = (kept + [candidate]).sorted { $0.centre < $1.centre }
      if fits(next) { kept = next }
    }
    axis.ticks = kept.map(\.tick)
    return axis
  }

  /// 0 for powers of ten, 1 for five times them, then 2, 3 and others.
  private static func roundness(_ value: Double) -> Int {
    guard value > 0 else { return 0 }
    let leading = value / pow(10, (log10(value) + 1e-9).rounded(.down))
    return [1.0, 5, 2, 3].firstIndex { abs($0 - leading) < 1e-6 } ?? 4
  }
}
