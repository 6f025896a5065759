import ForeignHistories
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// Columns with a replicate each, as scikit-learn writes folds.
@Suite struct FoldColumnTests {
  /// A wide table is what the long one of the same numbers is.
  @Test func wideIsLong() throws {
    var random = SeededGenerator(key: printedSeed())
    var (wide, long) = ([String](), [String]())
    for (model, size) in [("a", 10), ("a", 20), ("b", 10), ("b", 20)] {
      let scores = (0..<5).map { _ in ["0.\(100 + random.below(900))", "0.\(100 + random.below(900))"] }
      wide.append("\(model),\(size)," + scores.joined().joined(separator: ","))
      for (fold, pair) in scores.enumerated() { long.append("\(model),\(size),\(fold),\(pair[0]),\(pair[1])") }
    }
    let header = "model,size," + (0..<5).map { "split\($0)_test_score,split\($0)_train_score" }.joined(separator: ",")
    let files = try ForeignFiles(["h.csv": table(header, wide)])
    let expected = try ForeignFiles(["h.csv": table("model,size,fold,test_score,train_score", long)]).read()
    let histories = try files.read { $0.pattern = "split{replicate}_{quantity}" }
    #expect(histories.runs == expected.runs && histories.models == expected.models)
    #expect(histories.partsOfData == "cv_split" && expected.partsOfData == "fold")
    let test = try files.read { request in
      request.pattern = "split{replicate}_test_score"
      request.ignored = (0..<5).map { "split\($0)_train_score" }
    }
    #expect(test.runs.map { $0.test(.accuracy) } == expected.runs.map { $0.test(.accuracy) })
    let refusal = try files.refusal()
    #expect(
      refusal.hasSuffix("if columns have a replicate each, add --pattern 'split{replicate}_test_score'"), "\(refusal)")
  }

  /// Columns that are called by their number alone need the metric.
  @Test func columnsWithoutAMetric() throws {
    let files = try ForeignFiles([
      "h.csv": table("model,size,fold_0,fold_1,fold_2", ["a,10,0.5,0.6,0.7", "b,10,0.6,0.7,0.8"])
    ])
    #expect(try files.refusal().hasSuffix("add --pattern 'fold_{replicate}' --set quantity=test_accuracy"))
    #expect(try files.refusal { $0.pattern = "fold_{replicate}" }.contains("--set quantity=test_accuracy"))
    let histories = try files.read { request in
      request.pattern = "fold_{replicate}"
      request.constants = ["quantity": "test_accuracy"]
    }
    #expect(histories.runs.map { $0.test(.accuracy) } == [[0.5], [0.6], [0.7], [0.6], [0.7], [0.8]])
    #expect(histories.partsOfData == "fold")
  }
}
