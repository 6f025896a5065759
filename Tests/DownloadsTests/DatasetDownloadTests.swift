import Datasets
import Downloads
import DurableFiles
import Foundation
import TestSupport
import Testing

/// Downloads from a local server that is sound, or is not: there is the right file in the end, or none.
@Suite struct DatasetDownloadTests {
  let data: ServedFile

  init() throws { data = try ServedFile() }

  /// The error of a download; it is one line, and no file has its final name.
  private func failure(_ behaviours: String...) -> String {
    var message = ""
    do {
      let isFinished = try data.fetch([data.published(behaviours)])
      Issue.record("finished: \(isFinished)")
    } catch {
      message = "\(error)"
    }
    #expect(!message.contains("\n"))
    #expect(!FileManager.default.fileExists(atPath: data.finalFile.path))
    return message
  }

  @Test func aSoundServerGivesTheFileInOneRequest() throws {
    var events: [DownloadEvent] = []
    #expect(try data.fetch("ok") { events.append($0) })
    #expect(data.isWhole)
    #expect(data.server.requests("ok", atLeast: 1).map { [$0.start, $0.sent] } == [[nil, 300_000]])
    #expect(events.first == .begins(file: "train.gz", size: 300_000, present: 0))
    #expect(events.dropLast().last == .received(present: 300_000))
    #expect(events.last == .whole(file: "train.gz"))
  }

  @Test func whatIsThereIsNotFetchedAgain() throws {
    #expect(try data.fetch("ok"))
    #expect(try data.fetch("404"))
    #expect(data.server.requests("404", atLeast: 0).isEmpty)
    #expect(data.isWhole)
    // Under its other name, too.
    try FileManager.default.moveItem(at: data.finalFile, to: data.target.file("train"))
    #expect(try data.fetch("404"))
    #expect(data.files == ["train"])
  }

  @Test func aFileWithAnotherContentIsNamedAndKept() throws {
    try Data("mine".utf8).write(to: data.finalFile)
    let error = #expect(throws: DataError.self) { try data.fetch("ok") }
    #expect(
      error?.message
        == "\(data.finalFile.path): its content is not the published one; it is left as it is: move it away "
        + "or remove it and run the command again, or choose another folder with -o")
    #expect(try String(contentsOf: data.finalFile, encoding: .utf8) == "mine")
    #expect(data.server.requests.isEmpty)
  }

  /// Each transfer breaks off at half of the rest; what has come is never asked for again.
  @Test func goesOnWhereATransferBrokeOff() throws {
    let message = failure("truncate")
    #expect(message.contains("\(data.server.address)/truncate/train.gz: the transfer broke off"))
    #expect(message.contains("it resumes after 262500 bytes"))
    #expect(
      data.server.requests("truncate", atLeast: 3).map { [$0.start ?? 0, $0.sent] }
        == [[0, 150_000], [150_000, 75_000], [225_000, 37_500]])
    #expect(data.files == ["train.gz.part"])
    #expect(try data.fetch("ok"))
    #expect(data.isWhole)
    #expect(data.server.requests("ok", atLeast: 1).map { [$0.start, $0.sent] } == [[262_500, 37_500]])
  }

  @Test func anotherAddressGoesOnWhereOneFails() throws {
    var failures: [DownloadEvent] = []
    #expect(
      try data.fetch("truncate", "404", "ok") { event in
        if case .failed = event { failures.append(event) }
      })
    #expect(data.isWhole)
    #expect(data.server.requests("ok", atLeast: 1).map(\.start) == [150_000])
    #expect(
      failures == [
        .failed("\(data.server.address)/truncate/train.gz: the transfer broke off"),
        .failed("\(data.server.address)/404/train.gz: HTTP status 404"),
      ])
  }

  @Test(arguments: ["no-ranges", "range-refused", "range-wrong"])
  func beginsAnewWhereTheServerCannotResume(behaviour: String) throws {
    try Data(data.content.prefix(100_000)).write(to: data.partialFile)
    #expect(try data.fetch(behaviour))
    #expect(data.isWhole)
    #expect(data.server.requests(behaviour, atLeast: 2).map(\.start) == [100_000, nil])
  }

  @Test func aPartialFileThatIsWholeIsOnlyChecked() throws {
    try Data(data.content).write(to: data.partialFile)
    #expect(try data.fetch("404"))
    #expect(data.isWhole)
    #expect(data.server.requests.isEmpty)
  }

  @Test(arguments: [100_000, 300_000, 300_001]) func aWrongPartialFileIsReplaced(size: Int) throws {
    try Data([UInt8](repeating: 7, count: size)).write(to: data.partialFile)
    #expect(try data.fetch("ok"))
    #expect(data.isWhole)
  }

  @Test func aCorruptFileIsDeletedAndSaidSo() throws {
    let message = failure("corrupt")
    #expect(
      message.contains(
        "\(data.server.address)/corrupt/train.gz: the file's SHA-256 is not the published one, so it was deleted"))
    #expect(data.files.isEmpty)
    #expect(data.server.requests("corrupt", atLeast: 1).count == 1)
    #expect(try data.fetch("corrupt", "ok"))
    #expect(data.isWhole)
  }

  @Test(arguments: [
    ("short", "announces 299999 bytes where 300000 are to come"),
    ("long", "announces 300004 bytes where 300000 are to come"),
    ("endless", "sends more than the 300000 bytes of the file"),
    ("unannounced-end", "ended after 262500 of 300000 bytes"),
    ("stall", "the transfer stalled"),
    ("mute", "no answer in time"),
    ("404", "HTTP status 404"), ("403", "HTTP status 403"), ("500", "HTTP status 500"), ("300", "HTTP status 300"),
    ("redirect-loop", "more than 5 redirects"),
    ("redirect-file", "leads to an address that is not HTTPS"),
    ("redirect-ftp", "leads to an address that is not HTTPS"),
  ])
  func aBadServerIsNamedWithTheWayOut(behaviour: String, reason: String) throws {
    let message = failure(behaviour)
    #expect(message.contains("train.gz could not be fetched: \(data.server.address)/\(behaviour)/train.gz: \(reason)"))
    #expect(message.contains("check the network and run the command again"))
    #expect(message.contains("or put the file into \(data.target.url.path) yourself"))
    #expect(try data.fetch("ok"))
    #expect(data.isWhole)
  }

  @Test(arguments: ["redirect", "once-500", "once-503", "once-429", "once-408"])
  func aDetourOrABusyServerLeadsToTheFile(behaviour: String) throws {
    #expect(try data.fetch(behaviour))
    #expect(data.isWhole)
  }

  @Test func notesWaitsBetweenRounds() {
    var waits: [DownloadEvent] = []
    #expect(throws: DataError.self) {
      try data.fetch("500") { event in
        if case .waits = event { waits.append(event) }
      }
    }
    #expect(waits == [.waits(.milliseconds(10)), .waits(.milliseconds(20))])
    #expect(data.server.requests("500", atLeast: 3).count == 3)
  }

  @Test func aServerThatIsNotThereIsNamed() throws {
    var file = data.published([])
    file.addresses = ["http://127.0.0.1:1/train.gz"]
    let error = #expect(throws: DataError.self) { try data.fetch([file]) }
    #expect(error?.message.contains("http://127.0.0.1:1/train.gz: Couldn't connect") == true)
    #expect(data.files.isEmpty)
  }

  @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"])
  func addressesOfOtherKindsAreRefused(address: String) throws {
    var file = data.published([])
    file.addresses = [address]
    let error = #expect(throws: DataError.self) { try data.fetch([file]) }
    #expect(error?.message.contains("\(address): leads to an address that is not HTTPS") == true)
  }

  @Test func passwordsAreNotShown() throws {
    var file = data.published([])
    file.addresses = [data.server.address.replacing("//", with: "//user:secret@") + "/404/train.gz"]
    let error = #expect(throws: DataError.self) { try data.fetch([file]) }
    #expect(error?.message.contains("\(data.server.address)/404/train.gz: HTTP status 404") == true)
    #expect(error?.message.contains("secret") == false)
  }

  @Test func stoppedItKeepsWhatHasComeAndGoesOn() throws {
    var present = 0
    let isFinished = try data.fetch(
      "slow",
      observe: { event in
        if case .received(let bytes) = event { present = bytes }
      }, shouldStop: { present > 50_000 })
    #expect(!isFinished)
    #expect(data.files == ["train.gz.part"])
    let size = try Data(contentsOf: data.partialFile).count
    #expect(size == present)
    #expect(try data.fetch("ok"))
    #expect(data.isWhole)
    #expect(data.server.requests("ok", atLeast: 1).map(\.start) == [size])
  }

  @Test func stopsWhileItWaits() throws {
    var hasWaited = false
    let isFinished = try data.fetch(
      "500",
      observe: { event in
        if case .waits = event { hasWaited = true }
      }, shouldStop: { hasWaited })
    #expect(!isFinished)
  }

  @Test func oneDownloadAtATime() throws {
    let lock = try FolderLock(data.target.url, for: "fetching data")
    let error = #expect(throws: FileError.self) { try data.fetch("ok") }
    withExtendedLifetime(lock) {}
    #expect(error?.description.contains("is fetching data here") == true)
  }

  @Test func saysWhenTheDiskIsTooSmall() throws {
    var file = data.published(["ok"])
    file.size = 1 << 60
    let error = #expect(throws: DataError.self) { try data.fetch([file]) }
    #expect(error?.message.hasPrefix("\(data.target.url.path): 1152921504606 MB are needed and ") == true)
    #expect(error?.message.hasSuffix(" free; make room, or choose another folder with -o") == true)
    #expect(data.server.requests.isEmpty)
  }

  @Test func linksInTheWayOfThePartialFileAreNotFollowed() throws {
    let elsewhere = data.served.file("elsewhere")
    try Data("mine".utf8).write(to: elsewhere)
    try FileManager.default.createSymbolicLink(at: data.partialFile, withDestinationURL: elsewhere)
    #expect(throws: FileError.self) { try data.fetch("ok") }
    #expect(try String(contentsOf: elsewhere, encoding: .utf8) == "mine")
  }
}
