import Foundation
import TestSupport
import Testing

/// `fathom import`: histories of other programs as results folders.
@Suite struct ImportTests {
  private let folder = try? TemporaryFolder()

  private func process() throws -> FathomProcess { FathomProcess(in: try #require(folder).url) }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: try #require(folder).file(name), atomically: true, encoding: .utf8)
  }

  /// What Fathom wrote but has no runs is refused, with the tables that have; and a rule that a support vector machine has no
  /// losses for, with the models that do.
  @Test func ownResultsSayWhichFileToGive() throws {
    try write(
      """
      name: own
      data: {source: moons, samples: 100, validation: 0.2}
      sizes: [20, 40]
      replicates: 2
      models: {a: {hidden: [3]}, b: {hidden: [4, 4]}, svm: {kind: svm}}
      training: {epochs: 4}
      figures: [learning-curves]
      """, to: "own.yaml")
    #expect(try process().run("run", "own.yaml", "-o", "own").status == 0)
    let copy = try #require(folder)
    try FileManager.default.copyItem(at: copy.file("own/tables/curves.tsv"), to: copy.file("means.tsv"))
    let ways =
      "give own/tables/epochs.tsv, which has the histories of its runs, or own/tables/trials.tsv, which has their results"
    for path in [
      "own", "own/", "own/tables", "own/plots", "own/tables/curves.tsv", "own/tables/verdicts.tsv",
      "own/plots/learning-curves.dat",
      "own/summary.json", "own/study.yaml", "means.tsv",
    ] {
      let refused = try process().run("import", path, "-o", "no")
      #expect(refused.status == 1, "\(path)")
      #expect(
        refused.errors.contains(path == "means.tsv" ? "give epochs.tsv, which" : ways), "\(path): \(refused.errors)")
      #expect(refused.errors.split(separator: "\n").count == 1)
    }
    for path in ["own/tables/epochs.tsv", "own/tables/trials.tsv"] {
      #expect(try process().run("import", path, "--dry-run").status == 0)
    }
    let rule = ["--stopping", "{rule: patience, epochs: 2, threshold: 0}", "--dry-run"]
    let refused = try process().run("import", ["own/tables/epochs.tsv"] + rule)
    #expect(
      refused.errors.contains("take only the models that have it with --models a,b (models: in an import file)"),
      "\(refused.errors)")
    #expect(try process().run("import", ["own/tables/epochs.tsv", "--models", "a,b"] + rule).status == 0)
  }

  /// The same study trained by Fathom and imported from its own `epochs.tsv`: every table is the same, but for what only
  /// who has trained can know.
  @Test func ownHistoriesGiveTheSameTables() throws {
    let stopping = """
      stopping:
        - {rule: loss-change, threshold: [0.3, 0.03]}
        - {rule: patience, epochs: 3}
        - {rule: none}

      """
    try write(
      """
      name: own
      data: {source: digits, validation: 0.2}
      intervals: replicates
      sizes: [200, 400]
      replicates: 6
      models: {shallow: {hidden: [16]}, deep: {hidden: [16, 16]}}
      training: {epochs: 12, learning-rate: 0.3}
      vary: {batch: [16, 32]}
      \(stopping)
      """, to: "own.yaml")
    try write(
      """
      name: own
      files: results/own/tables/epochs.tsv
      \(stopping)
      """, to: "import.yaml")
    #expect(try process().run("run", "own.yaml").status == 0)
    let imported = try process().run("import", "import.yaml", "-o", "again")
    #expect(imported.status == 0, "\(imported.errors)")
    let folder = try #require(folder)
    let own = try TimelessTable.all(in: folder.file("results/own"))
    let again = try TimelessTable.all(in: folder.file("again"))
    #expect(own.keys.sorted() == again.keys.sorted())
    // Initialisers are settings of training, of which histories say nothing; nor do they of the classes of the data, from
    // which it follows what chance reaches.
    for (name, table) in own where name != "initialisers.tsv" {
      let chance = (table.rows.first ?? []).indices.filter { table.rows[0][$0].hasSuffix("at_chance") }
      var expected = table
      for row in table.rows.indices.dropFirst() { for column in chance { expected.rows[row][column] = "" } }
      #expect(expected == again[name], "\(name)")
    }
    let status = try process().run("status", "again")
    #expect(status.output.contains("48 trajectories finished"))
    #expect(status.output.contains("imported from epochs.tsv"))
  }

  /// Results of networks of which only the widths are known: the wide one is first, and the one between is worst.
  @Test func widthsAreComparedWithoutParameters() throws {
    var rows = "model,size,seed,test_accuracy\n"
    for seed in 1...8 {
      for (model, accuracy) in [("narrow", 0.8), ("middle", 0.6), ("wide", 0.9)] {
        rows += "\(model),100,\(seed),\(accuracy + Double(seed * (model.count + 1) % 5) / 500)\n"
      }
    }
    try write(rows, to: "h.csv")
    try write(
      "files: h.csv\nmodels: {narrow: {hidden: [8]}, middle: {hidden: [16]}, wide: {hidden: [64]}}\n", to: "w.yaml")
    let imported = try process().run("import", "w.yaml", "-o", "r")
    #expect(imported.status == 0, "\(imported.errors)")
    let drops = try process().run(
      "export", "r", "--table", "width-drops", "--format", "csv", "--columns",
      "from_model,to_model,from_width,to_width,recovery_model"
    ).output
    #expect(drops.contains("narrow,middle,8,16,wide"), "\(drops)")
    let verdicts = try process().run(
      "export", "r", "--table", "verdicts", "--format", "csv", "--columns", "first,second,differs,verdict"
    ).output
    for row in ["wide,narrow,width,better", "wide,middle,width,better", "middle,narrow,width,worse"] {
      #expect(verdicts.contains(row), "\(verdicts)")
    }
    let folder = try #require(folder)
    let script = try String(contentsOf: folder.file("r/plots/width.gp"), encoding: .utf8)
    #expect(script.contains("units of each hidden layer"))
    // Without the file's word nothing is known of layers, and the figure says what it lacks.
    #expect(try process().run("import", "h.csv", "-o", "bare").status == 0)
    let absent = try process().run("plot", "bare", "--figure", "width")
    #expect(
      absent.status != 0 && absent.errors.contains("hidden layers are not known of these models"), "\(absent.errors)")
  }

  /// Stops by hand: patience 2 fires after two epochs without a lower validation loss, and reports the lowest.
  @Test func rulesAreReplayed() throws {
    try write(
      """
      model,size,seed,epoch,train_loss,val_loss,test_loss,test_accuracy
      a,100,1,1,2,2,2,0.5
      a,100,1,2,1,1,1,0.7
      a,100,1,3,0.5,1.5,1,0.6
      a,100,1,4,0.4,1.2,1,0.6
      a,100,1,5,0.3,0.5,1,0.9
      b,100,1,1,2,2,2,0.5
      b,100,1,2,1,1.5,1,0.6

      """, to: "h.csv")
    let outcome = try process().run("import", "h.csv", "--stopping", "{rule: patience, epochs: [2, 9]}", "-o", "r")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let rows = try process().run(
      "export", "r", "--table", "trials", "--format", "csv", "--columns",
      "model,threshold,status,epoch,stopped_epoch,test_accuracy"
    ).output
    #expect(rows.contains("a,0.0,ok,2,4,0.7") || rows.contains("a,0,ok,2,4,0.7"), "\(rows)")
    #expect(rows.contains("max-epochs,5,5,0.9"), "\(rows)")
    #expect(rows.contains("max-epochs,2,2,0.6"), "\(rows)")
  }

  @Test func aRuleWithoutItsValuesIsRefusedByName() throws {
    try write("model,size,epoch,train_loss,test_accuracy\na,100,1,2,0.5\na,100,2,1,0.6\n", to: "h.csv")
    let outcome = try process().run("import", "h.csv", "--stopping", "{rule: patience, epochs: 2}", "-o", "r")
    #expect(outcome.status == 1 && outcome.errors.contains("patience looks at validation-loss"), "\(outcome.errors)")
    let updates = try process().run("import", "h.csv", "--stopping", "{rule: budget, updates: 10}", "-o", "r")
    #expect(updates.status == 1 && updates.errors.contains("budget counts updates"), "\(updates.errors)")
    // A rule that stepped over an epoch would stop at another.
    try write("model,size,epoch,train_loss,test_accuracy\na,100,1,2,0.5\na,100,2,,0.6\na,100,3,1,0.6\n", to: "hole.csv")
    let hole = try process().run("import", "hole.csv", "--stopping", "{rule: loss-change, threshold: 0.3}", "-o", "r")
    #expect(hole.status == 1 && hole.errors.contains("does not have after epoch 2"), "\(hole.errors)")
    // Results of runs have no epochs in which a rule could fire.
    try write("model,size,seed,test_accuracy,val_loss\na,100,1,0.5,0.7\na,100,2,0.6,0.7\n", to: "ends.csv")
    let ends = try process().run("import", "ends.csv", "--stopping", "{rule: patience, epochs: 3}", "-o", "r")
    #expect(ends.status == 1 && ends.errors.contains("no epochs to replay the rule patience over"), "\(ends.errors)")
    #expect(!FileManager.default.fileExists(atPath: try #require(folder).file("r").path(percentEncoded: false)))
  }

  /// Ten points apart with a spread of one: decided, whether the seeds are the same or others.
  @Test(arguments: [true, false]) func seedsDecideHowRunsAreCompared(areSame: Bool) throws {
    var rows = "model,size,seed,test_accuracy\n"
    for seed in 1...8 {
      let spread = Double(seed % 3) / 100
      rows += "a,100,\(seed),\(0.7 + spread)\n"
      rows += "b,100,\(areSame ? seed : seed + 100),\(0.8 + Double(seed % 4) / 100)\n"
    }
    try write(rows, to: "h.csv")
    let outcome = try process().run("import", "h.csv", "-o", "r")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains(areSame ? "compared in pairs" : "compared unpaired"), "\(outcome.output)")
    let verdicts = try process().run(
      "export", "r", "--table", "verdicts", "--format", "csv", "--columns", "first,second,pairs,pairing,verdict"
    ).output
    #expect(verdicts.contains(areSame ? "8,paired" : "0,unpaired"), "\(verdicts)")
    #expect(!verdicts.contains("undecided"), "\(verdicts)")
  }

  /// Runs of which no two have the same seed cannot be paired, whoever asks for it; nothing is written.
  @Test func pairsThatAreNoneAreRefused() throws {
    let rows = (1...6).flatMap { ["a,100,\($0),0.6\($0)", "b,100,\($0 + 100),0.7\($0)"] }
    try write((["model,size,seed,test_accuracy"] + rows).joined(separator: "\n") + "\n", to: "h.csv")
    let outcome = try process().run("import", "h.csv", "--paired", "-o", "r")
    #expect(
      outcome.status == 1
        && outcome.errors.contains(
          "no run of a has the replicate of a run of b (1, 2, 3, … and 101, 102, 103, … at size 100)"),
      "\(outcome.errors)")
    #expect(!FileManager.default.fileExists(atPath: try #require(folder).file("r").path(percentEncoded: false)))
    // Half of the seeds: so many pairs, and no more are spoken of.
    try write(
      (["model,size,seed,test_accuracy"] + rows.map { $0.replacing(",101,", with: ",1,") }).joined(separator: "\n"),
      to: "h.csv")
    let some = try process().run("import", "h.csv", "--paired", "-o", "r")
    #expect(some.status == 0 && some.output.contains("1 of 11 replicates are in all of them"), "\(some.output)")
    // The same across studies.
    for (name, first) in [("one", 1), ("two", 7)] {
      let rows = (first..<first + 6).map { "a,100,\($0),0.6\($0)" }
      try write((["model,size,seed,test_accuracy"] + rows).joined(separator: "\n") + "\n", to: "h.csv")
      #expect(try process().run("import", "h.csv", "-o", name).status == 0)
    }
    let compared = try process().run("compare", "one", "two", "--as", "one,two", "--paired", "-o", "both")
    #expect(
      compared.status == 1
        && compared.errors.contains("no run of one has the replicate of a run of two (they are 1 to 6 and 7 to 12)"),
      "\(compared.errors)")
  }

  /// Models are compared at the same settings, so seeds of others do not matter; --paired says what is found anyway.
  @Test(arguments: [true, false]) func settingsWithSeedsOfTheirOwn(areSame: Bool) throws {
    let rows = (1...8).flatMap { seed in
      let rate = seed <= 4 ? "0.1" : "0.01"
      let other = areSame || seed > 4 ? seed : seed + 100
      return ["a,100,\(seed),\(rate),0.6\(seed)", "b,100,\(other),\(rate),0.7\(seed % 3)"]
    }
    try write((["model,size,seed,lr,test_accuracy"] + rows).joined(separator: "\n") + "\n", to: "h.csv")
    let found = try process().run("import", "h.csv", "--map", "lr=lr", "-o", "found")
    let asked = try process().run("import", "h.csv", "--map", "lr=lr", "--paired", "-o", "asked")
    #expect(found.status == 0, "\(found.errors)")
    guard areSame else {
      #expect(found.output.contains("are compared in pairs, others unpaired"), "\(found.output)")
      #expect(asked.status == 1 && asked.errors.contains("no run of a, 0.1 has the replicate of a run of b, 0.1"))
      return
    }
    for outcome in [found, asked] {
      #expect(outcome.output.contains("are compared in pairs (--no-paired"), "\(outcome.output)\(outcome.errors)")
      #expect(!outcome.output.contains("replicates are in all of them"), "\(outcome.output)")
    }
    for folder in ["found", "asked"] {
      let verdicts = try process().run(
        "export", folder, "--table", "verdicts", "--format", "csv", "--columns", "pairs,pairing"
      ).output.split(separator: "\n").dropFirst()
      // Two of models, one at each rate; those of rates have no seeds in common.
      #expect(verdicts.sorted() == ["0,unpaired", "0,unpaired", "4,paired", "4,paired"], "\(verdicts)")
    }
  }

  /// Without training values there is no gap that could exceed anything.
  @Test func noGapIsNoZero() throws {
    let rows = (1...3).flatMap { seed in (1...3).map { "a,100,\(seed),\($0),0.\($0)" } }
    try write((["model,size,seed,epoch,test_accuracy"] + rows).joined(separator: "\n") + "\n", to: "h.csv")
    #expect(try process().run("import", "h.csv", "-o", "r").status == 0)
    let gaps = try process().run("gaps", "r", "--exceeding", "5%")
    #expect(
      gaps.status == 64 && gaps.errors.contains("no run has both train and test accuracy after its epochs"),
      "\(gaps.errors)")
  }

  @Test func validationStandsInForTest() throws {
    try write("epoch,train_loss,val_loss,val_accuracy\n1,2,2,0.5\n2,1,1,0.6\n", to: "mlp.csv")
    let outcome = try process().run("import", "mlp.csv", "--set", "size=60000", "-o", "r")
    #expect(outcome.status == 0 && outcome.output.contains("“test” is the validation set here"), "\(outcome.errors)")
    #expect(try process().run("status", "r").output.contains("Test data were not measured"))
    let report = try #require(folder).file("r/report.html")
    #expect(try String(contentsOf: report, encoding: .utf8).contains("“test” is the validation set here"))
  }

  @Test func resultsOfOwnRunsAreNotReplaced() throws {
    try write(
      "name: own\ndata: {source: digits}\nsizes: [50]\nreplicates: 1\nmodels: {a: {hidden: []}}\ntraining: {epochs: 1}\n",
      to: "own.yaml")
    #expect(try process().run("run", "own.yaml").status == 0)
    try write("model,size,test_accuracy\na,100,0.5\n", to: "h.csv")
    let outcome = try process().run("import", "h.csv", "-o", "results/own")
    #expect(outcome.status == 1 && outcome.errors.contains("which were trained there"), "\(outcome.errors)")
    #expect(try process().run("import", "h.csv", "-o", "r").status == 0)
    let run = try process().run("run", "own.yaml", "-o", "r")
    #expect(run.status == 1 && run.errors.contains("holds imported runs"), "\(run.errors)")
    let file = try process().run("run", "r/study.yaml")
    #expect(file.status == 1 && file.errors.contains("is an import file"), "\(file.errors)")
  }

  /// Means with standard errors: bands of 1.96 of them, fits, and no verdict.
  @Test func publishedMeansHaveBands() throws {
    let sizes = [16, 32, 64, 128, 256]
    let learners = [0.0, 0.1].map { shift in
      let means = sizes.map { "[0.01,\(shift + 0.2),\(shift + 3.2 / Double($0))]" }.joined(separator: ",")
      let errors = sizes.map { _ in "[0.001,0.002,0.005]" }.joined(separator: ",")
      return "[[\(means)],[\(errors)]]"
    }
    try write("[\(learners.joined(separator: ","))]", to: "er.json")
    try write(#"{"learners":["A","B"],"dataset_ids":[3],"anchors":\#(sizes)}"#, to: "meta.json")
    let outcome = try process().run("import", "er.json", "meta.json", "-o", "r")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let curves = try process().run(
      "export", "r", "--table", "curves", "--format", "csv", "--columns",
      "model,size,test_accuracy,test_accuracy_low,test_accuracy_high"
    ).output.split(separator: "\n")
    let row = try #require(curves.first { $0.hasPrefix("B,32,") }).split(separator: ",").compactMap { Double($0) }
    // 1 − (0.1 + 3.2/32), and 1.96 times 0.005 on either side.
    let expected = [32, 0.8, 0.8 - 0.0098, 0.8 + 0.0098]
    #expect(row.count == 4 && zip(row, expected).filter { abs($0 - $1) > 1e-12 }.isEmpty, "\(row)")
    let verdicts = try process().run("export", "r", "--table", "verdicts", "--format", "csv", "--columns", "verdict")
      .output
    #expect(verdicts == "verdict\n", "nothing can be compared")
    #expect(try process().run("verdicts", "r").output.contains("its runs are means over replicates"))
    let report = try String(contentsOf: try #require(folder).file("r/report.html"), encoding: .utf8)
    #expect(report.contains("1.96 standard errors on either side"))
  }

  /// The file in a results folder says how it was made, and makes it again from anywhere.
  @Test func whatWasImportedIsImportedAgain() throws {
    let rows = (1...3).flatMap { seed in
      ["svm,100,\(seed),,0.7\(seed)", "net,100,\(seed),0.1,0.8\(seed)", "net,100,\(seed),0.2,0.9\(seed)"]
    }
    try write((["model,size,seed,lr,test_accuracy"] + rows).joined(separator: "\n") + "\n", to: "h.csv")
    let first = try process().run("import", "h.csv", "--models", "svm", "-o", "far/away")
    #expect(first.status == 0, "\(first.errors)")
    let status = try process().run("status", "far/away")
    #expect(status.status == 0 && status.output.contains("3 trajectories finished"), "\(status.errors)")
    let again = try process().run("import", "far/away/study.yaml")
    #expect(again.status == 0 && again.output.hasPrefix("h: 3 runs"), "\(again.errors)")
    let folder = try #require(folder)
    let tables = try ["far/away", "results/h"].map { try TimelessTable.all(in: folder.file($0)) }
    #expect(tables[0] == tables[1])
    for seed in 1...2 { try write("epoch,val_loss,val_acc\n1,2,0.\(seed)\n2,1,0.6\n", to: "a-n10-s\(seed).csv") }
    #expect(try process().run("import", "--pattern", "{model}-n{size}-s{seed}.csv", "-o", "far/two").status == 0)
    let pattern = try process().run("import", "far/two/study.yaml", "--dry-run")
    #expect(pattern.status == 0 && pattern.output.contains(": 2 runs"), "\(pattern.errors)")
  }

  /// A comparison and an import do not replace each other.
  @Test func comparisonsAreNotReplaced() throws {
    try write("model,size,seed,test_accuracy\na,100,1,0.5\na,100,2,0.6\n", to: "h.csv")
    for folder in ["one", "two"] { #expect(try process().run("import", "h.csv", "-o", folder).status == 0) }
    #expect(try process().run("compare", "one", "two", "-o", "both").status == 0)
    let imported = try process().run("import", "h.csv", "-o", "both")
    #expect(
      imported.status == 1 && imported.errors.contains("holds both, which compares studies"), "\(imported.errors)")
    let compared = try process().run("compare", "one", "both", "-o", "two")
    #expect(
      compared.status == 1 && compared.errors.contains("which was imported; choose another"), "\(compared.errors)")
    #expect(try process().run("status", "both").output.contains("one, two"))
  }

  @Test func aDryRunWritesNothing() throws {
    try write("model,size,test_accuracy\na,100,0.5\n", to: "h.csv")
    let outcome = try process().run("import", "h.csv", "--dry-run")
    #expect(outcome.status == 0 && outcome.output.contains("h: 1 run"), "\(outcome.output)")
    #expect(!FileManager.default.fileExists(atPath: try #require(folder).file("results").path(percentEncoded: false)))
  }
}
