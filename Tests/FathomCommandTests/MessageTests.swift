import Foundation
import TestSupport
import Testing

/// What newcomers are told who bring what they have.
@Suite(.serialized) struct MessageTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private func write(_ text: String, _ name: String) throws {
    try text.write(to: folder.file(name), atomically: true, encoding: .utf8)
  }

  private func table(gaps: Bool = false) -> String {
    "x,y,label\n" + (0..<40).map { "\(gaps && $0 % 8 == 0 ? "" : "\($0 * 7 % 41)"),\($0 % 5),\($0 % 2)\n" }.joined()
  }

  private func study(_ lines: String) -> String {
    "name: s\ndata: {source: digits, validation: 0}\nmodels: {a: {hidden: [4]}}\nreplicates: 2\n" + lines
  }

  /// 1,300 of the digits are left to train on: 1,797 less the 497 of the test set.
  @Test func fractionsAsSizesAreCounted() throws {
    try write(study("sizes: [0.1, 50%, 1.0]"), "s.yaml")
    let plan = try fathom.run("plan", "s.yaml")
    #expect(
      plan.errors.contains(
        "5:8: sizes: found 0.1, 50%, 1.0, expected counts of training samples, not fractions; of the 1300 that there are, these are "
          + "130, 650, 1300"), "\(plan.errors)")
    try write(study("sizes: [2000]"), "s.yaml")
    let large = try fathom.run("plan", "s.yaml").errors
    #expect(large.contains("use sizes up to 1300\n") || large.hasSuffix("use sizes up to 1300"), "\(large)")
  }

  @Test func aFileOfDataIsNoStudy() throws {
    try write(table(), "good.csv")
    for command in ["run", "plan"] {
      let outcome = try fathom.run(command, "good.csv")
      #expect(outcome.status == 1 && outcome.errors.split(separator: "\n").count == 1)
      #expect(
        outcome.errors.contains(
          "good.csv: is a file of data (csv), and no study file; look at it with `fathom data info"),
        "\(outcome.errors)")
    }
  }

  /// Files of other kinds are told by what they are, whatever they are called; what they begin with is as their formats say.
  @Test func filesOfOtherKinds() throws {
    let kinds: [(ending: String, start: [UInt8], kind: String)] = [
      ("xlsx", Array("PK\u{3}\u{4}".utf8), "a zip archive"), ("csv.zip", Array("PK\u{3}\u{4}".utf8), "a zip archive"),
      ("parquet", Array("PAR1".utf8), "a Parquet file"), ("json", Array("[{\"a\": 1}]".utf8), "JSON"),
      ("jsonl", Array("{\"a\": 1}".utf8), "JSON"), ("dta", [0x72, 2, 1, 0], "a file of Stata"),
      ("dta", Array("<stata_dta><header>".utf8), "a file of Stata"), ("sav", Array("$FL2@(#)".utf8), "a file of SPSS"),
    ]
    for (ending, start, kind) in kinds {
      for name in ["x.\(ending)", "x.csv"] {
        try Data(start + Array(repeating: UInt8(ascii: "a"), count: 40)).write(to: folder.file(name))
        let told = try fathom.run("data", "info", name).errors
        #expect(told.contains("\(name): is \(kind)") && told.contains("save it as CSV"), "\(told)")
      }
    }
  }

  /// A line that an option has is none of a file.
  @Test func optionsHaveNoLines() throws {
    try write("model,size,seed,epoch,test_acc\na,10,1,1,0.5\na,10,1,2,0.6\n", "h.csv")
    let told = try fathom.run("import", "h.csv", "--stopping", "{rule: patience, epochs: 2, monitor: macro-f1}").errors
    #expect(told.hasPrefix("Error: --stopping: ") && told.contains("did you mean validation-macro-f1?"), "\(told)")
  }

  /// Of imported histories at steps, every table with epochs says what these are; of folds, every table with intervals.
  @Test func tablesOfImports() throws {
    let rows = (1...4).flatMap { fold in [10, 20, 30].map { "a,10,\(fold),\($0),0.7,0.\($0 + fold)" } }
    try write((["model,size,fold,epoch,train_acc,test_acc"] + rows).joined(separator: "\n") + "\n", "h.csv")
    #expect(try fathom.run("import", "h.csv", "-o", "r").status == 0)
    for (command, tellsEpochs, tellsFolds) in [
      (["curves", "r"], true, true), (["gaps", "r"], false, true), (["gaps", "r", "--exceeding", "0.1"], true, true),
      (["export", "r", "--table", "trials"], true, false), (["export", "r", "--table", "epochs"], true, false),
      (["curves", "r", "--columns", "model,size"], false, false),
    ] {
      let told = try fathom.run(command[0], Array(command.dropFirst())).errors
      #expect(told.contains("(epochs 10, 20, 30, …)") == tellsEpochs, "\(command): \(told)")
      #expect(told.contains("share training samples") == tellsFolds, "\(command): \(told)")
    }
  }

  @Test func aMissingFileNamesTheFolders() throws {
    try write(
      "name: s\ndata: {source: csv, path: t.csv}\nmodels: {a: {hidden: [4]}}\nreplicates: 2\nsizes: [10]\n", "s.yaml")
    let unset = try fathom.run("plan", "s.yaml", environment: ["FATHOM_DATA": ""]).errors
    #expect(unset.contains("or else in the one that FATHOM_DATA names, which is not set"), "\(unset)")
    let set = try fathom.run("plan", "s.yaml", environment: ["FATHOM_DATA": "/nowhere"]).errors
    #expect(set.contains("FATHOM_DATA names (now /nowhere)"), "\(set)")
  }

  /// A model that was trained without gaps can only leave their rows out; and is told so once, in the words of options.
  @Test func gapsAreNamedInTheWordsOfOptions() throws {
    try write(table(), "whole.csv")
    try write(table(gaps: true), "gaps.csv")
    let train = try fathom.run("train", "--data", "whole.csv", "--hidden", "4", "--epochs", "2", "-o", "m.safetensors")
    #expect(train.status == 0, "\(train.errors)")
    let refused = try fathom.run("evaluate", "m.safetensors", "--data", "gaps.csv")
    #expect(refused.status == 1 && refused.errors.split(separator: "\n").count == 1)
    #expect(
      refused.errors.hasSuffix(
        #"column "x": 5 missing (empty 5; first in line 2); if they are missing values, write `--missing drop` "#
          + "(35 of 40 rows are left)\n"), "\(refused.errors)")
    let filled = try fathom.run("evaluate", "m.safetensors", "--data", "gaps.csv", "--missing", "impute")
    #expect(filled.status == 1 && filled.errors.split(separator: "\n").count == 1, "\(filled.errors)")
    #expect(filled.errors.contains("leave such rows out (--missing drop)"))
    let dropped = try fathom.run("evaluate", "m.safetensors", "--data", "gaps.csv", "--missing", "drop")
    #expect(dropped.status == 0 && dropped.output.contains("35"), "\(dropped.errors)")
    let trained = try fathom.run("train", "--data", "gaps.csv", "--hidden", "4", "--epochs", "2", "-o", "n.safetensors")
    #expect(
      trained.errors.contains("write `--missing impute` (`--missing drop` leaves 35 of 40 rows)"), "\(trained.errors)")
  }

  @Test func tooManyJobsAreRefused() throws {
    try write(study("sizes: [20]"), "s.yaml")
    let jobs = try fathom.run("plan", "s.yaml", "--jobs", "1025")
    #expect(jobs.status == 64 && jobs.errors.contains("more jobs than cores take memory"), "\(jobs.errors)")
  }

  @Test func keysInWhosePlaceTunedOnesAreAreNamed() throws {
    try write(
      "name: s\ndata: {source: digits}\nmodels: {m: {kind: svm, gamma: 7}}\nreplicates: 2\nsizes: [20]\n"
        + "tune: {gamma: [0.001, 0.01], c: [1, 10]}\n", "s.yaml")
    let plan = try fathom.run("plan", "s.yaml").output
    #expect(plan.contains("models.m.gamma 7 is not used: tune gives gamma 0.001, 0.01"), "\(plan)")
    #expect(!plan.contains("models.m.c"))
  }

  /// So are keys of the sections `training` and `data`, whatever their value; those without another stay unnamed.
  @Test func keysInWhosePlaceVariedOnesAreAreNamed() throws {
    func plan(_ keys: String) throws -> String {
      try write(
        "name: s\ndata: {source: digits, validation: 0.2, label-noise: 0.1}\nmodels: {m: {hidden: [4]}}\nreplicates: 2\n"
          + "sizes: [20]\ntraining: {learning-rate: 0.3, batch: 8}\n" + keys, "s.yaml")
      let plan = try fathom.run("plan", "s.yaml")
      #expect(plan.status == 0, "\(plan.errors)")
      return plan.output.replacing(/\n +/, with: " ")
    }
    let words = "training.learning-rate 0.3 is not used: "
    #expect(try plan("vary: {learning-rate: [0.1, 0.3]}\n").contains(words + "vary gives learning-rate 0.1, 0.3"))
    #expect(try plan("tune: {learning-rate: [0.1, 0.2]}\n").contains(words + "tune gives learning-rate 0.1, 0.2"))
    #expect(
      try plan("vary: {data.label-noise: [0, 0.2]}\n")
        .contains("data.label-noise 0.1 is not used: vary gives data.label-noise 0, 0.2"))
    #expect(try !plan("vary: {dropout: [0, 0.2]}\n").contains("not used"))
  }

  /// The order of the parts of a rule says nothing, unless it chooses the epoch that is reported.
  @Test func rulesInAnotherOrderAreTheSame() throws {
    let parts = [
      "{rule: patience, epochs: 3}", "{rule: generalisation-loss, threshold: 5}",
      "{rule: patience, epochs: 3, monitor: validation-accuracy}",
    ]
    func plan(_ first: [Int]) throws -> (status: Int32, errors: String) {
      let rules = [first, first.reversed()].map { "{rule: any, of: [\($0.map { parts[$0] }.joined(separator: ", "))]}" }
      try write(
        "name: s\ndata: {source: digits}\nmodels: {a: {hidden: [4]}}\nreplicates: 2\nsizes: [20]\n"
          + "stopping: [\(rules.joined(separator: ", "))]\n", "s.yaml")
      let outcome = try fathom.run("plan", "s.yaml")
      return (outcome.status, outcome.errors)
    }
    let twice = try plan([0, 1])
    #expect(twice.status == 1 && twice.errors.contains("is given twice"), "\(twice.errors)")
    #expect(try plan([0, 2]).status == 0)
  }

  /// What measuring the time takes is removed when the command is told to end.
  @Test func anEndedPlanLeavesNothing() throws {
    let lines = "sizes: [1000]\ntraining: {epochs: 3}\n"
    try write(study(lines).replacing("[4]", with: "[16]"), "s.yaml")
    let process = try fathom.start(["plan", "s.yaml"])
    let hidden = {
      (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path))?.filter { $0.hasPrefix(".fathom-plan") }
        ?? []
    }
    for _ in 0..<600 where process.isRunning && hidden().isEmpty { usleep(10_000) }
    process.terminate()
    process.waitUntilExit()
    #expect(hidden() == [])
  }

  /// Numbers that begin with a minus are values of options.
  @Test func negativeNumbersAreValues() throws {
    try write("x,label\n" + (0..<40).map { "\($0 % 8 == 0 ? "-999" : "\($0)"),\($0 % 2)\n" }.joined(), "t.csv")
    let options = ["info", "t.csv", "--missing", "drop", "--missing-values"]
    let apart = try fathom.run("data", options + ["-999"])
    #expect(apart.status == 0 && apart.output.contains("35 to draw from"), "\(apart.errors)\(apart.output)")
    #expect(try fathom.run("data", Array(options.dropLast()) + ["--missing-values=-999"]).output == apart.output)
  }

  /// Names that are none get the nearest that there is, on one line.
  @Test(arguments: [
    (["gap", "q"], "did you mean fathom gaps?"), (["help", "runn"], "did you mean fathom run?"),
    (["q.yaml"], "did you mean fathom run q.yaml?"), (["status", "--jsn", "q"], "Unknown option '--jsn'"),
    (["plan", "q.yaml", "--job", "2"], "did you mean --jobs?"),
    (["gaps", "q", "--formt", "json"], "did you mean --format?"),
    (["export", "q", "--table", "gapp"], "--table: there is no gapp; did you mean gaps? There are epochs, "),
    (
      ["gaps", "q", "--format", "jsn"], "--format: there is no jsn; did you mean json? There are table, tsv, csv, json"
    ),
    (["run", "q.yaml", "--for", "20"], "Error: --for: 20 is no span of time"),
    (["run", "q.yaml", "--learning-rate", "3"], "training.learning-rate is a key of study files"),
    (["run", "q.yaml", "--lr", "3"], "training.learning-rate is a key of study files"),
    (
      ["train", "d.csv", "-o", "m"],
      "d.csv: is a file of data (csv), and no study file; name it with --data: fathom train --data d.csv"
    ),
    (["evaluate", "d.csv"], "no model; name it with --data: fathom evaluate MODEL --data d.csv"),
    (["evaluate", "m.safetensors", "d.csv"], "did you mean --data d.csv?"),
  ]) func wrongNamesGetTheNearest(arguments: [String], words: String) throws {
    let outcome = try fathom.run(arguments[0], Array(arguments.dropFirst()))
    let line = outcome.errors.split(separator: "\n").first ?? ""
    #expect(outcome.status == 64 && line.contains(words), "\(outcome.errors)")
  }

  @Test(arguments: [
    ("cifar10", "did you mean cifar-10?"), ("foo", "what can be fetched is mnist, fashion-mnist, cifar-10"),
  ])
  func whatCanBeFetchedIsNamed(name: String, words: String) throws {
    let outcome = try fathom.run("data", "fetch", name)
    #expect(
      outcome.status == 1 && outcome.errors.contains(words) && !outcome.errors.contains("moons"), "\(outcome.errors)")
  }

  /// Who holds out too much of as many classes as there are numbers is told of the way out.
  @Test func aQuantityIsNoClass() throws {
    let rows = (0..<90).map { "\($0),\(Double($0) / 8)\n" }.joined()
    try write("x,y\n" + rows + rows, "t.csv")
    let keys = "{source: csv, path: t.csv, target: y, task: classification, test: 0.6}"
    try write("name: s\ndata: \(keys)\nmodels: {a: {hidden: [4]}}\nreplicates: 2\nsizes: [10]\n", "s.yaml")
    let found = try fathom.run("plan", "s.yaml").errors
    #expect(
      found.hasPrefix("Error: s.yaml:2:\(keys.count + 3): data.test: 108 of 180 samples")
        && found.contains("set data.task: regression to predict the number, or hold out fewer"), "\(found)")
    try write("x,y\n" + (0..<20).map { "\($0),\($0 % 5)\n" }.joined(), "t.csv")
    let few = try fathom.run("plan", "s.yaml")
    #expect(few.status == 0 || !few.errors.contains("regression"), "\(few.errors)")
  }

  @Test func percentagesOfOtherMetricsGetAValueThatTheyCanHave() throws {
    try write("x,y\n" + (0..<60).map { "\($0),\(Double($0) * 0.7)\n" }.joined(), "t.csv")
    for (metric, example) in [("r2", "such as 0.9"), ("rmse", "such as 90")] {
      try write(
        "name: \(metric)\ndata: {source: csv, path: t.csv, target: y, task: regression}\nmetrics: [\(metric)]\n"
          + "models: {a: {hidden: [4]}}\nreplicates: 2\nsizes: [10, 20]\ntraining: {epochs: 2}\n", "s.yaml")
      #expect(try fathom.run("run", "s.yaml").status == 0)
      let refused = try fathom.run("curves", metric, "--target", "90%")
      #expect(refused.status == 64 && refused.errors.contains(example), "\(refused.errors)")
    }
  }

  /// What a plan that was killed has left is removed by the next one.
  @Test func whatAKilledPlanLeftIsRemoved() throws {
    try write(study("sizes: [1000]\n").replacing("[4]", with: "[16]").replacing("s: 2", with: "s: 10"), "s.yaml")
    func hidden() -> [String] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.url.path)) ?? []
      return names.filter {
        $0.hasPrefix(".fathom-plan") && (try? Data(contentsOf: folder.file("\($0)/.lock")))?.isEmpty == false
      }
    }
    // It measures for a moment only, which may be over before it is killed.
    for _ in 0..<20 where hidden().isEmpty {
      let process = try fathom.start(["plan", "s.yaml"])
      while process.isRunning && hidden().isEmpty { usleep(500) }
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    #expect(hidden().count == 1)
    try write(study("sizes: [20]\n"), "t.yaml")
    #expect(try fathom.run("plan", "t.yaml").status == 0)
    #expect(hidden() == [])
  }

  @Test func oneIsNoneOfMany() throws {
    try write(study("sizes: [20]\ntraining: {epochs: 1}\n").replacing("replicates: 2", with: "replicates: 1"), "s.yaml")
    let plan = try fathom.run("plan", "s.yaml", "--jobs", "1").output
    #expect(plan.contains("1 from 1 trajectory\n") && plan.contains("on 1 worker of"), "\(plan)")
    #expect(plan.contains("runs all 1 epoch\n"), "\(plan)")
    #expect(try fathom.run("run", "s.yaml").status == 0)
    let status = try fathom.run("status", "s").output
    #expect(status.hasPrefix("s: 1 of 1 trajectory (100 %) finished\n"), "\(status)")
    #expect(!status.contains("1 trials"))
  }
}
