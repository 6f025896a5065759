import Datasets
import ForeignHistories
import NeuralNetwork
import TestSupport
import Testing

/// `cv_results_` of scikit-learn's searches, as pandas writes them.
@Suite struct SearchResultsTests {
  private static let times = "mean_fit_time,std_fit_time,mean_score_time,std_score_time"

  /// A table with a row for each value of a setting; the score of fold f in row r is 0.(50 + 10 f + r).
  private func search(
    _ values: [String], setting: String = "alpha", folds: Int = 3, hasTraining: Bool = true
  ) -> String {
    let parts = hasTraining ? ["test", "train"] : ["test"]
    let header =
      ",\(Self.times),param_\(setting),params"
      + parts.map { part in
        (0..<folds).map { ",split\($0)_\(part)_score" }.joined()
          + ",mean_\(part)_score,std_\(part)_score" + (part == "test" ? ",rank_test_score" : "")
      }.joined()
    let rows = values.enumerated().map { row, value in
      "\(row),0.\(row)1,0.0\(row)2,0.0\(row)3,0.0\(row)4,\(value),\"{'\(setting)': \(row)}\""
        + parts.map { part in
          (0..<folds).map { ",0.\((part == "test" ? 50 : 60) + 10 * $0 + row)" }.joined()
            + ",0.\((part == "test" ? 60 : 70) + row),0.0\(row + 1)" + (part == "test" ? ",\(row + 1)" : "")
        }.joined()
    }
    return table(header, rows)
  }

  /// Folds are replicates, `param_…` are settings, and what sums them up is nothing.
  @Test func foldsAndSettings() throws {
    let histories = try ForeignFiles(["cv.csv": search(["0.1", "1", "10"])]).read { $0.constants = ["size": "100"] }
    #expect(histories.settings == [ForeignSetting(key: "alpha", values: ["0.1", "1", "10"])])
    #expect(histories.constants.isEmpty, "\(histories.constants)")
    #expect(histories.partsOfData == "cv_split" && histories.program == "scikit-learn")
    #expect(
      histories.runs.map { "\($0.settings[0]) \($0.replicate ?? "")" }.prefix(4) == ["0.1 0", "0.1 1", "0.1 2", "1 0"])
    #expect(histories.runs.flatMap { $0.test(.accuracy) } == [0.5, 0.6, 0.7, 0.51, 0.61, 0.71, 0.52, 0.62, 0.72])
    #expect(histories.runs[1].history[0].train[.accuracy] == 0.7)
    #expect(
      histories.notes.contains { $0.hasPrefix("Left out, as they sum up folds: 'mean_fit_time', 'std_fit_time'") })
    #expect(histories.remarks.isEmpty, "\(histories.remarks)")
  }

  /// A search has more values than a column that is found to be a setting may have.
  @Test func manyValues() throws {
    let values = (1...30).map { "0.\($0 + 100)" }
    let histories = try ForeignFiles(["cv.csv": search(values)]).read { $0.constants = ["size": "100"] }
    #expect(histories.settings.map(\.values) == [values] && histories.runs.count == 90)
  }

  /// Hidden layers are models.
  @Test func hiddenLayers() throws {
    let text = search(["\"(8,)\"", "\"(8, 8)\""], setting: "hidden_layer_sizes")
    let histories = try ForeignFiles(["cv.csv": text]).read { $0.constants = ["size": "100"] }
    #expect(histories.models.map(\.hidden) == [[8], [8, 8]] && histories.settings.isEmpty)
  }

  /// A name of a model or a loss is the value of a setting, too, whatever columns of other tables hold under it.
  @Test(arguments: ["loss", "metric", "model", "epochs", "test_score"]) func namesOfFields(_ setting: String) throws {
    let text = search(["1", "2"], setting: setting)
    let histories = try ForeignFiles(["cv.csv": text]).read { $0.constants = ["size": "100"] }
    #expect(histories.settings == [ForeignSetting(key: setting, values: ["1", "2"])] && histories.runs.count == 6)
    #expect(histories.runs.allSatisfy { !$0.hasEpochs })
  }

  /// A pattern for the scores of test data leaves those of training out, and that for names of files has the other fields.
  @Test func patterns() throws {
    let files = try ForeignFiles(["ridge-100.csv": search(["1", "2"]), "lasso-200.csv": search(["1", "2"])])
    let named = try files.read { $0.pattern = "{model}-{size}.csv" }
    #expect(Set(named.runs.map { "\($0.model) \($0.size) \($0.replicate ?? "")" }).count == 6 && named.runs.count == 12)
    #expect(named.settings.map(\.key) == ["alpha"])
    let test = try ForeignFiles(["cv.csv": search(["1", "2"])]).read {
      ($0.constants, $0.pattern) = (["size": "100"], "split{replicate}_test_score")
    }
    #expect(test.settings.map(\.key) == ["alpha"] && test.runs.count == 6)
    #expect(test.runs.allSatisfy { $0.history[0].train == .unmeasured })
    #expect(test.notes.contains { $0.contains("as the pattern does not match them: 'split0_train_score'") })
  }

  /// Where only means are left, each is the one value of its model, which is told.
  @Test func meansAlone() throws {
    let files = try ForeignFiles(["cv.csv": search(["1", "2"], folds: 0)])
    let histories = try files.read { $0.constants = ["size": "100"] }
    #expect(histories.runs.map { $0.test(.accuracy) } == [[0.6], [0.61]])
    #expect(histories.runs.map { $0.history[0].train[.accuracy] } == [0.7, 0.71])
    #expect(histories.runs.allSatisfy { $0.replicate == nil } && histories.settings.map(\.key) == ["alpha"])
    #expect(
      files.remarks(histories).first?.hasPrefix("cv.csv: 'mean_test_score', 'mean_train_score' are means over folds")
        == true, "\(histories.remarks)")
  }
}
