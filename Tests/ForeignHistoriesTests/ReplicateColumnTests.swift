import Datasets
import ForeignHistories
import TestSupport
import Testing

/// Which columns tell replicates apart, and which of them are of the same data.
@Suite struct ReplicateColumnTests {
  private func read(_ header: String, _ rows: [String]) throws -> ForeignHistories {
    try ForeignFiles(["h.csv": table("model,size,\(header),test_acc", rows)]).read()
  }

  /// Rows of two models, with the numbers 0, 1, 2 or their products.
  private func rows(_ columns: Int) -> [String] {
    let numbers = ["0", "1", "2"]
    let labels = columns == 1 ? numbers : numbers.flatMap { one in numbers.map { "\(one),\($0)" } }
    return ["a", "b"].flatMap { model in labels.enumerated().map { "\(model),10,\($1),0.\(50 + $0)" } }
  }

  /// Names of replicates, alone and with a word that says that they count.
  @Test(arguments: ["seed", "fold", "repeat", "split", "run", "cv_split", "bootstrap", "resample"])
  func names(of name: String) throws {
    let endings = ["", "_id", "_no", "_index", "-idx", "_nr"]
    for column in endings.map({ name + $0 }) + ["\(name.prefix(1).uppercased() + name.dropFirst())Id"] {
      let histories = try read(column, rows(1))
      #expect(histories.runs.map(\.replicate) == ["0", "1", "2", "0", "1", "2"], "\(column)")
      #expect(histories.settings.isEmpty && histories.models.count == 2, "\(column)")
    }
  }

  /// Seeds of parts of a run, and other words for repetitions, alone.
  @Test(arguments: ["data_seed", "init-seed", "seed_torch", "rng", "replica", "cv"]) func likelyNames(of name: String)
    throws
  {
    let histories = try read(name, rows(1))
    #expect(histories.runs.map(\.replicate) == ["0", "1", "2", "0", "1", "2"] && histories.settings.isEmpty)
    #expect(histories.partsOfData == (name == "cv" ? "cv" : nil))
  }

  /// Several of them are one replicate for each combination, except what goes with the others.
  @Test(arguments: [
    ("data_seed,init_seed", "data_seed × init_seed"), ("seed,init_seed", "seed × init_seed"), ("seed,cv", "seed × cv"),
  ])
  func likelyNamesTogether(header: String, words: String) throws {
    let crossed = try read(header, rows(2))
    #expect(crossed.runs.count == 18 && crossed.settings.isEmpty && crossed.replicateWords == words)
    #expect(crossed.runs[1].replicate == "0/1")
  }

  @Test func likelyNamesThatFollow() throws {
    // Each model has initial weights of its own.
    let rows = ["a", "b"].flatMap { model in
      (0...2).map { "\(model),10,\($0),\($0 * 7 + (model == "a" ? 0 : 50)),42,0.5" }
    }
    let histories = try read("seed,init_seed,data_seed", rows)
    #expect(histories.runs.map(\.replicate) == ["0", "1", "2", "0", "1", "2"] && histories.settings.isEmpty)
    #expect(histories.notes.contains("Column 'init_seed' is left out: it goes with the replicate."))
    let one = try read("data_seed,init_seed", (0...2).map { "a,10,42,\($0),0.5" })
    #expect(one.runs.map(\.replicate) == ["0", "1", "2"] && one.settings.isEmpty)
  }

  /// Numbers of other things are none.
  @Test func numbersOfOtherThings() throws {
    let histories = try read(
      "depth_id,seed", ["x", "y"].flatMap { depth in (0...2).map { "a,10,\(depth),\($0),0.\($0 + 5)" } })
    #expect(histories.settings.map(\.key) == ["depth_id"] && Set(histories.runs.map(\.replicate)) == ["0", "1", "2"])
  }

  /// A random forest is trained with `bootstrap` or without.
  @Test func bootstrapMayBeASwitch() throws {
    let rows = ["True", "False"].flatMap { bootstrap in (1...3).map { "a,10,\(bootstrap),\($0),0.\($0 + 4)" } }
    let histories = try read("bootstrap,seed", rows)
    #expect(histories.settings.map(\.key) == ["bootstrap"] && histories.partsOfData == nil)
    #expect(Set(histories.runs.map(\.replicate)) == ["1", "2", "3"])
  }

  /// Folds share training data, alone and under each of several seeds; seeds say nothing of that, nor does a fold that is the
  /// same in all runs.
  @Test func partsOfTheSameData() throws {
    for (header, words) in [
      ("seed", nil), ("fold", "fold"), ("split", "split"), ("cv_split", "cv_split"), ("fold_id", "fold_id"),
      ("bootstrap", "bootstrap"), ("run_id", nil), ("seed,fold", "seed × fold"), ("repeat,fold", "repeat × fold"),
      ("seed,cv_split", "seed × cv_split"), ("seed,split", "seed × split"), ("seed,rep", nil),
    ] as [(String, String?)] {
      let columns = header.split(separator: ",").count
      let histories = try read(header, rows(columns))
      #expect(histories.partsOfData == words, "\(header)")
      #expect(histories.runs.count == (columns == 1 ? 6 : 18), "\(header)")
    }
    let one = try read("seed,fold", ["a", "b"].flatMap { model in (1...3).map { "\(model),10,\($0),0,0.\($0 + 4)" } })
    #expect(one.partsOfData == nil && one.runs.count == 6)
  }

  /// Names of files may say it, too.
  @Test func partsInPatterns() throws {
    let files = try ForeignFiles(
      (0...2).map { (name: "a-10-\($0).csv", text: "epoch,test_acc\n1,0.\($0 + 5)\n") })
    func parts(_ field: String) throws -> String? {
      try files.read { $0.pattern = files.path("{model}-{size}-{\(field)}.csv") }.partsOfData
    }
    #expect(try parts("fold") == "fold" && parts("seed") == nil && parts("replicate") == nil)
  }

  /// Remarks call runs by what their file calls them, as replicates are numbered anew.
  @Test func remarksNameTheColumn() throws {
    let rows = (0...2).flatMap { seed in (1...3).map { "a,10,\(seed),1,\($0),\(seed == 1 && $0 == 2 ? "" : "0.5")" } }
    let histories = try read("seed,fold,epoch", rows)
    #expect(histories.remarks.contains { $0.hasSuffix("(model a, size 10, seed × fold 1/1)") }, "\(histories.remarks)")
  }
}
