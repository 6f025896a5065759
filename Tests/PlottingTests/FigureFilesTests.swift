import DurableFiles
import Foundation
import Testing

@testable import Plotting

@Suite struct FigureFilesTests {
  @Test(arguments: [
    ("gaps.svg", true), ("gap-map.dat", true), ("learning-curves-12.dat", true), ("progress.gif", true),
    ("bias-variance.gp", true), ("gaps-talk.png", false), ("gaps.svg.bak", false), ("gaps", false),
    ("thesis.pdf", false),
    ("gaps-.dat", false), ("gaps-1.svg", false), ("gaps-1a.dat", false), ("Gaps.svg", false), (".gaps.svg", false),
    ("my-gaps.dat", false), ("gaps.tex", false), ("svg", false), ("", false),
    ("gaps-latex.tex", true), ("gaps-latex.pdf", true), ("gaps-latex.svg", false), ("gaps-caption.tex", true),
    ("gaps.txt", true), ("notes.txt", false), ("fig-2.svg", false),
  ])
  func ourFilesAreToldByTheirNames(name: String, isOurs: Bool) {
    #expect(FigureFiles.isOurs(name) == isOurs)
  }

  /// A figure with a name of its own may be one for a paper.
  @Test func figuresWithNamesOfTheirOwnStay() throws {
    let folder = try TemporaryPlots()
    let own = ["fig-2-latex.tex", "fig-2.dat", "fig-2.gp", "fig-2.svg", "talk.gp", "talk.svg"]
    for name in own + ["depth.svg"] {
      try "x".write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
    }
    FigureFiles.removeOutdated(in: FolderItem(folder.url), keeping: [])
    #expect(folder.names == own)
    // Those that the study made and no longer asks for do not.
    FigureFiles.remove(figures: ["fig-2", "no-such"], from: FolderItem(folder.url))
    #expect(folder.names == ["talk.gp", "talk.svg"])
  }

  @Test func onlyRegularFilesOfEarlierFormsAreRemoved() throws {
    let folder = try TemporaryPlots()
    func put(_ name: String) throws {
      try "x".write(to: folder.url.appending(path: name), atomically: true, encoding: .utf8)
    }
    let analysis = try #require(SyntheticAnalysis.gallery.first { $0.name == "plain" }).analysis.value
    let figure = try #require(FigureKind.figures(of: analysis).first { $0.name == "gaps" })
    let kept =
      ["gaps.gp", "gaps.svg", "gaps.pdf", "thesis.pdf", "gaps-talk.png", "notes.txt"]
      + figure.tables.indices.map { figure.dataFile($0) }
    let outdated = ["depth.svg", "depth.gp", "depth.dat", "gaps.gif", "gaps-99.dat", "sweep-1.dat"]
    for name in kept + outdated { try put(name) }
    let inner = folder.url.appending(path: "epochs.svg")
    try FileManager.default.createDirectory(at: inner, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: folder.url.appending(path: "verdicts.svg"), withDestinationURL: folder.url.appending(path: "thesis.pdf"))
    FigureFiles.removeOutdated(in: FolderItem(folder.url), keeping: [figure])
    #expect(folder.names == (kept + ["epochs.svg", "verdicts.svg"]).sorted())
  }
}
