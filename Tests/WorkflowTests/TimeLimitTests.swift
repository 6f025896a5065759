import Foundation
import Testing
import Workflow

@Suite struct TimeLimitTests {
  @Test(arguments: [
    ("8h", 28_800.0), ("90m", 5400), ("1h30m", 5400), ("45s", 45), ("0.5h", 1800), ("2h3m4s", 7384), ("1.5s", 1.5),
    ("1d", 86_400), ("1d12h", 129_600),
  ])
  func spansAreRead(text: String, seconds: Double) { #expect(TimeLimit(span: text) == .span(seconds)) }

  @Test(arguments: [
    "", "8", "h", "8 h", "-1h", "0s", "1m1h", "1h2h", "8hours", "1e3s", "nanh", "infs", "1..2h", "9000h",
  ])
  func otherSpansAreNot(text: String) { #expect(TimeLimit(span: text) == nil) }

  @Test func timesOfDayAreRead() {
    #expect(TimeLimit(timeOfDay: "07:00") == .timeOfDay(hour: 7, minute: 0))
    #expect(TimeLimit(timeOfDay: "7:05") == .timeOfDay(hour: 7, minute: 5))
    #expect(TimeLimit(timeOfDay: "23:59") == .timeOfDay(hour: 23, minute: 59))
    for text in ["", "7", "24:00", "7:5", "07:60", "07:00:00", "-7:00", "07.00", "٧:٠٠", ":00"] {
      #expect(TimeLimit(timeOfDay: text) == nil, "\(text)")
    }
  }

  @Test func theNextTimeOfDayIsMeant() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "Europe/Berlin"))
    func seconds(_ limit: TimeLimit, _ hour: Int, _ minute: Int, day: Int = 20, month: Int = 11) throws -> Double? {
      let parts = DateComponents(year: 2026, month: month, day: day, hour: hour, minute: minute)
      return limit.seconds(from: try #require(calendar.date(from: parts)), in: calendar)
    }
    let seven = TimeLimit.timeOfDay(hour: 7, minute: 0)
    #expect(try seconds(seven, 6, 30) == 1800)
    #expect(try seconds(seven, 22, 0) == 9 * 3600)
    #expect(try seconds(seven, 7, 0) == 24 * 3600, "a whole day, not none")
    // Clocks go back an hour in the night to 25 October 2026, and forward in that to 29 March.
    #expect(try seconds(seven, 22, 0, day: 24, month: 10) == 10 * 3600)
    #expect(try seconds(seven, 22, 0, day: 28, month: 3) == 8 * 3600)
    #expect(try seconds(.span(60), 22, 0) == 60)
  }
}
