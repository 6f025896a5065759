import ForeignHistories
import NeuralNetwork
import TestSupport
import Testing

/// What is odd in files is refused or said, with its place.
@Suite struct HonestyTests {
  let header = "model,size,seed,epoch,train_loss,test_acc"

  func files(_ rows: String...) throws -> ForeignFiles { try files(header: header, rows) }

  func files(header: String, _ rows: [String]) throws -> ForeignFiles {
    try ForeignFiles(["h.csv": table(header, rows)])
  }

  @Test func equalDuplicates() throws {
    let files = try files("a,10,1,1,2,0.5", "a,10,1,1,2,0.5", "a,10,1,2,1,0.5")
    let histories = try files.read()
    #expect(histories.runs.count == 1 && histories.runs[0].history.count == 2)
    #expect(files.remarks(histories) == ["h.csv:3: the same as line 2; one is kept"])
  }

  @Test func differentDuplicates() throws {
    #expect(
      try files("a,10,1,1,2,0.5", "a,10,1,1,2,0.25").refusal()
        == "h.csv:3: of the same run and epoch as line 2 (model a, size 10, seed 1, epoch 1), with other values; if "
        + "they are of different runs, a column has to say so (--map replicate=COLUMN); or leave one of them out")
    let rows = (1...20).map { "a,10,\($0 * 7),0.\($0)" }
    #expect(
      try ForeignFiles(["h.csv": table("model,size,number,test_acc", rows)]).refusal()
        == "h.csv:3: of the same run as line 2 (model a, size 10), with other values; if 'number' tells runs apart, add "
        + "--map replicate=number, or --map number=number if it is a setting")
  }

  /// Test values after training only: results of runs, and the way to keep the epochs works.
  @Test func testValuesAtTheEndAlone() throws {
    let rows = (1...2).flatMap { seed in (1...3).map { "a,10,\(seed),\($0),2,0.5,\($0 == 3 ? "0.75" : "")" } }
    let files = try files(header: "model,size,seed,epoch,train_loss,val_acc,test_acc", rows)
    let histories = try files.read()
    #expect(histories.runs.allSatisfy { !$0.hasEpochs } && histories.runs[0].test(.accuracy) == [0.75])
    #expect(
      files.remarks(histories) == [
        "h.csv:2: test_accuracy is empty, here and in 3 more of 6 epochs, which are passed over; each run has one such "
          + "value, which is taken as its result, so that there are no epochs (to keep them, with validation data in place of "
          + "test data: --ignore test_acc)"
      ])
    let kept = try files.read { $0.ignored = ["test_acc"] }
    #expect(kept.testPart == .validation && kept.runs.allSatisfy { $0.history.count == 3 } && kept.remarks.isEmpty)
  }

  /// A last row with nothing but test values: the result of the run if there are no validation data, else passed over.
  @Test func testValuesInARowOfTheirOwn() throws {
    let rows = (1...2).flatMap { seed in (1...3).map { "a,10,\(seed),\($0),\(4 - $0),0.5," } + ["a,10,\(seed),4,,,0.75"]
    }
    let both = try files(header: "model,size,seed,epoch,train_loss,val_acc,test_acc", rows).read()
    #expect(both.testPart == .validation && both.runs.allSatisfy { $0.history.count == 3 })
    let alone = try files(
      header: "model,size,seed,epoch,train_loss,test_acc",
      rows.map { $0.replacing(",0.5,", with: ",").replacing(",,,", with: ",,") }
    )
    .read()
    #expect(alone.testPart == .test && alone.runs.allSatisfy { !$0.hasEpochs && $0.history.count == 1 })
    #expect(alone.runs[0].test(.accuracy) == [0.75] && alone.runs[0].history[0].train.loss == 1)
  }

  /// Every metric that is declared, on every part, by its name in study files, in tables and in words.
  @Test(arguments: Metric.all) func everyMetricIsRead(metric: Metric) throws {
    let value = metric.best == 1 ? "0.25" : "1.5"
    for name in [metric.name, metric.columnName, metric.words, metric.name.uppercased()] {
      let header = "model,size,seed,epoch,train \(name),val_\(name),test_\(name)"
      let histories = try files(header: header, ["a,10,1,1,\(value),\(value),\(value)"]).read()
      #expect(histories.metrics == [metric], "\(name)")
      let record = histories.runs[0].history[0]
      #expect(
        [record.train, record.validation, record.test].map { $0?[metric] } == [
          Double(value), Double(value), Double(value),
        ])
    }
  }

  /// A metric that is not known is no setting.
  @Test func otherMetricsAreNamed() throws {
    let rows = (1...4).map { "a,10,\($0),0.5,0.\($0 % 2 + 1)" }
    let files = try files(header: "model,size,seed,test_acc,test_f1", rows)
    let histories = try files.read()
    #expect(histories.settings.isEmpty && histories.runs.count == 4)
    #expect(
      files.remarks(histories).contains { $0.contains("'test_f1' is passed over: it is no metric that is known") })
    let refusal = try files.refusal { $0.columns = ["test_f1": "test_f1"] }
    #expect(refusal.hasPrefix("map: there is no metric for 'test_f1'; metrics are accuracy, "), "\(refusal)")
  }

  /// Every field with any two neighbouring letters swapped is a question, answered with a name that is one.
  @Test(arguments: [
    "model", "replicate", "epoch", "hidden_layers", "parameters", "seconds", "updates", "train_loss", "val_loss",
    "test_loss", "train_accuracy", "val_accuracy", "test_accuracy", "test_balanced_accuracy", "test_macro_f1",
    "test_log_loss", "test_roc_auc", "test_mae",
  ])
  func misspeltFields(field: String) throws {
    let files = try files("a,10,1,1,2,0.5")
    for place in field.indices.dropLast() {
      let next = field.index(after: place)
      var letters = Array(field)
      let number = field.distance(from: field.startIndex, to: place)
      letters.swapAt(number, number + 1)
      let text = String(letters)
      guard field[place] != field[next], field[place] != "_", field[next] != "_", number > 0 else { continue }
      let refusal = try files.refusal { $0.columns = [text: "seed"] }
      #expect(refusal.hasPrefix("map: there is no field '\(text)'; did you mean \(field)?"), "\(refusal)")
    }
  }

  @Test(arguments: [
    "lr", "optimiser", "batch_size", "weight_decay", "dropout", "model_size", "l2", "n2", "mode", "side", "core",
    "test_set", "model2", "noise", "width", "target", "source",
  ])
  func settingsAreNoMisspellings(name: String) throws {
    let rows = (1...4).map { "a,10,\($0),0.5,\($0 % 2)" }
    let histories = try files(header: "model,size,seed,test_acc,column", rows + rows.map { $0.dropLast() + "7" })
      .read { $0.columns = [name: "column"] }
    #expect(histories.settings.map(\.key) == [name])
  }

  @Test func divergenceInTheFirstEpoch() throws {
    let histories = try files("a,10,1,1,nan,", "a,10,2,1,2,0.5").read()
    #expect(histories.runs.map(\.diverged) == [true, false] && histories.runs[0].history.isEmpty)
    #expect(histories.runs[0].hasEpochs)
  }

  @Test func cells() throws {
    #expect(
      try files("a,10,1,1,2,0.5", "a,10,1,2,2").refusal()
        == "h.csv:3: 5 cells, where the first line names 6 columns; is a line cut off, or a delimiter unquoted?")
    #expect(try files("a,10,1,1,2,0.5,7").refusal().contains("h.csv:2: 7 cells, where the first line names 6 columns"))
    #expect(
      try files("a,10,1,1,2,0.5", "a,10,1,2,oops,0.5").refusal()
        == "h.csv:3: column 'train_loss' has 'oops', expected a number")
    #expect(
      try files("a,10,1,one,2,0.5").refusal() == "h.csv:2: column 'epoch' has 'one', expected the number of an epoch")
    #expect(
      try files("a,0.5,1,1,2,0.5").refusal()
        == "h.csv:2: 'size' is '0.5', expected a number of training samples, not a share of them; multiply shares by the "
        + "number of samples there are, or take a column with numbers (--map size=COLUMN)")
    #expect(
      try ForeignFiles(["h.csv": "model,size,split,acc\na,10,train,0.5\na,10,ood,0.5\n"]).refusal()
        == "h.csv:3: column 'split' has 'ood', expected train, validation or test")
    #expect(
      try files("a,10,1,1,2,1.25").refusal() == "h.csv:2: column 'test_acc' has 1.25, which no accuracy can be")
  }

  /// A title above the names of the columns is refused with its line, however it is written; the way out is one.
  @Test(arguments: ["Runs of 2024", "Runs of 2024,,,", "\"Runs, of 2024\"", "Runs of 2024\nby me"], [",", ";", "\t"])
  func titles(title: String, delimiter: String) throws {
    let rows = ["model,size,seed,test_acc", "a,10,1,0.5", "a,10,2,0.5"].map {
      $0.replacing(",", with: delimiter)
    }
    let lines = title.split(separator: "\n").map(String.init)
    // A comment with as many fields as the names would be the names.
    let hasAsMany = title.contains(",,,") && delimiter == ","
    let refusal = try files(header: title, rows).refusal()
    #expect(
      refusal.hasPrefix("h.csv:\(lines.count + 1): the names of the columns come below other text (line 1: 'Runs")
        && refusal.hasSuffix("; take the lines above them out" + (hasAsMany ? "" : ", or begin each with #")),
      "\(refusal)")
    if hasAsMany { return }
    let runs = try files(header: lines.map { "# \($0)" }.joined(separator: "\n"), rows).read().runs
    #expect(runs == (try files(header: rows[0], Array(rows.dropFirst())).read().runs) && runs.count == 2)
  }

  @Test func whatIsMissing() throws {
    #expect(
      try ForeignFiles(["h.csv": "model,epoch,test_acc\na,1,0.5\n"]).refusal()
        == "h.csv: nothing says how many training samples there were; add --set size=N, or --map size=COLUMN (columns: "
        + "model, epoch, test_acc)")
    #expect(
      try files("a,10,1,1,2,0.5").refusal { $0.columns = ["size": "n_trian"] }
        == "h.csv: there is no column 'n_trian' to map (columns: model, size, seed, epoch, train_loss, test_acc)")
    #expect(
      try files("a,10,1,1,2,0.5").refusal { $0.columns = ["sizes": "size"] }
        == "map: there is no field 'sizes'; did you mean size? If it is a setting, give it another name")
    #expect(
      try files("a,10,1,1,2,0.5").refusal { $0.columns = ["test_error": "train_loss", "test_acc": "test_acc"] }
        == "map: test_acc and test_error are the same field; choose one of them")
    #expect(
      try files("a,10,1,1,2,0.5").refusal { $0.columns = ["test_error": "seed", "replicate": "seed"] }
        == "map: the column 'seed' is to be replicate and test_error; choose one of them")
    #expect(
      try files("a,10,1,1,2,0.5").refusal {
        $0.columns = ["replicate": "seed"]
        $0.ignored = ["epoch", "seed"]
      } == "ignore: the column 'seed' is mapped to replicate, too; choose one of them")
    #expect(try files("a,10,1,1,2,0.5").refusal { $0.constants = ["lr": "0.1"] }.hasPrefix("set: 'lr' is nothing that"))
    #expect(
      try ForeignFiles(["h.csv": "model,size,epoch,train_loss\na,10,1,2\n"]).refusal().contains(
        "nothing was measured on test or validation data"))
    // Whether an accuracy is of training data or of others, nothing tells; beside that of training data it is of others.
    #expect(
      try ForeignFiles(["h.csv": "size,epoch,train_loss,acc\n10,1,2,0.5\n"]).refusal()
        == "h.csv: no column says that it is of test or validation data; if 'acc' is, add --map test_acc=acc")
    let both = try ForeignFiles(["h.csv": "size,epoch,train_acc,acc\n10,1,1,0.5\n"]).read()
    #expect(both.runs[0].test(.accuracy) == [0.5] && both.notes.contains("'acc' is of test data."))
    let onlyLoss = try ForeignFiles(["h.csv": "model,size,epoch,train_loss,val_loss\na,10,1,2,3\n"])
    #expect(try onlyLoss.refusal().contains("--map validation_log_loss=val_loss"))
    let mapped = try onlyLoss.read { $0.columns = ["validation_log_loss": "val_loss"] }
    #expect(mapped.runs[0].history[0].test == Score(loss: 3, [.logLoss: 3]) && mapped.metrics == [.logLoss])
    #expect(try ForeignFiles(["h.csv": "1,2,3\n4,5,6\n"]).refusal().contains("it should name the columns"))
    #expect(try ForeignFiles(["h.csv": ""]).refusal().contains("h.csv: is empty"))
    #expect(
      try ForeignFiles(["h.csv": "model,size,model\na,1,b\n"]).refusal().contains("two columns are called \"model\""))
  }

  @Test func epochsWithoutTestValues() throws {
    let rows = (1...6).map { "a,10,1,\($0),2,\($0 % 2 == 0 ? "0.5" : "")" }
    let files = try ForeignFiles(["h.csv": table("model,size,seed,epoch,train_loss,test_acc", rows)])
    let histories = try files.read()
    #expect(histories.runs[0].history.map(\.epoch) == [1, 2, 3])
    #expect(
      files.remarks(histories) == [
        "h.csv:2: test_accuracy is empty, here and in 2 more of 6 epochs, which are passed over",
        "epochs 2, 4, 6, … are counted as 1, 2, 3, …",
      ])
  }

  /// Fractions and percentages of different runs of one file, and one percentage among fractions.
  @Test func fractionsAndPercentagesInOneFile() throws {
    let mixed = ["0.5", "0.6", "0.7"].map { "a,10,1,2,\($0)" } + ["51", "62", "73"].map { "b,10,1,2,\($0)" }
    for rows in [mixed, Array(mixed.prefix(3)) + ["b,10,1,2,51"]] {
      let numbered = rows.enumerated().map { "\($1),\($0 % 3 + 1)" }
      let refusal = try ForeignFiles(["h.csv": table("model,size,seed,train_loss,test_acc,epoch", numbered)]).refusal()
      #expect(
        refusal
          == "test_accuracy is 0.5 in h.csv:2 and 51.0 in h.csv:5, so that fractions and percentages seem to be mixed; make "
          + "them alike")
    }
    // A network of many classes begins below 1 %.
    let rows = [0.4, 3, 20, 40].enumerated().map { "a,10,1,2,\($1),\($0 + 1)" }
    let histories = try ForeignFiles(["h.csv": table("model,size,seed,train_loss,test_acc,epoch", rows)]).read()
    #expect(histories.runs[0].test(.accuracy) == [0.004, 0.03, 0.2, 0.4])
  }

  @Test(arguments: ["-3", "2.5", "1e18", "many", "nan"]) func countsOfParametersAreCounts(text: String) throws {
    let rows = (1...3).map { "a,10,1,\($0),2,0.5,\(text)" }
    let refusal = try ForeignFiles([
      "h.csv": table("model,size,seed,epoch,train_loss,test_acc,parameters", rows)
    ]).refusal()
    #expect(refusal.contains("the model 'a' has '\(text)' parameters, which is no count"), "\(refusal)")
  }

  @Test func manyRemarksAreCounted() throws {
    let rows = (1...15).flatMap { ["a,10,\($0),1,2,0.5", "a,10,\($0),1,2,0.5"] }
    let files = try ForeignFiles(["h.csv": table("model,size,seed,epoch,train_loss,test_acc", rows)])
    let remarks = files.remarks(try files.read())
    #expect(remarks.count == 11 && remarks.last == "and 5 more duplicates")
  }

  /// In whatever order files are given, and whether or not they are packed.
  @Test func digest() throws {
    let files = try ForeignFiles(["a.csv": "model,size,test_acc\na,1,0.5\n", "b.csv": "model,size,test_acc\nb,1,0.5\n"])
    let digest = try files.read().digest
    #expect(digest.count == 64)
    #expect(try files.read { $0.files.reverse() }.digest == digest)
    #expect(try files.read { $0.files.removeLast() }.digest != digest)
  }
}
