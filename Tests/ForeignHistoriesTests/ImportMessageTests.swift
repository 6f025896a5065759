import ForeignHistories
import Foundation
import NeuralNetwork
import TestSupport
import Testing

/// What is odd in files is named with its place and the way out.
@Suite struct ImportMessageTests {
  private func files(_ header: String, _ rows: [String]) throws -> ForeignFiles {
    try ForeignFiles(["h.csv": table(header, rows)])
  }

  /// A value that is no finite number is not called empty.
  @Test(arguments: [
    ("", "empty, so that this epoch, one of 6, is passed over"),
    ("nan", "no finite number, so the run diverged in epoch 3 (model a, size 10, seed 2)"),
    ("inf", "no finite number, so the run diverged in epoch 3 (model a, size 10, seed 2)"),
    ("1e999", "no finite number, so the run diverged in epoch 3 (model a, size 10, seed 2)"),
  ])
  func valuesThatAreNone(value: String, words: String) throws {
    let rows = (1...2).flatMap { seed in
      (1...3).map { "a,10,\(seed),\($0),0.5,\(seed == 2 && $0 == 3 ? value : "0.5")" }
    }
    let files = try files("model,size,seed,epoch,train_loss,test_accuracy", rows)
    #expect(try files.remarks(files.read()) == ["h.csv:7: test_accuracy is \(words)"])
    let none = try self.files("model,size,seed,test_accuracy", (1...3).map { "a,10,\($0),\(value)" })
    let refusal = try none.refusal()
    #expect(value.isEmpty || refusal.hasPrefix("h.csv:2: 'test_accuracy' is '\(value)', and no run"), "\(refusal)")
  }

  /// A label that is missing in some rows of a model makes no run of its own; a model without any is as it is.
  @Test func labelsThatAreMissing() throws {
    let rows = ["a,10,1,0.5", "a,10,2,0.6", "a,10,,0.7", "knn,10,,0.4"]
    let some = try files("model,size,seed,test_accuracy", rows)
    #expect(
      try some.refusal()
        == "h.csv:4: 'seed' is empty, where other rows of the model have one; fill it in, or take the row out")
    let whole = try files("model,size,seed,test_accuracy", rows.filter { !$0.contains("0.7") }).read()
    #expect(whole.runs.count == 3)
  }

  @Test func sharesAndOwnMetrics() throws {
    let shares = try files("model,size,seed,test_accuracy", ["a,0.5,1,0.5"]).refusal()
    #expect(shares.contains("multiply shares by the number of samples") && shares.contains("--map size=COLUMN"))
    for name in ["test_iou", "test_mine", "val_quality"] {
      let own = try files("model,size,seed,\(name)", ["a,10,1,0.5", "a,10,2,0.6"])
      #expect(try own.refusal().contains("--map test_accuracy=\(name)"), "\(name)")
      let mapped = try own.read { $0.columns = ["test_accuracy": name] }
      #expect(mapped.runs.map { $0.test(.accuracy) } == [[0.5], [0.6]])
    }
  }

  /// Sizes that are no numbers are refused with what to write.
  @Test(arguments: [
    ("10k", "; write it as 10000"), ("0.5k", "; write it as 500"), ("2M", "; write it as 2000000"),
    ("1_000", "; write it as 1000"),
    ("5%", ", not a share of them; multiply shares by the number of samples there are"),
    ("0.0001k", "; write numbers alone"), ("100 samples", "; write numbers alone"), ("k", "; write numbers alone"),
    ("all", "; write numbers alone"), ("2.5", "; write numbers alone"), ("-5", "; write numbers alone"),
  ])
  func sizesThatAreNoNumbers(size: String, wayOut: String) throws {
    let refusal = try files("model,size,seed,test_accuracy", ["a,\(size),1,0.5", "a,\(size),2,0.5"]).refusal()
    let start = "h.csv:2: 'size' is '\(size)', expected a number of training samples\(wayOut)"
    #expect(refusal.hasPrefix(start), "\(refusal)")
  }

  /// Labels that are the same number are one replicate, which a row that is there twice says.
  @Test func labelsThatAreOne() throws {
    let header = "model,size,seed,test_accuracy"
    let refusal = try files(header, ["a,10,2,0.5", "a,10,02,0.6", "a,10,3,0.7"]).refusal()
    #expect(
      refusal
        == "h.csv:3: of the same run as line 2 (model a, size 10, seed 2), with other values; '2' and '02' are taken "
        + "for one replicate: give one of them another label, or leave one out")
    let same = try files(header, ["a,10,2,0.5", "a,10,02,0.5", "a,10,3,0.7"])
    #expect(
      try same.remarks(same.read()) == [
        "h.csv:3: the same as line 2 ('2' and '02' are taken for one replicate); one is kept"
      ])
    let named = try ForeignFiles(["a-10-2.csv": "test_accuracy\n0.5\n", "a-10-02.csv": "test_accuracy\n0.6\n"])
    #expect(try named.refusal { $0.pattern = "{model}-{size}-{seed}.csv" }.contains("'2' and '02' are taken for one"))
  }

  /// JSON in UTF-16 is read as tables are, also without a mark.
  @Test(arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian, .utf16, .utf8]) func encodingsOfJSON(
    encoding: String.Encoding
  ) throws {
    let files = try ForeignFiles(["h.json": ""])
    let text = #"[{"model": "ä", "size": 10, "seed": 1, "test_accuracy": 0.5}]"#
    try #require(text.data(using: encoding)).write(to: files.folder.file("h.json"))
    let histories = try files.read()
    #expect(histories.models.map(\.name) == ["ä"] && histories.runs.map { $0.test(.accuracy) } == [[0.5]])
  }

  /// Of own metrics, that of test data is named, also beside a loss.
  @Test func ownMetricsOfSeveralParts() throws {
    let own = try files("model,size,seed,test_loss,val_iou,test_iou", ["a,10,1,0.5,0.4,0.3", "a,10,2,0.6,0.4,0.3"])
    #expect(try own.refusal().contains("--map test_accuracy=test_iou takes"))
  }

  /// Runs that did not get to their end are told by their column, which is no setting.
  @Test(arguments: ["State", "status", "run_state"], ["crashed", "FAILED", "killed", "running", "PRUNED"])
  func statesOfRuns(column: String, state: String) throws {
    let rows = (1...4).map { "a,10,\($0),\($0 == 3 ? state : "finished"),0.\($0)" }
    let files = try files("model,size,seed,\(column),test_accuracy", rows)
    let histories = try files.read()
    #expect(histories.settings.isEmpty && histories.runs.count == 4)
    let told = "h.csv:4: '\(column)' is '\(state)', as in 1 of 4 runs"
    #expect(files.remarks(histories).contains { $0.hasPrefix(told) })
  }

  /// Rows that sum up others are no replicates.
  @Test(arguments: ["mean", "std", "Mean", "50%"]) func summariesAreRefused(label: String) throws {
    let rows = (1...3).map { "a,10,\($0),0.\($0)" } + ["a,10,\(label),0.2"]
    let refusal = try files("model,size,seed,test_accuracy", rows).refusal()
    #expect(refusal.hasPrefix("h.csv:5: 'seed' is '\(label)', as in a row that sums up others; take out"), "\(refusal)")
    // Of another column it may be a value.
    let pooled = rows.prefix(3).map { $0.replacing(",0.", with: ",mean,0.") }
    #expect(try files("model,size,seed,pooling,test_accuracy", pooled).read().runs.count == 3)
  }

  /// Runs that a setting tells apart are counted one by one.
  @Test func statesBesideSettings() throws {
    let rows = (0...1).flatMap { seed in
      ["sgd", "adam"].flatMap { optimiser in
        (1...2).map {
          "a,10,\(seed),\($0),\(optimiser),\(seed == 0 && optimiser == "sgd" ? "finished" : "crashed"),0.\($0)"
        }
      }
    }
    let files = try files("model,size,seed,epoch,optimiser,state,test_accuracy", rows)
    let remarks = try files.remarks(files.read())
    #expect(remarks.contains { $0.hasPrefix("h.csv:4: 'state' is 'crashed', as in 3 of 4 runs") }, "\(remarks)")
  }

  /// What is said twice, or misspelt, is a question.
  @Test func setAndMap() throws {
    let files = try files("model,n,seed,test_accuracy", ["a,10,1,0.5", "a,10,2,0.6"])
    #expect(
      try files.refusal { ($0.columns, $0.constants) = (["size": "n"], ["size": "50"]) }
        == "set and map: both say what size is ('50', and the column 'n'); choose one of them")
    #expect(try files.refusal { $0.constants = ["sise": "50"] }.contains("did you mean size?"))
    let other = try self.files("model,many,seed,test_accuracy", ["a,10,1,0.5", "a,10,2,0.6"])
    #expect(try other.refusal { $0.columns = ["sise": "many"] }.contains("did you mean size by 'sise'?"))
  }

  /// Files that are the same make one remark.
  @Test func sameFiles() throws {
    let text = table("model,size,seed,epoch,test_accuracy", (1...12).map { "a,10,1,\($0),0.5" })
    let files = try ForeignFiles(["x.csv": text, "y.csv": text])
    #expect(
      try files.remarks(files.read())
        == ["y.csv:2: the same as x.csv:2; one is kept, and so in 11 other rows"])
  }

  /// JSON is read by its name, and in any encoding that tables are read in.
  @Test func json() throws {
    for text in ["null", "\"x\"", "7"] {
      let refusal = try ForeignFiles(["h.json": text]).refusal()
      #expect(refusal.hasPrefix("h.json:1: a row should be an object"), "\(refusal)")
    }
    let lines = (1...2).map { #"{"model": "a", "size": 10, "seed": \#($0), "test_accuracy": 0.\#($0)}"# + "\n" }
      .joined()
    let folder = try TemporaryFolder()
    let expected = try ForeignFiles(["h.jsonl": lines]).read()
    let file = folder.file("h.jsonl")
    try #require(lines.data(using: .utf16)).write(to: file)
    let read = try ImportRequest(files: [file.path(percentEncoded: false)]).read()
    #expect(read.runs == expected.runs)
  }
}
