import ForeignHistories
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// What is odd in files is refused or said, with its place.
@Suite struct HonestyTests {
  private let header = "model,size,seed,epoch,train_loss,test_acc"

  private func files(_ rows: String...) throws -> ForeignFiles { try files(header: header, rows) }

  private func files(header: String, _ rows: [String]) throws -> ForeignFiles {
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
        == "h.csv:3: of the same run and epoch as line 2 (model a, size 10, replicate 1, epoch 1), with other values; if "
        + "they are of different runs, a column has to say so (--map replicate=COLUMN); or leave one of them out")
    let rows = (1...20).map { "a,10,\($0 * 7),0.\($0)" }
    #expect(
      try ForeignFiles(["h.csv": table("model,size,number,test_acc", rows)]).refusal()
        == "h.csv:3: of the same run as line 2 (model a, size 10), with other values; if 'number' tells runs apart, add "
        + "--map replicate=number")
  }

  /// A run with a gap would be in means with whole ones if it were cut, so it is left out, and told with the counts.
  @Test func gaps() throws {
    let whole = (1...2).flatMap { seed in (1...5).map { "a,10,\(seed),\($0),2,0.5" } }
    let files = try files(header: header, whole + ["a,10,3,1,2,0.5", "a,10,3,2,2,0.5", "a,10,3,4,2,0.5"])
    let histories = try files.read()
    #expect(histories.runs.map(\.replicate) == ["1", "2"] && histories.runs.allSatisfy { $0.history.count == 5 })
    #expect(
      files.remarks(histories) == [
        "h.csv:14: epoch 3 is missing or has no test_accuracy, and epoch 4 follows, so the run is left out, as the only one "
          + "of 3 runs (model a, size 10, replicate 3)"
      ])
  }

  /// A value that is missing in the middle is a gap, and no sign of divergence.
  @Test func missingValue() throws {
    let whole = (1...3).map { "a,10,2,\($0),2,0.5" }
    let files = try files(header: header, ["a,10,1,1,2,0.5", "a,10,1,2,2,", "a,10,1,3,2,0.5"] + whole)
    let histories = try files.read()
    #expect(histories.runs.map(\.replicate) == ["2"] && !histories.runs[0].diverged)
    #expect(files.remarks(histories).count == 2)
  }

  /// Of a run that diverged, that is kept, whatever is missing before.
  @Test func gapBeforeDivergence() throws {
    let whole = (1...3).map { "a,10,2,\($0),2,0.5" }
    let histories = try files(header: header, ["a,10,1,1,2,0.5", "a,10,1,3,2,0.5", "a,10,1,4,nan,0.1"] + whole).read()
    #expect(histories.runs.map(\.diverged) == [true, false] && histories.runs[0].history.map(\.epoch) == [1])
  }

  /// Most runs with gaps: nothing is imported, and the way out says which rows are in the way.
  @Test(arguments: [
    ([1, 10, 20, 30], "take out the rows of epoch 1, and 10, 20, 30, … are counted as 1, 2, 3, …"),
    ([1, 5, 10, 15, 20], "take out the rows of epoch 1, and 5, 10, 15, … are counted as 1, 2, 3, …"),
    ([10, 20, 30, 35], "take out the rows of epoch 35, and 10, 20, 30, … are counted as 1, 2, 3, …"),
    ([1, 2, 5, 10, 20], "keep rows at equal steps, such as epochs 10, 20, 30, …, or fill in what is missing"),
  ])
  func irregularEpochs(epochs: [Int], wayOut: String) throws {
    func rows(_ epochs: [Int]) -> [String] {
      (1...3).flatMap { seed in epochs.map { "a,10,\(seed),\($0),2,0.5" } }
    }
    let refusal = try files(header: header, rows(epochs)).refusal()
    #expect(refusal.hasSuffix(wayOut) && refusal.hasPrefix("h.csv:"), "\(refusal)")
    // The way out is one.
    if let match = wayOut.firstMatch(of: /rows of epoch (\d+)/) {
      let left = epochs.filter { "\($0)" != match.1 }
      let runs = try files(header: header, rows(left)).read().runs
      #expect(runs.count == 3 && runs.allSatisfy { $0.history.map(\.epoch) == Array(1...left.count) })
    }
  }

  /// Random runs, epochs of which are taken out anywhere: none is shorter for a gap, and each is whole or named.
  @Test func runsAreWholeOrNamed() throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<50 {
      let (runs, length) = (3 + random.below(6), 4 + random.below(6))
      let holed = random.below(runs / 2 + 1)
      var rows: [String] = []
      for run in 1...runs {
        let hole = run <= holed ? 1 + random.below(length - 1) : 0
        for epoch in 1...length where epoch != hole { rows.append("a,10,\(run),\(epoch),2,0.5") }
      }
      let files = try files(header: header, rows)
      let histories = try files.read()
      #expect(histories.runs.map(\.replicate) == (holed + 1...runs).map { "\($0)" })
      #expect(histories.runs.allSatisfy { $0.history.count == length })
      let named = files.remarks(histories).filter { $0.contains("left out") }
      #expect(named.count == holed && named.allSatisfy { $0.contains("of \(runs) runs") }, "\(named)")
    }
  }

  /// Random runs measured at equal steps, and a few with an epoch between them anywhere: these are named and left out.
  @Test func runsOffTheGridAreNamed() throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<50 {
      let (runs, length, step) = (3 + random.below(6), 3 + random.below(5), 5 + random.below(20))
      let odd = Set(random.shuffled(count: runs).prefix(random.below((runs + 1) / 2)).map { $0 + 1 })
      var (rows, epochs) = ([] as [String], [:] as [Int: Int])
      for run in 1...runs {
        var times = (1...length).map { $0 * step }
        if odd.contains(run) {
          let place = random.below(length)
          times[place] += 1 + random.below(step - 1)
          epochs[run] = times[place]
        }
        rows += times.map { "a,10,\(run),\($0),2,0.5" }
      }
      let files = try files(header: header, rows)
      let histories = try files.read()
      #expect(histories.runs.map(\.replicate) == (1...runs).filter { !odd.contains($0) }.map { "\($0)" })
      #expect(histories.runs.allSatisfy { $0.history.map(\.epoch) == Array(1...length) })
      let remarks = files.remarks(histories)
      for (run, epoch) in epochs {
        let number = odd.count == 1 ? "as the only one of \(runs) runs" : "as are \(odd.count) of \(runs) runs"
        let words =
          "epoch \(epoch) is none of \(step), \(2 * step), \(3 * step), …, so the run is left out, \(number) (model a, "
          + "size 10, replicate \(run))"
        #expect(remarks.contains { $0.hasSuffix(words) }, "\(words): \(remarks)")
      }
      #expect(remarks.count == odd.count + 1, "\(remarks)")
    }
  }

  /// Most runs begin or end between the steps, each elsewhere: the way out names the rows, and is one.
  @Test(arguments: [true, false], [0, 1]) func rowsOffTheGrid(areLast: Bool, others: Int) throws {
    func rows(without: Bool) -> [String] {
      (1...4).flatMap { seed in
        let odd = without || seed <= others ? [] : [areLast ? 30 + seed : seed + 1]
        return ([10, 20, 30] + odd).map { "a,10,\(seed),\($0),2,0.5" }
      }
    }
    let place = areLast ? "last" : "first"
    let which = others == 0 ? "" : areLast ? " that ends elsewhere" : " that begins elsewhere"
    let refusal = try files(header: header, rows(without: false)).refusal()
    #expect(
      refusal.hasSuffix(
        "; take out the \(place) row of each run\(which), and 10, 20, 30, … are counted as 1, 2, 3, …"), "\(refusal)")
    let runs = try files(header: header, rows(without: true)).read().runs
    #expect(runs.count == 4 && runs.allSatisfy { $0.history.map(\.epoch) == [1, 2, 3] })
  }

  /// Each run is even by itself, so no rows are to be taken out of any.
  @Test func gridsThatDiffer() throws {
    let rows = (1...4).flatMap { seed in (1...3).map { "a,10,\(seed),\($0 * (seed < 3 ? 10 : 15)),2,0.5" } }
    let refusal = try files(header: header, rows).refusal()
    #expect(refusal.hasSuffix("should be counted from 0 or 1"), "\(refusal)")
  }

  /// Where a model has no whole run, what it lacks is named, be it an epoch of its own or the steps of the others.
  @Test(arguments: [2, 3, 4]) func aModelWithoutWholeRuns(hole: Int) throws {
    func rows(_ model: String, _ epochs: [Int]) -> [String] {
      (1...3).flatMap { seed in epochs.map { "\(model),10,\(seed),\($0),2,0.5" } }
    }
    let whole = rows("a", Array(1...5))
    let epochs = (1...5).filter { $0 != hole }
    let refusal = try files(header: header, whole + rows("b", epochs)).refusal()
    #expect(
      refusal
        == "h.csv:\(16 + hole): epoch \(hole) is missing or has no test_accuracy, and epoch \(hole + 1) follows (model b, size "
        + "10, replicate 1); the epochs \(epochs.map(String.init).joined(separator: ", ")) are not one after the other, as in "
        + "3 of 3 runs of b; keep rows at equal steps, such as epochs 10, 20, 30, …, or fill in what is missing")
    let coarse = rows("b", [10, 20, 30])
    let steps = try files(header: header, whole + coarse).refusal()
    #expect(steps.hasPrefix("h.csv:17: epoch 1 is missing") && steps.hasSuffix("; import b by itself"), "\(steps)")
    #expect(try files(header: header, coarse).read().runs.count == 3)
  }

  @Test(arguments: ["nan", "NaN", "inf", "-Infinity"])
  func divergence(loss: String) throws {
    let files = try files("a,10,1,1,2,0.5", "a,10,1,2,\(loss),0.1", "a,10,1,3,\(loss),0.1", "a,10,2,1,2,0.5")
    let histories = try files.read()
    #expect(histories.runs.map(\.diverged) == [true, false] && histories.runs[0].history.map(\.epoch) == [1])
    #expect(
      files.remarks(histories) == [
        "h.csv:3: train_loss is no finite number, so the run diverged in epoch 2; 1 later epoch of it is passed over (model "
          + "a, size 10, replicate 1)"
      ])
  }

  /// An export that was cut off says nothing of divergence: the run is shorter, and how many are is told once.
  @Test func emptyEndsAreEnds() throws {
    let cut = (1...2).flatMap { ["a,10,\($0),1,2,0.5", "a,10,\($0),2,,0.1", "a,10,\($0),3,,0.1"] }
    let files = try files(header: header, cut + ["a,10,3,1,2,0.5", "a,10,3,2,1,0.6", "a,10,3,3,inf,0.1"])
    let histories = try files.read()
    #expect(histories.runs.map(\.diverged) == [false, false, true])
    #expect(histories.runs.map(\.history.count) == [1, 1, 2])
    #expect(
      files.remarks(histories).contains(
        "h.csv:3: train_loss is empty from here to the end of the run, as in 2 of 3 runs; such runs end before it. If they "
          + "diverged, write nan (pandas: na_rep='nan')"), "\(files.remarks(histories))")
  }

  /// The same where what leads is empty, too, in all of the end or in part of it.
  @Test(arguments: [[""], ["0.1", ""], ["", "0.1"]]) func emptyEndsOfEverything(metrics: [String]) throws {
    let whole = (1...4).map { "a,10,1,\($0),2,0.5" }
    let cut = (2...3).flatMap { seed in
      ["a,10,\(seed),1,2,0.5", "a,10,\(seed),2,1,0.6"]
        + metrics.enumerated().map { "a,10,\(seed),\($0 + 3),,\($1)" }
    }
    let files = try files(header: header, whole + cut)
    let histories = try files.read()
    #expect(histories.runs.map(\.history.count) == [4, 2, 2] && histories.runs.allSatisfy { !$0.diverged })
    let ends = files.remarks(histories).filter { $0.contains("to the end of the run, as in 2 of 3 runs;") }
    #expect(ends.count == 1, "\(files.remarks(histories))")
    if metrics == [""] { #expect(files.remarks(histories).count == 1 && ends[0].hasPrefix("h.csv:8: train_loss is")) }
  }

  /// A loss that is logged for some epochs ends no run, nor one of the first epoch alone.
  @Test(arguments: [2, 3, 5, 100], [0, 1]) func sparseLosses(period: Int, first: Int) throws {
    let rows = (1...2).flatMap { seed in
      (1...10).map { "a,10,\(seed),\($0),\($0 % period == first ? "2" : ""),0.5" }
    }
    let files = try files(header: header, rows)
    let histories = try files.read()
    #expect(histories.runs.map(\.history.count) == [10, 10] && files.remarks(histories).isEmpty)
    for run in histories.runs {
      let logged = run.history.filter { !($0.train.loss?.isNaN ?? true) }.map(\.epoch)
      #expect(logged == (1...10).filter { $0 % period == first })
    }
  }

  /// Test values after training only: results of runs, and the way to keep the epochs works.
  @Test func testValuesAtTheEndAlone() throws {
    let rows = (1...2).flatMap { seed in (1...3).map { "a,10,\(seed),\($0),2,0.5,\($0 == 3 ? "0.75" : "")" } }
    let files = try files(header: "model,size,seed,epoch,train_loss,val_acc,test_acc", rows)
    let histories = try files.read()
    #expect(histories.runs.allSatisfy { !$0.hasEpochs } && histories.runs[0].test(.accuracy) == [0.75])
    #expect(
      files.remarks(histories) == [
        "h.csv:2: test_accuracy is empty, here and in all in 4 of 6 epochs, which are passed over; each run has one such "
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
        == "h.csv:2: 'size' is '0.5', expected a number of training samples, not a share of them")
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
        "h.csv:2: test_accuracy is empty, here and in all in 3 of 6 epochs, which are passed over",
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
