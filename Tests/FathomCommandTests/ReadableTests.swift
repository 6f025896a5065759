import Foundation
import SeededRandom
import TestSupport
import Testing

/// What Fathom wrote it can read, and a figure's failure costs only that figure.
@Suite struct ReadableTests {
  private let folder: TemporaryFolder
  private let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private func write(_ text: String, to name: String) throws {
    try text.write(to: folder.file(name), atomically: true, encoding: .utf8)
  }

  private func names(in path: String) throws -> Set<String> {
    Set(try FileManager.default.contentsOfDirectory(atPath: folder.file(path).path(percentEncoded: false)))
  }

  /// Puts a program called gnuplot first in the path that fails at one figure.
  private func gnuplot(failingAt figure: String) throws -> [String: String] {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    try FileManager.default.createDirectory(at: folder.file("bin"), withIntermediateDirectories: true)
    let program = folder.file("bin/gnuplot")
    try """
    #!/bin/sh
    case "$*" in *\(figure).gp*) echo "cannot draw this" >&2; exit 1 ;; esac
    PATH='\(path)' exec gnuplot "$@"
    """.write(to: program, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path(percentEncoded: false))
    return ["PATH": folder.file("bin").path(percentEncoded: false) + ":" + path]
  }

  private static let linear = """
    name: linear
    data: {source: digits}
    sizes: [50, 100]
    replicates: 2
    models: {linear: {hidden: []}, shallow: {hidden: [4]}}
    training: {epochs: 5}
    """

  @Test func aNetworkWithoutHiddenLayersOnImagesReadsBack() throws {
    try write(Self.linear, to: "linear.yaml")
    let run = try fathom.run("run", "linear.yaml")
    #expect(run.status == 0, "\(run.errors)")
    for command in [
      ["status"], ["gaps"], ["curves"], ["export", "--table", "trials"], ["plot", "--figure", "weights"],
    ] {
      let outcome = try fathom.run(command[0], ["results/linear"] + command.dropFirst())
      #expect(outcome.status == 0, "\(command): \(outcome.errors)")
    }
    let again = try fathom.run("run", "linear.yaml")
    #expect(again.status == 0 && again.output.contains("Nothing was missing"), "\(again.errors)")
    let script = try String(contentsOf: folder.file("results/linear/plots/weights.gp"), encoding: .utf8)
    #expect(script.contains("linear: 10 output units") && script.contains("in the order of the classes"))
  }

  private static let stopped = """
    name: stopped
    data: {source: moons, samples: 60, noise: 0, validation: 0.2}
    sizes: [8, 20]
    models: {a: {hidden: [3]}}
    training: {epochs: 5}
    stopping: [{rule: loss-change, threshold: [0.1, 0.01]}, {rule: patience, epochs: 10}]
    """

  @Test func aFigureThatFailsCostsOnlyItself() throws {
    try write(Self.stopped, to: "stopped.yaml")
    try write(Self.linear + "\nfigures: [gaps]\n", to: "linear.yaml")
    let failing = try gnuplot(failingAt: "thresholds")
    let run = try fathom.run("run", ["stopped.yaml", "linear.yaml"], environment: failing)
    #expect(run.status == 0, "\(run.errors)")
    let told = run.errors.split(separator: "\n").filter { $0.contains("not drawn") }
    #expect(
      told.count == 1 && told[0].contains("thresholds (gnuplot could not draw thresholds: cannot draw this)"),
      "\(run.errors)")
    #expect(told.first?.contains("fathom plot results/stopped --figure thresholds") == true)
    let names = try names(in: "results/stopped")
    #expect(names.isSuperset(of: ["manifest.json", "report.html", "tables", "plots"]))
    let plots = try self.names(in: "results/stopped/plots")
    #expect(
      plots.isSuperset(of: ["thresholds.gp", "learning-curves.svg", "cost.png"]) && !plots.contains("thresholds.svg"))
    #expect(try self.names(in: "results").contains("linear"), "the next study was run")

    for command in ["plot", "report"] {
      let outcome = try fathom.run(command, ["results/stopped"], environment: failing)
      #expect(outcome.status == 1 && outcome.errors.contains("not drawn: thresholds"), "\(command): \(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
    // What a command asked for, that command asks for again; what a study asks for, plot draws by its name.
    let other = try fathom.run(
      "plot", ["results/stopped", "--figure", "thresholds", "--name", "fig-1"],
      environment: try gnuplot(failingAt: "fig-1"))
    #expect(other.status == 1 && other.errors.contains("; the same command tries again"), "\(other.errors)")
    try write(
      Self.stopped.replacing("name: stopped", with: "name: named")
        + "\nfigures: [{figure: thresholds, name: fig-1}, {figure: gaps, name: fig-2, panels: [9]}]\n", to: "named.yaml"
    )
    let named = try fathom.run("run", "named.yaml", environment: try gnuplot(failingAt: "fig-1"))
    #expect(named.status == 0, "\(named.errors)")
    let advice = try #require(named.errors.firstMatch(of: /; fathom (plot [^;]*) tries again; (.*)/))
    #expect(advice.2.hasPrefix("change fig-2 under figures in the study file"), "\(named.errors)")
    let arguments = advice.1.split(separator: " ").map(String.init)
    #expect(try fathom.run(arguments[0], Array(arguments.dropFirst())).status == 0)
    #expect(try self.names(in: "results/named/plots").contains("fig-1.svg"))

    // The next run draws what is missing, and trains nothing.
    let log = try String(contentsOf: folder.file("results/stopped/log.jsonl"), encoding: .utf8)
    let again = try fathom.run("run", "stopped.yaml")
    #expect(again.status == 0 && !again.errors.contains("not drawn"), "\(again.errors)")
    #expect(try self.names(in: "results/stopped/plots").contains("thresholds.svg"))
    let later = try String(contentsOf: folder.file("results/stopped/log.jsonl"), encoding: .utf8).dropFirst(log.count)
    #expect(!later.contains("\"epochs\""), "\(later)")
  }

  @Test func aTableThatFailsCostsOnlyItself() throws {
    try write(Self.linear + "\nfigures: [gaps]\n", to: "linear.yaml")
    #expect(try fathom.run("run", "linear.yaml").status == 0)
    let table = folder.file("results/linear/tables/costs.tsv")
    try FileManager.default.removeItem(at: table)
    try FileManager.default.createDirectory(at: table, withIntermediateDirectories: false)
    try FileManager.default.removeItem(at: folder.file("results/linear/tables/verdicts.tsv"))
    let run = try fathom.run("run", "linear.yaml")
    #expect(run.status == 0 && run.errors.contains("not written: costs.tsv"), "\(run.errors)")
    #expect(try names(in: "results/linear").isSuperset(of: ["manifest.json", "report.html"]))
    #expect(try names(in: "results/linear/tables").contains("verdicts.tsv"))
  }

  @Test func filesOfAnEarlierFormOfTheStudyGoAndTheUsersOwnStay() throws {
    try write(Self.linear + "\nfigures: [gaps, learning-curves]\n", to: "linear.yaml")
    #expect(try fathom.run("run", "linear.yaml").status == 0)
    #expect(try fathom.run("plot", "results/linear", "--figure", "gaps", "--format", "pdf").status == 0)
    for name in ["plots/notes.txt", "plots/gaps-talk.png", "tables/mine.tsv"] {
      try write("mine", to: "results/linear/\(name)")
    }
    try write(
      Self.linear.replacing("replicates: 2", with: "replicates: 3") + "\nfigures: [gaps]\n", to: "linear.yaml")
    let run = try fathom.run("run", "linear.yaml")
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try names(in: "results/linear/plots") == [
        "gaps.gp", "gaps.dat", "gaps.svg", "gaps.png", "gaps.pdf", "notes.txt", "gaps-talk.png",
      ])
    #expect(try names(in: "results/linear/tables").contains("mine.tsv"))
  }

  @Test(arguments: [("keep", "1 of 32 samples at n = 33, 7 of 32 samples at n = 39;"), ("scale", nil), ("drop", nil)])
  func aSmallLastBatchWithAFullStepIsTold(remainder: String, told: String?) throws {
    try write(
      """
      name: rest
      data: {source: digits}
      sizes: [20, 32, 33, 39, 40, 63, 64]
      models: {a: {hidden: [3]}}
      training: {remainder: \(remainder)}
      """, to: "rest.yaml")
    let plan = try fathom.run("plan", "rest.yaml")
    #expect(plan.status == 0)
    let words = "The last batch of an epoch is small and takes a full step: "
    #expect(plan.output.contains(words) == (told != nil))
    #expect(plan.output.contains(words + (told ?? "")) == (told != nil), "\(plan.output)")
  }

  @Test func rulesThatCannotFireAreTold() throws {
    try write(
      """
      name: idle
      data: {source: digits}
      sizes: [32, 64]
      models: {a: {hidden: [3]}}
      training: {epochs: 10}
      stopping:
        - {rule: patience, epochs: [9, 10]}
        - {rule: loss-change, threshold: [0.1], from-epoch: 11}
        - {rule: budget, updates: [20, 21]}
        - {rule: all, of: [{rule: budget, updates: [21]}, {rule: patience, epochs: 2}]}
        - {rule: any, of: [{rule: budget, updates: [21]}, {rule: patience, epochs: 2}]}
        - {rule: none}
      """, to: "idle.yaml")
    let plan = try fathom.run("plan", "idle.yaml")
    let words = "No training run is long enough for "
    let line = try #require(plan.output.split(separator: "\n").first { $0.contains(words) })
    #expect(line.contains("patience 10") && !line.contains("patience 9"), "\(line)")
    #expect(line.contains("from epoch 11") && line.contains("budget 21") && !line.contains("budget 20"), "\(line)")
    #expect(line.contains("all of (") && !line.contains("any of ("), "\(line)")
    #expect(line.contains("they will never end one"), "\(line)")
  }

  /// Schedules that change nothing in so few epochs, and so many wrong labels that they teach the wrong class.
  @Test func settingsThatCannotDoWhatTheyAreForAreTold() throws {
    func notes(_ settings: String, noise: String = "") throws -> String {
      try write(
        """
        name: odd
        data: {source: moons\(noise)}
        sizes: [32]
        models: {a: {hidden: [3]}}
        training: {epochs: 5\(settings)}
        """, to: "odd.yaml")
      let plan = try fathom.run("plan", "odd.yaml")
      #expect(plan.status == 0, "\(plan.errors)")
      return plan.output
    }
    let (warm, step) = ("training.warm-up is as long as training", "the first step comes after 5 epochs")
    #expect(try notes(", warm-up: 5").contains(warm) && !notes(", warm-up: 4").contains(warm))
    #expect(try notes(", schedule: {step: 5, factor: 0.5}").contains(step))
    #expect(try !notes(", schedule: {step: 4, factor: 0.5}").contains("first step"))
    let wrong = "of 2 classes each wrong one is then more frequent than the right one"
    #expect(try notes("", noise: ", label-noise: 0.6").contains(wrong))
    #expect(try !notes("", noise: ", label-noise: 0.4").contains("wrong one"))
  }

  /// Support vector machines take no notice of weights of classes, wherever those stand.
  @Test(arguments: [
    ("training: {epochs: 2, class-weights: balanced}", "svm", true),
    ("training: {epochs: 2}\nvary: {class-weights: [none, balanced]}", "svm", true),
    ("training: {epochs: 2}\ntune: {class-weights: [none, balanced]}", "svm", true),
    ("training: {epochs: 2}", "svm", false), ("training: {epochs: 2, class-weights: balanced}", "mlp", false),
  ]) func classWeightsThatAreNotAppliedAreTold(keys: String, other: String, isTold: Bool) throws {
    try write(
      """
      name: weights
      data: {source: moons, validation: 0.2}
      sizes: [32]
      models: {a: {hidden: [3]}, b: {\(other == "svm" ? "kind: svm" : "hidden: [4]")}}
      \(keys)
      """, to: "weights.yaml")
    let plan = try fathom.run("plan", "weights.yaml")
    #expect(plan.status == 0, "\(plan.errors)")
    #expect(
      plan.output.contains("class-weights is a setting of networks and not applied to b") == isTold, "\(plan.output)")
  }

  @Test func whatMaySurpriseIsSaidInPlanAndRun() throws {
    try write("a,label\n" + (0..<40).map { "\($0),\($0 % 2)\n" }.joined() + "99,rare\n", to: "rare.csv")
    try write(
      """
      name: odd
      data: {source: csv, path: rare.csv, target: label, validation: 0.2}
      sizes: [5]
      models: {a: {hidden: [3]}}
      training: {epochs: 2}
      figures: [gap-map, depth, sweep, learning-curves]
      """, to: "odd.yaml")
    let wanted = [
      "Batches of 32 are larger than the training subsets of 5 samples",
      "A class with one sample, which is trained on or tested on, never both: \"rare\"",
      "A class without test samples, about which results say nothing: \"rare\"",
      "A class without validation samples, which rules on validation data do not see: \"rare\"",
    ]
    let (plan, run) = (try fathom.run("plan", "odd.yaml"), try fathom.run("run", "odd.yaml"))
    #expect(plan.status == 0 && run.status == 0, "\(run.errors)")
    for text in [plan.output, run.errors, run.output] {
      for line in wanted { #expect(text.components(separatedBy: line).count == 2, "\(line) in \(text)") }
    }
    for name in ["depth", "sweep", "learning-curves"] {
      #expect(plan.output.contains("The figure \(name) does not apply: it needs "))
      #expect(run.errors.contains("The figure \(name) does not apply: it needs "))
      #expect(run.output.contains("Not drawn: \(name), which needs "))
    }
  }

  /// A share of what `Scripts/fuzz studies` does in one process, by the commands themselves.
  @Test(arguments: 0..<(runsLongTests ? 4 : 2)) func randomStudiesReadBack(number: Int) throws {
    let seed = printedSeed() &+ UInt64(number)
    let study = RandomStudy(SeededGenerator(key: seed))
    try write(study.text, to: "study.yaml")
    if let table = study.table { try write(table, to: "data.csv") }
    func expect(_ arguments: [String]) throws -> FathomProcess.Outcome {
      let outcome = try fathom.run(arguments[0], Array(arguments.dropFirst()))
      #expect(outcome.status == 0, "seed \(seed), \(arguments): \(outcome.errors)\n\(study.text)")
      return outcome
    }
    let run = try expect(["run", "study.yaml", "-o", "results", "--jobs", "1"])
    #expect(!run.errors.contains("not drawn"), "seed \(seed): \(run.errors)\n\(study.text)")
    for command in ["status", "gaps", "curves", "plot", "report"] { _ = try expect([command, "results"]) }
    _ = try expect(["export", "results", "--table", "trials", "--format", "json"])
    #expect(try expect(["run", "study.yaml", "-o", "results"]).output.contains("Nothing was missing"))
  }
}
