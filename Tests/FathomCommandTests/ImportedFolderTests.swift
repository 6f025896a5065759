import DurableFiles
import Foundation
import TestSupport
import Testing

/// Results folders of imports, by the commands.
@Suite(.serialized, .enabled(if: hasGnuplot, "needs gnuplot"))
struct ImportedFolderTests {
  let folder: TemporaryFolder
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    fathom = FathomProcess(in: folder.url)
    for (name, step) in [("old", 3), ("new", 5)] {
      let rows = ["shallow", "deep"].flatMap { model in
        [10, 20].flatMap { size in
          (1...6).map { "\(model),\(size),\($0),0.\(100 + (size * step + $0 * 17 + model.count * 31) % 800)" }
        }
      }
      try (["model,size,seed,test_acc"] + rows).map { $0 + "\n" }.joined()
        .write(to: folder.file("\(name).csv"), atomically: true, encoding: .utf8)
    }
  }

  private func importing(_ name: String, into results: String, failing point: String? = nil) throws -> Int32 {
    try fathom.run(
      "import", "\(name).csv", "-o", results, environment: point.map { [FailPoint.variable: "\($0):1"] } ?? [:]
    ).status
  }

  /// Wherever an import into a folder with another is ended, the next command sees all of the one or all of the other.
  @Test(arguments: [
    ("before-merge", "old"), ("after-merge", "new"),
  ])
  func aKilledImportLeavesAWholeState(_ point: String, _ seen: String) throws {
    #expect(try importing(seen, into: "whole") == 0)
    #expect(try importing("old", into: "r") == 0)
    #expect(try importing("new", into: "r", failing: point) != 0)
    let tables = try FileManager.default.contentsOfDirectory(atPath: folder.file("r/tables").path)
    #expect(tables.isEmpty, "no table of the runs before stands beside the store")
    #expect(try fathom.run("verdicts", "r").output == fathom.run("verdicts", "whole").output)
    #expect(try TimelessTable.all(in: folder.file("r")) == TimelessTable.all(in: folder.file("whole")))
    for name in ["manifest.json", "report.html", "study.yaml", "plots/verdicts.svg"] {
      #expect(FileManager.default.fileExists(atPath: folder.file("r/\(name)").path), "\(name)")
    }
  }

  /// Killed at any of the files that an import writes.
  @Test func aKillAtAnyFileIsRepaired() throws {
    #expect(try importing("new", into: "whole") == 0)
    let whole = try TimelessTable.all(in: folder.file("whole"))
    for count in [1, 4, 11, 17, 22] {
      #expect(try importing("old", into: "r\(count)") == 0)
      let status = try fathom.run(
        "import", "new.csv", "-o", "r\(count)", environment: [FailPoint.variable: "after-rename:\(count)"]
      ).status
      #expect(status != 0, "\(count)")
      #expect(try fathom.run("status", "r\(count)").status == 0)
      #expect(try TimelessTable.all(in: folder.file("r\(count)")) == whole, "\(count)")
    }
  }

  /// Results that may only be read can be shown, and drawn elsewhere.
  @Test(.enabled(if: geteuid() != 0, "the superuser may write anywhere")) func aFolderThatCannotBeWritten() throws {
    #expect(try importing("new", into: "r") == 0)
    let items = ["r", "r/tables", "r/plots", "r/.lock"]
    for item in items { chmod(folder.file(item).path, 0o555) }
    defer { for item in items { chmod(folder.file(item).path, 0o755) } }
    for command in ["status", "gaps", "curves", "verdicts"] {
      #expect(try fathom.run(command, "r").status == 0, "\(command)")
    }
    #expect(try fathom.run("export", "r", "--table", "fits").status == 0)
    #expect(try fathom.run("report", "r", "-o", "r.html").status == 0)
    #expect(try fathom.run("plot", "r", "-o", "drawn").status == 0)
    #expect(FileManager.default.fileExists(atPath: folder.file("drawn/verdicts.svg").path))
    for command in ["report", "plot"] {
      let outcome = try fathom.run(command, "r")
      #expect(outcome.status == 1 && outcome.errors.contains("; -o "), "\(outcome.errors)")
    }
  }

  /// Figures can be drawn elsewhere, and those of the folder stay.
  @Test func figuresGoElsewhere() throws {
    #expect(try importing("new", into: "r") == 0)
    let before = try folder.item("r/plots/verdicts.svg").contents()
    #expect(try fathom.run("plot", "r", "--figure", "verdicts", "--no-title", "-o", "drawn").status == 0)
    #expect(try folder.item("r/plots/verdicts.svg").contents() == before)
    #expect(try folder.item("drawn/verdicts.svg").contents() != before)
  }
}
