import Foundation
import Testing

@testable import Workflow

@Suite struct RunPaceTests {
  private func line(_ second: Double, _ event: String, _ more: String = "") -> Data {
    let time = Date(timeIntervalSince1970: 1_800_000_000 + second)
      .formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    return Data(#"{"event":"\#(event)",\#(more)"time":"\#(time)"}"#.utf8)
  }

  /// Two workers that end a trajectory each second take 2 s for each.
  @Test func theOverheadIsWhatTrainingDoesNotTake() throws {
    let lines = [
      line(0, "begin", #""jobs":2,"#), line(1, "trajectory", #""seconds":0.5,"#),
      line(2, "trajectory", #""seconds":1.5,"#),
      Data("not a line".utf8), line(2.5, "end"),
    ]
    // 2 − 0.5 and 2 − 1.5.
    let overhead = try #require(RunPace(lines: lines).overhead)
    #expect(abs(overhead - 1) < 1e-6)
    // The time between two runs is none of it, nor is more than ten seconds.
    let later = lines + [line(90, "begin", #""jobs":1,"#), line(95, "trajectory", #""seconds":4,"#)]
    #expect(abs((RunPace(lines: later).overhead ?? 0) - 1) < 1e-6)
    let asleep = lines + [line(90, "begin", #""jobs":1,"#), line(9000, "trajectory", #""seconds":4,"#)]
    #expect(abs((RunPace(lines: asleep).overhead ?? 0) - 4) < 1e-6)
  }

  @Test func aLogWithoutTrajectoriesTellsNothing() {
    #expect(RunPace(lines: []).overhead == nil)
    #expect(RunPace(lines: [line(0, "begin"), line(1, "end")]).overhead == nil)
  }
}
