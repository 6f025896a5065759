import Foundation
import NeuralNetwork
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
    let sizes = [[50, 77, 118, 181, 277, 425, 652, 1000], [10, 60000], [250, 10000], [1000, 1100]]
    // The updates, epochs and seconds of a figure of costs.
    let costs = [[250.0, 26000], [7, 850], [0.9, 70], [1, 2_000_000]].map {
      Axis.values($0, label: "", logarithmic: true, length: length, isVertical: false)
    }
    for axis in sizes.map({ Axis.sizes($0, length: length) }) + costs {
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
    let axis = Axis.metric(.accuracy, means: [80.5, 99.9], lows: [78])
    #expect(axis.ticks.first?.position == 75 && axis.ticks.last?.position == 100)
    #expect(axis.start == 75 && axis.end > 100 && axis.end < 101)
  }

  @Test func intervalsLieOnTheAxisAsMeansDo() {
    let accuracy = Axis.metric(.accuracy, means: [90, 95], lows: [5], highs: [99])
    #expect(accuracy.start <= 5 && accuracy.end >= 99)
    let gap = Axis.gap(.accuracy, means: [1, 2], lows: [-30], highs: [40])
    #expect(gap.start <= -30 && gap.end >= 40)
  }

  /// Ends that six digits cannot tell apart made gnuplot fail with "empty range", and ticks that read alike.
  @Test(
    arguments: [
      [0.0, 0], [100, 100], [3, 3.000001], [1e-7, 1e-7], [1e-7, 1.000001e-7], [1e9, 1e9 + 1], [-5, -5],
      [1e-300, 1e-300],
      [1e17, 1e17], [1e150, 2e150], [0.3333333, 0.3333334], [-1e-9, 1e-9],
    ] as [[Double]])
  func endsAndTicksCanAlwaysBeToldApart(values: [Double]) {
    for axis in [
      Axis.linear(low: values[0], high: values[1], label: ""),
      .linear(low: values[0], high: values[1], label: "", length: 300),
      .values(values, label: "", logarithmic: true, length: 300),
      .values(values, label: "", logarithmic: false, length: 300),
      .spanning(values, label: "", logarithmic: true, margin: 0.04).withTicks(values.map { [$0] }, length: 300),
      .spanning(values, label: "", logarithmic: false, margin: 0.08).withTicks(values.map { [$0] }, length: 300),
      .losses(train: values, heldOut: values, length: 200),
      Axis(label: "", scale: .linear, start: values[1], end: values[0], ticks: []),
    ] {
      #expect(GnuplotScript.number(axis.start) != GnuplotScript.number(axis.end), "\(axis)")
      #expect(Set(axis.ticks.map(\.label)).count == axis.ticks.count, "\(axis)")
      for value in values where value == 0 || (1e-150...1e150).contains(abs(value)) {
        #expect(axis.fraction(of: value).map { (-1e-9...1 + 1e-9).contains($0) } ?? true, "\(value) \(axis)")
      }
    }
  }

  @Test func anAxisReachesWhatIsDrawnOnIt() {
    let accuracy = Axis.metric(.accuracy, means: [90, 95], lows: [])
    #expect(accuracy.reaching([91, 92], length: 200, isVertical: true) == accuracy)
    let wide = accuracy.reaching([20, 99], length: 200, isVertical: true)
    #expect(wide.start <= 20 && wide.end >= 99 && wide.label == accuracy.label)
    let losses = Axis.values([0.1, 10], label: "loss", logarithmic: true, length: 200)
    let low = losses.reaching([0, 1e-5], length: 200, isVertical: true)
    #expect(low.scale == .log10 && low.start <= 1e-5 && low.end == losses.end * pow(losses.end / 1e-5, 0.03))
    let backwards = losses.reversed.reaching([1e4], length: 200, isVertical: false)
    #expect(backwards.start >= 1e4 && backwards.end < 0.1)
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
      Axis.metric(.accuracy, means: [100, 100], lows: [100]), .metric(.accuracy, means: [], lows: []),
      .gap(.accuracy, means: [0], lows: [0], highs: [0]),
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
