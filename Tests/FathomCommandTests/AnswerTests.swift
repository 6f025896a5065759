import Foundation
import TestSupport
import Testing

/// What commands answer as JSON says what their text says.
@Suite(.serialized) struct AnswerTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private func write(_ text: String, _ name: String) throws {
    try text.write(to: folder.file(name), atomically: true, encoding: .utf8)
  }

  /// The object that a command prints with `--format json`, and its text without.
  private func both(_ arguments: String...) throws -> (text: String, json: [String: Any]) {
    let text = try fathom.run(arguments[0], Array(arguments.dropFirst()))
    #expect(text.status == 0, "\(text.errors)")
    return (text.output, try object(fathom.run(arguments[0], arguments.dropFirst() + ["--format", "json"])))
  }

  private func object(_ outcome: FathomProcess.Outcome) throws -> [String: Any] {
    #expect(outcome.status == 0, "\(outcome.errors)")
    let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
    return try #require(object, "\(outcome.output)")
  }

  private static let study = """
    name: s
    data: {source: digits}
    models: {a: {hidden: [4]}, b: {hidden: [4, 4]}, m: {kind: svm}}
    replicates: 2
    sizes: [20, 40]
    training: {epochs: 3}
    vary: {l2: [0, 0.1]}

    """

  @Test func plansAndStatus() throws {
    try write(Self.study, "s.yaml")
    let (text, plan) = try both("plan", "s.yaml", "--jobs", "1")
    #expect(text.contains("digits: 64 features, 10 classes; 1,040 to train on, 260 to validate, 497 to test"))
    let data = try #require(plan["data"] as? [String: Any])
    #expect(data["features"] as? Int == 64 && data["classes"] as? Int == 10 && data["quantity"] is NSNull)
    #expect(data["train"] as? Int == 1040 && data["validation"] as? Int == 260 && data["test"] as? Int == 497)
    let models = try #require(plan["models"] as? [[String: Any]])
    #expect(models.map { $0["name"] as? String } == ["a", "b", "m"])
    #expect(models[0]["layers"] as? [Int] == [64, 4, 10] && models[2]["layers"] is NSNull)
    for model in models.prefix(2) {
      let parameters = try #require(model["parameters"] as? Int)
      #expect(text.contains("(\(parameters) parameters)"))
    }
    #expect(plan["sizes"] as? [Int] == [20, 40] && plan["replicates"] as? Int == 2 && plan["epochs"] as? Int == 3)
    let trajectories = try #require(plan["trajectories"] as? Int)
    let trials = try #require(plan["trials"] as? Int)
    #expect(text.contains("\(trials) from \(trajectories) trajectories"))
    #expect(plan["seconds_at_first"] is NSNull && plan["seconds_at_most"] is Double && plan["results"] is NSNull)
    let varied = try #require((plan["varied"] as? [[String: Any]])?.first)
    #expect(varied["key"] as? String == "l2" && varied["values"] as? [String] == ["0", "0.1"])

    #expect(try fathom.run("run", "s.yaml").status == 0)
    let (words, status) = try both("status", "s")
    let finished = try #require(status["finished"] as? Int)
    #expect(finished == trajectories && status["total"] as? Int == trajectories)
    #expect(words.hasPrefix("s: \(finished) of \(trajectories) trajectories (100 %) finished\n"), "\(words)")
    let digest = try #require(status["digest"] as? String)
    #expect(words.contains(digest))
    #expect(status["runner"] is NSNull && status["precision"] is NSNull && status["total_problem"] is NSNull)
    #expect((status["diverged"] as? [Any])?.isEmpty == true && status["max_epochs"] as? Int == 0)
    for note in try #require(status["notes"] as? [String]) { #expect(words.contains(note)) }

    // A replicate more: what is there is found, as `fathom run` would find it.
    try write(Self.study.replacing("replicates: 2", with: "replicates: 3"), "s.yaml")
    let (more, left) = try both("plan", "s.yaml")
    let results = try #require(left["results"] as? [String: Any])
    #expect(results["finished"] as? Int == trajectories && results["problem"] is NSNull)
    let missing = try #require(results["missing"] as? Int)
    #expect(missing + trajectories == left["trajectories"] as? Int && missing > 0)
    #expect(
      more.contains(
        "results       results/s has \(trajectories) of \(missing + trajectories) trajectories; \(missing) to train"),
      "\(more)")
    let elsewhere = try both("plan", "s.yaml", "-o", "other")
    #expect(elsewhere.text.contains("other has none; \(missing + trajectories) to train"), "\(elsewhere.text)")
    try write(Self.study.replacing("epochs: 3", with: "epochs: 3, batch: 8"), "s.yaml")
    let changed = try both("plan", "s.yaml")
    #expect(changed.text.contains("holds results of a study that differs in training.batch"), "\(changed.text)")
    #expect((changed.json["results"] as? [String: Any])?["problem"] is String)
  }

  @Test func data() throws {
    try write("x,colour,label\n" + (0..<30).map { "\($0),\($0 % 2 == 0 ? "r" : "g"),\($0 % 3)\n" }.joined(), "t.csv")
    let (text, info) = try both("data", "info", "t.csv")
    #expect(info["samples"] as? Int == 30 && text.contains("samples   30 to draw from"))
    #expect(info["test_samples"] is NSNull && info["target"] is NSNull && info["groups"] is NSNull)
    let classes = try #require(info["classes"] as? [[String: Any]])
    #expect(classes.map { $0["samples"] as? Int } == [10, 10, 10])
    #expect(text.contains(try #require(info["sha256"] as? String)))
    try write("x,colour,label\n1,r,0\n2,g,1\n", "test.csv")
    let (apart, own) = try both("data", "info", "t.csv", "--test", "test.csv")
    #expect(own["test_samples"] as? Int == 2 && apart.contains("2 in the test set"), "\(apart)")
    let drawn = try both("data", "info", "t.csv", "--test", "6").text
    #expect(drawn.contains("split     19 to train on, 5 to validate, 6 to test"), "\(drawn)")

    let list = try fathom.run("data", "list", "--format", "json")
    let rows = try JSONSerialization.jsonObject(with: Data(list.output.utf8)) as? [[String: Any]]
    #expect(try #require(rows).contains { $0["source"] as? String == "digits" && $0["found"] as? String == "built in" })
  }

  @Test func merges() throws {
    try write(Self.study, "s.yaml")
    #expect(try fathom.run("run", "s.yaml", "--shard", "1/2").status == 0)
    let first = try object(fathom.run("merge", "results/s", "--format", "json"))
    let (added, missing) = (try #require(first["added"] as? Int), try #require(first["missing"] as? Int))
    #expect(added > 0 && missing > 0 && first["total"] as? Int == added && first["folder"] as? String == "results/s")
    #expect(try fathom.run("run", "s.yaml", "--shard", "2/2").status == 0)
    let text = try fathom.run("merge", "results/s")
    #expect(
      text.output.hasPrefix("merged \(missing) new of \(added + missing) trajectories in results/s\n"), "\(text.output)"
    )
    let again = try object(fathom.run("merge", "results/s", "--format", "json"))
    #expect(again["added"] as? Int == 0 && again["missing"] as? Int == 0)
    #expect(FileManager.default.fileExists(atPath: folder.file("results/s/report.html").path))
  }

  /// Imports and comparisons, with and without a folder.
  @Test func importsAndComparisons() throws {
    let rows = ["a", "b"].flatMap { model in
      (1...6).flatMap { seed in (1...3).map { "\(model),20,\(seed),\($0),0.\(seed + $0)" } }
    }
    for name in ["x", "y"] {
      try write((["model,n_train,seed,epoch,test_accuracy"] + rows).joined(separator: "\n") + "\n", "\(name).csv")
    }
    let (text, planned) = try both("import", "x.csv", "--dry-run")
    #expect(text.contains("x: 12 runs") && planned["folder"] is NSNull)
    #expect(!FileManager.default.fileExists(atPath: folder.file("results").path(percentEncoded: false)))
    #expect(planned["study"] as? String == "x" && planned["runs"] as? Int == 12 && planned["sizes"] as? [Int] == [20])
    #expect((planned["models"] as? [[String: Any]])?.map { $0["name"] as? String } == ["a", "b"])
    #expect((planned["epochs"] as? [String: Int]) == ["least": 3, "most": 3])
    let notes = try #require(planned["notes"] as? [String])
    #expect(!notes.isEmpty && notes.allSatisfy(text.contains))
    for name in ["x", "y"] {
      let made = try object(fathom.run("import", "\(name).csv", "--format", "json"))
      #expect(made["folder"] as? String == "results/\(name)" && made["remarks"] as? [String] == [])
    }
    let (table, compared) = try both("compare", "x", "y")
    #expect(table.contains("trained by") && table.hasSuffix("results/x-y/report.html\n"))
    #expect(compared["studies"] as? [String] == ["x", "y"] && compared["runs"] as? Int == 24)
    let differences = try #require(compared["differences"] as? [[String: Any]])
    #expect(differences.map { $0["key"] as? String } == ["trained by"])
    #expect(compared["models"] as? [String] == ["x: a", "x: b", "y: a", "y: b"])
  }
}
