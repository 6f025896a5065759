import Foundation
import TestSupport
import Testing

/// Figures that can never be drawn as a study asks for them are found before anything is trained.
@Suite struct FigureRehearsalTests {
  private let folder: TemporaryFolder
  private let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
  }

  private func write(_ figures: String) throws {
    try """
    name: s
    data: {source: digits}
    sizes: [50, 100]
    replicates: 2
    models: {shallow: {hidden: [4]}, deep: {hidden: [4, 4]}}
    training: {epochs: 3}
    stopping: [{rule: loss-change, threshold: [0.1, 0.01]}]
    figures: \(figures)
    """.write(to: folder.file("s.yaml"), atomically: true, encoding: .utf8)
  }

  @Test(arguments: [
    ("[{figure: gaps, width: 2cm}]", "figures: gaps does not fit into this width; it needs at least "),
    (
      "[verdicts, {figure: epochs, name: fig-1, height: 3cm}]", "figures: fig-1 does not fit into this height; it needs"
    ),
    ("[{figure: gaps, font: No Such Letters}]", "figures: there is no font No Such Letters"),
  ])
  func isSaidBeforeTraining(figures: String, expected: String) throws {
    try write(figures)
    let plan = try fathom.run("plan", "s.yaml")
    #expect(plan.status == 0 && plan.output.contains(expected), "\(plan.output)\(plan.errors)")
    let run = try fathom.run("run", "s.yaml")
    #expect(run.status == 1 && run.errors.contains(expected), "\(run.errors)")
    #expect(run.errors.split(separator: "\n").count == 1, "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: folder.file("results/s/store.sqlite").path(percentEncoded: false)))
  }

  /// The least width that is named is one that is let through, and drawn.
  @Test func whatIsNamedWouldDo() throws {
    try write("[{figure: gaps, width: 2cm}]")
    let refused = try fathom.run("run", "s.yaml")
    let least = try #require(refused.errors.firstMatch(of: /at least ([0-9.]+cm)/)).1
    try write("[{figure: gaps, width: \(least)}, {figure: verdicts, width: 8.4cm}]")
    let run = try fathom.run("run", "s.yaml")
    #expect(run.status == 0, "\(run.errors)")
    let plots = folder.file("results/s/plots").path(percentEncoded: false)
    #expect(try FileManager.default.contentsOfDirectory(atPath: plots).contains("verdicts.svg"))
  }
}
