import Testing

@testable import Plotting

@Suite struct NumberTextTests {
  @Test func numbersReadAsPeopleWriteThem() {
    #expect(NumberText.count(0) == "0")
    #expect(NumberText.count(999) == "999")
    #expect(NumberText.count(-1_234_567) == "−1,234,567")
    #expect(NumberText.plain(12_500) == "12,500")
    #expect(NumberText.plain(0.005) == "0.005")
    #expect(NumberText.plain(5e14) == "5e+14" && NumberText.plain(123_456_789) == "123,456,789")
    #expect(NumberText.plain(-0.5) == "−0.5")
    #expect(NumberText.plain(.nan) == "–")
    #expect(NumberText.counted(1, "replicate") == "1 replicate")
    #expect(NumberText.counted(1200, "trial") == "1,200 trials")
  }
}

@Suite struct TextMetricsTests {
  @Test func textIsWrappedAtSpacesAndLongWordsAreBroken() {
    #expect(TextMetrics.wrapped("one two three", cells: 7) == ["one two", "three"])
    #expect(TextMetrics.wrapped("abcdefgh ij", cells: 3) == ["abc", "def", "gh", "ij"])
    #expect(TextMetrics.wrapped("深い層", cells: 4) == ["深い", "層"])
    #expect(TextMetrics.wrapped("", cells: 4) == [])
    #expect(TextMetrics.wrapped("95\u{A0}% x", cells: 4) == ["95\u{A0}%", "x"])
  }

  @Test func endlessWordsEnd() {
    let word = String(repeating: "x", count: 3_000_000)
    let lines = TextMetrics.wrapped("a " + word + " b", cells: 80)
    #expect(lines.count == 14 && lines.last == String(repeating: "x", count: 40) + "… b")
    #expect(lines.dropFirst().dropLast().allSatisfy { $0 == String(repeating: "x", count: 80) })
    #expect(TextMetrics.elided(word, to: 100, size: 15).count < 20)
  }

  @Test func shortenedTextFits() {
    let text = "a rather long name for a network"
    let short = TextMetrics.elided(text, to: 100, size: 15)
    #expect(short.hasSuffix("…"))
    #expect(TextMetrics.width(short, size: 15) <= 100)
    #expect(TextMetrics.elided("short", to: 100, size: 15) == "short")
  }
}

@Suite struct LabelPlacementTests {
  @Test func labelsThatDoNotTouchStayWhereTheyAre() {
    #expect(LabelPlacement.spread([50, 10, 30], extent: 20, low: 0, high: 100) == [50, 10, 30])
  }

  /// Two at one place move apart by half an extent each: the least sum of squares.
  @Test func labelsAtOnePlaceMoveApartEvenly() {
    #expect(LabelPlacement.spread([50, 50], extent: 20, low: 0, high: 100) == [40, 60])
    #expect(LabelPlacement.spread([50, 50, 80], extent: 20, low: 0, high: 100) == [40, 60, 80])
  }

  @Test func labelsStayInside() {
    #expect(LabelPlacement.spread([99, 100, 100], extent: 10, low: 0, high: 100) == [80, 90, 100])
    #expect(LabelPlacement.spread([0, 0], extent: 10, low: 0, high: 100) == [0, 10])
  }

  @Test func nothingOverlapsAndTheOrderIsKept() {
    var state: UInt64 = 20_261_121
    print("seed \(state)")
    for count in 1...12 {
      let wanted = (0..<count).map { _ -> Double in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 40) / 16_777_216 * 200
      }
      let placed = LabelPlacement.spread(wanted, extent: 15, low: 0, high: 200)
      for first in 0..<count {
        for second in 0..<count where wanted[first] < wanted[second] {
          #expect(placed[second] - placed[first] >= 15 - 1e-9)
        }
      }
      #expect(placed.allSatisfy { $0 >= -1e-9 && $0 <= 200 + 1e-9 })
    }
  }
}
