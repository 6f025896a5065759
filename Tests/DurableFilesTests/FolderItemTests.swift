import DurableFiles
import Foundation
import TestSupport
import Testing

/// A folder `results`, and what lies outside it.
@Suite struct FolderItemTests {
  let temporary: TemporaryFolder
  private var results: FolderItem { FolderItem(temporary.file("results")) }
  private var precious: FolderItem { temporary.item("outside/thesis.tex") }

  init() throws {
    temporary = try TemporaryFolder()
    try DurableFile.createFolder(results)
    try DurableFile.createFolder(temporary.item("outside"))
    try DurableFile.write("precious", to: precious)
  }

  private func plant(_ name: String, _ target: String) throws {
    try #require(symlink(target, results.appending(path: name).path) == 0)
  }

  private func isUntouched() throws -> Bool {
    try temporary.item("outside").list() == ["thesis.tex"] && precious.contents() == Data("precious".utf8)
  }

  @Test func aLinkIsReplacedAndNotWrittenThrough() throws {
    try plant("report.html", "../outside/thesis.tex")
    try DurableFile.write("new", to: results.appending(path: "report.html"))
    #expect(results.appending(path: "report.html").isFile)
    #expect(try isUntouched())
  }

  @Test func aSecondNameIsReplacedAndItsContentStays() throws {
    let item = results.appending(path: "report.html")
    try #require(link(precious.path, item.path) == 0)
    try DurableFile.write("new", to: item)
    #expect(try item.contents() == Data("new".utf8))
    #expect(try isUntouched())
  }

  @Test(arguments: ["../outside", "../outside/", "../nowhere", "."]) func aLinkedFolderIsRefused(target: String) throws
  {
    try plant("tables", target)
    let file = results.appending(path: "tables/thesis.tex")
    let attempts: [() throws -> Void] = [
      { try DurableFile.write("new", to: file) }, { _ = try file.contents() }, { try DurableFile.remove(file) },
      { try DurableFile.createFolder(results.appending(path: "tables")) },
      { try DurableFile.createFolder(results.appending(path: "tables/new")) },
      { _ = try results.appending(path: "tables").list() }, { _ = try AppendedFile(file) },
      { try DurableFile.copy(precious, to: file) },
      { _ = try DurableFile.createDraftFolder(in: results.appending(path: "tables")) },
    ]
    for attempt in attempts {
      let error = #expect(throws: FileError.self) { try attempt() }
      #expect(error?.path == results.appending(path: "tables").path)
      #expect(error?.reason.contains("symbolic link") == true)
    }
    #expect(!file.isFile && !file.isThere && !results.appending(path: "tables").isFolder)
    #expect(try isUntouched())
  }

  @Test func theFolderItselfMayBeALink() throws {
    try #require(symlink("results", temporary.file("link").path) == 0)
    let link = FolderItem(temporary.file("link"))
    try DurableFile.createFolder(link.appending(path: "tables/deep"))
    try DurableFile.write("new", to: link.appending(path: "tables/deep/file"))
    #expect(try results.appending(path: "tables/deep/file").contents() == Data("new".utf8))
    #expect(try link.realPath() == results.realPath())
  }

  @Test(arguments: ["..", ".", "a/../../outside/thesis.tex"]) func namesThatLeadOutAreRefused(name: String) {
    let item = results.appending(path: name)
    #expect(throws: FileError.self) { try DurableFile.write("new", to: item) }
    #expect(throws: FileError.self) { _ = try item.contents() }
  }

  @Test func linksAndPipesAreNotRead() throws {
    try plant("manifest.json", "../outside/thesis.tex")
    try #require(mkfifo(results.appending(path: "pipe").path, 0o600) == 0)
    for name in ["manifest.json", "pipe"] {
      let error = #expect(throws: FileError.self) { _ = try results.appending(path: name).contents() }
      #expect(error?.path == results.appending(path: name).path)
      #expect(throws: FileError.self) { try results.appending(path: name).check(isWritten: false) }
    }
    #expect(throws: FileError.self) { _ = try precious.contents(upTo: 7) }
    #expect(try precious.contents(upTo: 8).count == 8)
  }

  @Test func bytesAreThoseOfThePlace() throws {
    #expect(try precious.bytes(at: 3, count: 2) == Data("ci".utf8))
    #expect(try precious.bytes(at: -3, count: 9) == Data("ous".utf8))
    #expect(try precious.bytes(at: 8, count: 9).isEmpty)
    #expect(try precious.bytes(at: -9, count: 9).isEmpty)
  }

  @Test func aTreeIsRemovedWithItsLinksAndNotThroughThem() throws {
    let tree = results.appending(path: "tree")
    try DurableFile.createFolder(tree.appending(path: "deep"))
    try #require(symlink("../../../outside", tree.appending(path: "deep/link").path) == 0)
    try #require(link(precious.path, tree.appending(path: "second").path) == 0)
    try DurableFile.removeTree(tree)
    #expect(!tree.isThere)
    #expect(try isUntouched())
  }

  @Test func aDraftFolderIsPrivateAndSwept() throws {
    let draft = try DurableFile.createDraftFolder(in: results)
    var status = stat()
    #expect(stat(draft.path, &status) == 0 && status.st_mode & 0o777 == 0o700)
    try #require(symlink("../../outside", draft.appending(path: "link").path) == 0)
    results.removeUnfinishedFiles()
    #expect(try results.list() == [])
    #expect(try isUntouched())
  }
}
