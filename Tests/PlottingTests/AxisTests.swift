import Testing

@testable import Plotting

@Suite struct AxisTests {
  @Test func wideSizesAreLogarithmicWithRoundTicks() {
    let axis = Axis.sizes([250, 1250, 2500, 5000, 10000], length: 600)
    #expect(axis.scale == .log10)
    #expect(axis.ticks.map(\.label) == ["250", "500", "1,000", "2,000", "5,000", "10,000"])
    #expect(axis.start < 250 && axis.end > 10000)
  }

  /// Means of a damaged store may be anything.
  @Test(arguments: [(-1e308, 1e308), (-.infinity, .infinity), (-.infinity, 100), (0, .greatestFiniteMagnitude)])
  func boundlessValuesHaveAnAxis(low: Double, high: Double) {
    let axis = Axis.linear(low: low, high: high, label: "loss")
    #expect(axis.start.isFinite && axis.end.isFinite && axis.start < axis.end)
    #expect(2...10 ~= axis.ticks.count)
  }

  @Test(arguments: [
    [.leastNonzeroMagnitude, 1e308], [1e307, 1.7e308], [.leastNonzeroMagnitude], [.infinity], [0, .infinity],
    [1e-300, 2e-300],
  ])
  func boundlessLossesHaveAnAxis(losses: [Double]) {
    for axis in [
      Axis.losses(train: losses, heldOut: losses, length: 300),
      Axis.values(losses, label: "loss", logarithmic: true, length: 300),
    ] {
      #expect(axis.start.isFinite && axis.end.isFinite && axis.start < axis.end)
      #expect(axis.ticks.allSatisfy { $0.position.isFinite })
    }
  }

  @Test func narrowSizesAreLinear() {
    let axis = Axis.sizes([200, 400, 600, 800], length: 300)
    #expect(axis.scale == .linear)
    #expect(axis.ticks.map(\.label) == ["200", "400", "600", "800"])
  }

  @Test(arguments: [120.0, 200, 300, 500, 900]) func tickLabelsNeverTouch(length: Double) {
    for sizes in [[50, 77, 118, 181, 277, 425, 652, 1000], [10, 60000], [250, 10000], [1000, 1100]] {
      let axis = Axis.sizes(sizes, length: length)
      #expect(axis.ticks.count > 1 || length < 200)
      let spans = axis.ticks.map { tick in
        let centre = (axis.fraction(of: tick.position) ?? 0) * length
        let half = TextMetrics.width(tick.label, size: FigureLayout.FontSize.axis) / 2
        return (centre - half, centre + half)
      }
      for (left, right) in zip(spans, spans.dropFirst()) { #expect(left.1 < right.0) }
    }
  }

  @Test func accuracyEndsAtAHundred() {
    let axis = Axis.accuracy(means: [80.5, 99.9], lows: [78])
    #expect(axis.ticks.first?.position == 75 && axis.ticks.last?.position == 100)
    #expect(axis.start == 75 && axis.end > 100 && axis.end < 101)
  }

  /// A band from 5 % must not flatten means of 90–100 %.
  @Test func aWildBandDoesNotFlattenTheMeans() {
    #expect(Axis.accuracy(means: [90, 100], lows: [5]).start >= 85)
  }

  /// A range between two powers of ten with one or two round numbers in it takes others, not its own ends.
  @Test(arguments: [(5.9, 23.1), (11, 19), (2.2, 4.7), (0.31, 0.84)])
  func logarithmicAxesHaveRoundTicks(low: Double, high: Double) {
    let axis = Axis.values([low, high], label: "", logarithmic: true, length: 300)
    #expect(axis.ticks.count >= 3)
    for tick in axis.ticks { #expect(tick.label.filter(\.isNumber).drop { $0 == "0" }.count <= 2, "\(tick.label)") }
  }

  @Test func degenerateRangesStillHaveTwoEnds() {
    for axis in [
      Axis.accuracy(means: [100, 100], lows: [100]), .accuracy(means: [], lows: []),
      .gap(means: [0], lows: [0], highs: [0]),
      .sizes([500], length: 300), .epochs(last: 1, length: 300),
      .values([3, 3], label: "", logarithmic: true, length: 200),
    ] {
      #expect(axis.start < axis.end)
      #expect((axis.fraction(of: axis.end) ?? 0) == 1)
    }
  }

  @Test func fractionsFollowTheScale() {
    let log = Axis(label: "", scale: .log10, start: 1, end: 100, ticks: [])
    #expect(log.fraction(of: 10) == 0.5)
    #expect(log.fraction(of: 0) == nil)
    #expect(log.reversed.fraction(of: 1) == 1)
  }
}
