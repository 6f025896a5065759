import ForeignHistories
import NeuralNetwork
import TestSupport
import Testing

/// Errors and percentages become accuracies that are rounded once, as if the file had them.
@Suite struct PercentAndErrorTests {
  /// The test accuracies of the epochs of one run that a column has.
  private func accuracies(_ column: String, _ texts: [String]) throws -> [Double?] {
    let rows = texts.enumerated().map { "a,100,\($0 + 1),\($1)" }
    return try ForeignFiles(["h.csv": table("model,size,epoch,\(column)", rows)]).read().runs[0].test(.accuracy)
  }

  /// `number` with a point before its last `decimals` digits.
  private func decimal(_ number: Int, _ decimals: Int) -> String {
    let digits = String(repeating: "0", count: max(0, decimals + 1 - "\(number)".count)) + "\(number)"
    return digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }

  /// All values with two and three decimals: 1 − x, x / 100 and 1 − x / 100 are the numbers nearest to the exact ones.
  @Test(arguments: [2, 3]) func roundedOnce(decimals: Int) throws {
    let one = decimals == 2 ? 100 : 1000
    let errors = try accuracies("test_error", (0...one).map { decimal($0, decimals) })
    #expect(errors == (0...one).map { Double("\(one - $0)e-\(decimals)") })
    // All of two decimals, and a part of three.
    let hundreds = Array(stride(from: 0, through: 100 * one, by: decimals == 2 ? 1 : 23))
    let percentages = try accuracies("test_acc (%)", hundreds.map { decimal($0, decimals) })
    #expect(percentages == hundreds.map { Double("\($0)e-\(decimals + 2)") })
    let percentErrors = try accuracies("test_error_pct", hundreds.map { decimal($0, decimals) })
    #expect(percentErrors == hundreds.map { Double("\(100 * one - $0)e-\(decimals + 2)") })
  }

  /// However a number is written: 1 − 0.07 is 0.93, and not 0.9299999999999999.
  @Test(arguments: ["0.07", ".07", "7e-2", "0.0700", "7E-02"]) func spellings(text: String) throws {
    #expect(try accuracies("test_error", [text]) == [0.93])
    #expect(try accuracies("test_acc_pct", [text]) == [0.0007])
  }

  /// The name says percent where the values do not.
  @Test(arguments: ["test error (%)", "test_error_pct", "Test Error [%]", "test_percent_error", "error_test_pct"])
  func namesOfPercent(column: String) throws {
    let expected = ["0.9915", "0.9909", "0.985"].map { Double($0) }
    #expect(try accuracies(column, ["0.85", "0.91", "1.5"]) == expected)
    // In a table with a row for each quantity, too.
    let rows = ["0.85", "0.91", "1.5"].enumerated().map { "a,100,\($0),\(column),\($1)" }
    let long = try ForeignFiles(["h.csv": table("model,size,seed,metric,value", rows)]).read()
    #expect(long.runs.map { $0.test(.accuracy)[0] } == expected)
    #expect(long.notes.contains("Values of test_accuracy are percentages; they are divided by 100."))
  }

  /// A field that a user maps may say so as well as a column.
  @Test func mappedPercent() throws {
    let files = try ForeignFiles(["h.csv": table("model,size,seed,wrong", ["a,100,1,0.5", "a,100,2,0.25"])])
    let histories = try files.read { $0.columns = ["test_error_pct": "wrong"] }
    #expect(histories.runs.map { $0.test(.accuracy)[0] } == [0.995, 0.9975])
  }

  /// Errors of training data are percentages as those of test data are; accuracies below 1 % are asked about.
  @Test func otherParts() throws {
    let files = try ForeignFiles(["h.csv": table("model,size,train_error,test error (%)", ["a,10,0.5,0.75"])])
    let histories = try files.read()
    #expect(histories.runs[0].history[0].train[.accuracy] == 0.995 && histories.runs[0].test(.accuracy) == [0.9925])
    let low = try ForeignFiles(["h.csv": table("model,size,test acc (%)", ["a,10,0.5", "b,10,0.75"])])
    #expect(
      try low.remarks(low.read()) == [
        "h.csv:3: test_accuracy is at most 0.75, and its name says that it is in percent; if it has fractions, rename it"
      ])
  }

  /// Fractions in one file and percentages in another are told apart by their names.
  @Test func fractionsElsewhere() throws {
    let files = try ForeignFiles([
      "a.csv": table("model,size,seed,test_acc", ["a,10,1,0.5", "a,10,2,0.75"]),
      "b.csv": table("model,size,seed,test_acc_percent", ["b,10,1,50", "b,10,2,75"]),
    ])
    #expect(try files.read().runs.map { $0.test(.accuracy)[0] } == [0.5, 0.75, 0.5, 0.75])
  }
}
