import ForeignHistories
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// Names that say the same in other letters, and columns of which one says more than another.
@Suite struct EqualNamesTests {
  /// Replicates are the same whole number however it is spelt, within a model and between models, in columns and in names of
  /// files.
  @Test func replicatesAreNumbers() throws {
    var random = SeededGenerator(key: printedSeed())
    func spelt(_ number: Int) -> String { ["\(number)", "\(number).0", "0\(number)", "\(number).00"][random.below(4)] }
    for _ in 0..<20 {
      let rows = ["a", "b"].flatMap { model in
        (0..<4).flatMap { seed in (1...3).map { "\(model),10,\(spelt(seed)),\($0),0.\(1 + random.below(9))" } }
      }
      let histories = try ForeignFiles(["h.csv": table("model,size,seed,epoch,test_acc", rows)]).read()
      #expect(histories.runs.map(\.replicate) == ["0", "1", "2", "3", "0", "1", "2", "3"], "\(rows)")
      #expect(histories.runs.allSatisfy { $0.history.count == 3 })
      let files = (0..<4).flatMap { seed in
        ["a", "b"].map { (name: "\($0)-10-\(spelt(seed)).csv", text: "epoch,test_acc\n1,0.5\n2,0.6\n") }
      }
      let named = try ForeignFiles(files).read { $0.pattern = "{model}-{size}-{replicate}.csv" }
      #expect(named.runs.map(\.replicate) == histories.runs.map(\.replicate))
    }
    let labels = ["1.10", "1.1", "a01", "1e5", "100000", "-0"]
    let others = try ForeignFiles([
      "h.csv": table("model,size,seed,test_acc", labels.map { "a,10,\($0),0.5" })
    ]).read()
    #expect(Set(others.runs.compactMap(\.replicate)) == ["1.10", "1.1", "a01", "1e5", "100000", "0"])
  }

  /// Spaces that look alike are alike, in names of models and of columns, and none count at the ends.
  @Test func spacesOfOtherKindsAreSpaces() throws {
    let names = ["deep net", "deep\u{A0}net", "deep\u{202F}net\u{A0}", "\u{2003}deep net"]
    let rows = names.enumerated().map { "\($1),10,\($0),0.5" }
    let histories = try ForeignFiles(["h.csv": table("model,size\u{A0},seed,test\u{A0}accuracy", rows)]).read()
    #expect(histories.models.map(\.name) == ["deep net"] && histories.runs.count == 4)
    #expect(histories.runs.allSatisfy { $0.test(.accuracy) == [0.5] })
  }

  /// What spreadsheets write for a result that is no number is a value that is not finite.
  @Test func errorsOfSpreadsheetsAreNotFinite() throws {
    let rows = ["a,10,1,#NUM!", "a,10,2,0.5", "b,10,1,#DIV/0!", "b,10,2,0.25"]
    let histories = try ForeignFiles(["h.csv": table("model,size,seed,test_log_loss", rows)]).read()
    #expect(histories.runs.map(\.diverged) == [true, false, true, false])
  }

  /// Of two columns for one thing, the one with the exact name wins, on either side of the other.
  @Test(arguments: ["test_acc,test_accuracy", "test_accuracy,test_acc"]) func exactNamesWin(columns: String) throws {
    let isFirst = columns.hasPrefix("test_accuracy")
    let rows = (1...3).map { "a,10,\($0)," + (isFirst ? "0.75,0.25" : "0.25,0.75") }
    let histories = try ForeignFiles(["h.csv": table("model,size,seed,\(columns)", rows)]).read()
    #expect(histories.runs.allSatisfy { $0.test(.accuracy) == [0.75] })
    #expect(histories.remarks.contains { $0.contains("'test_acc' is passed over: 'test_accuracy' is taken") })
    let long = (1...3).flatMap { seed in
      columns.split(separator: ",").map { "a,10,\(seed),\($0),\($0 == "test_acc" ? 0.25 : 0.75)" }
    }
    let quantities = try ForeignFiles(["h.csv": table("model,size,seed,metric,value", long)]).read()
    #expect(quantities.runs.allSatisfy { $0.test(.accuracy) == [0.75] })
  }
}
