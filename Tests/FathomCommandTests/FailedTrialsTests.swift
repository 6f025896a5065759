import Foundation
import TestSupport
import Testing

/// Training runs that diverge, learn nothing or lack a class are told, and leave the others as they are.
@Suite(.enabled(if: hasGnuplot, "needs gnuplot"))
struct FailedTrialsTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  /// Three classes, one of them rare, and learning rates of which one is far too large.
  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    let rows = (0..<60).map { "\(Double($0 % 7) / 7),\(Double($0 % 11) / 11),a" }
    let others = (0..<60).map { "\(2 + Double($0 % 5) / 5),\(Double($0 % 13) / 13),b" } + ["0,5,rare", "1,5,rare"]
    let table = (["x,y,label"] + rows + others).joined(separator: "\n") + "\n"
    try table.write(to: folder.file("rare.csv"), atomically: true, encoding: .utf8)
    try Self.study("failing", rates: "[0.1, 1000000]").write(
      to: folder.file("failing.yaml"), atomically: true, encoding: .utf8)
    try Self.study("sound", rates: "[0.1]").write(to: folder.file("sound.yaml"), atomically: true, encoding: .utf8)
  }

  private static func study(_ name: String, rates: String) -> String {
    """
    name: \(name)
    data: {source: csv, path: rare.csv, target: label, test: 0.3, validation: 0}
    sizes: [2, 3, 40]
    replicates: 2
    models: {a: {hidden: [8]}, b: {hidden: [8, 8]}}
    training: {epochs: 10, batch: 5}
    vary: {learning-rate: \(rates)}
    figures: [learning-curves]

    """
  }

  /// Features near the largest number: whatever a machine makes of them, the study goes on to its end.
  @Test(arguments: ["none", "unit", "standardise", "centre"]) func hugeFeaturesEndNoStudy(scale: String) throws {
    let rows = (0..<60).map { "\($0 % 3 == 0 ? "-3e38" : "3e38"),\($0 % 5),\($0 % 2 == 0 ? "a" : "b")" }
    try (["x,y,label"] + rows).joined(separator: "\n").write(
      to: folder.file("huge.csv"), atomically: true, encoding: .utf8)
    try """
    name: huge
    data: {source: csv, path: huge.csv, target: label, test: 0.3, scale: \(scale)}
    sizes: [20]
    replicates: 2
    models: {a: {hidden: [4]}, line: {kind: svm, kernel: linear}, ball: {kind: svm}, cube: {kind: svm, kernel: polynomial}}
    training: {epochs: 3}
    figures: [gaps]
    """.write(to: folder.file("huge.yaml"), atomically: true, encoding: .utf8)
    let run = try fathom.run("run", "huge.yaml")
    #expect(run.status == 0, "\(run.errors)")
    let trials = try TimelessTable(folder.file("results/huge/tables/trials.tsv"))
    #expect(trials.rows.count == 1 + 8)
  }

  @Test func failuresAreToldAndOthersUnaffected() throws {
    let missing = "Training subsets of 2 samples cannot have all 3 classes"
    #expect(try fathom.run("plan", "failing.yaml").output.contains(missing))
    let failing = try fathom.run("run", "failing.yaml")
    #expect(failing.status == 0, "\(failing.errors)")
    let sound = try fathom.run("run", "sound.yaml")
    #expect(sound.status == 0, "\(sound.errors)")

    let trials = try TimelessTable(folder.file("results/failing/tables/trials.tsv"))
    let expected = try TimelessTable(folder.file("results/sound/tables/trials.tsv"))
    let rate = try #require(trials.rows[0].firstIndex(of: "learning_rate"))
    let status = try #require(trials.rows[0].firstIndex(of: "status"))
    #expect(trials.rows.filter { $0[rate] != "1000000" } == expected.rows)

    let diverged = trials.rows.count { $0[status] == "diverged" }
    #expect(diverged > 0)
    let report = try PageOutline(
      of: String(contentsOf: folder.file("results/failing/report.html"), encoding: .utf8))
    let summary = try fathom.run("status", "results/failing").output
    let told =
      "\(diverged) of 24 trials diverged; "
      + (diverged == 1 ? "it is left out of the means, and counts" : "they are left out of the means, and count")
      + " in verdicts as an accuracy of 0"
    #expect(failing.output.contains(told) && report.texts.contains(told + "."))
    #expect(summary.contains("\(diverged) diverged"))
    for text in [failing.output, summary, report.texts.joined()] {
      #expect(text.contains("of 24 trials are not distinguishable from chance"))
      #expect(text.contains(missing))
    }
    #expect(!sound.output.contains("diverged"))
  }
}
