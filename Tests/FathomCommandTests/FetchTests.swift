import Foundation
import TestSupport
import Testing

/// `fathom data fetch` as a user runs it, from a mirror on this machine.
@Suite(.serialized) struct FetchTests {
  let folder: TemporaryFolder
  let served: TemporaryFolder
  let server: FileServer
  let fathom: FathomProcess

  init() throws {
    folder = try TemporaryFolder()
    served = try TemporaryFolder()
    server = try FileServer(served.url)
    fathom = FathomProcess(in: folder.url)
  }

  private static let debianFolder = URL(filePath: "/usr/share/datasets/fashion-mnist")
  private static let hasFashion = FileManager.default.fileExists(atPath: debianFolder.path)
  private static let firstFile = "train-images-idx3-ubyte.gz"

  /// The files as their authors packed them, by the time in the head of each. Debian took that and the name out of the
  /// heads (RFC 1952); with both put back, the files have the published SHA-256.
  private static let packingTimes: [(name: String, time: UInt32)] = [
    ("train-images-idx3-ubyte", 1_504_176_606), ("train-labels-idx1-ubyte", 1_504_176_606),
    ("t10k-images-idx3-ubyte", 1_504_176_627), ("t10k-labels-idx1-ubyte", 1_504_176_627),
  ]

  private func serveFashion() throws {
    for (name, time) in Self.packingTimes {
      let packed = try Data(contentsOf: Self.debianFolder.appending(path: name + ".gz"))
      let seconds = withUnsafeBytes(of: time.littleEndian, Array.init)
      let head: [UInt8] = [0x1f, 0x8b, 8, 8] + seconds + [0, 3] + Array(name.utf8) + [0]
      try (Data(head) + packed.dropFirst(10)).write(to: served.file(name + ".gz"))
    }
  }

  /// A file of the right size and nothing else.
  private func serveZeros() throws {
    try Data(count: 26_421_880).write(to: served.file(Self.firstFile))
  }

  private func environment(_ behaviour: String) -> [String: String] {
    ["FATHOM_MIRROR": "\(server.address)/\(behaviour)", "FATHOM_DATA": "", "HOME": folder.url.path]
  }

  private func fetch(_ behaviour: String, progress: String = "none") throws -> FathomProcess.Outcome {
    try fathom.run(
      "data", "fetch", "fashion-mnist", "-o", "out", "--progress", progress, environment: environment(behaviour))
  }

  /// Starts a slow download and waits until some of it is there.
  private func startSlowly() throws -> Process {
    let process = try fathom.start(
      ["data", "fetch", "fashion-mnist", "-o", "out", "--progress", "none"], environment: environment("slow"))
    let deadline = Date().addingTimeInterval(20)
    while partialSize < 100_000 && process.isRunning && Date() < deadline { usleep(10_000) }
    return process
  }

  private var partialSize: Int {
    let path = folder.file("out/\(Self.firstFile).part").path
    return (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
  }

  private var files: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.file("out").path)
    return (names ?? []).filter { $0 != ".lock" }.sorted()
  }

  @Test(.enabled(if: hasFashion, "needs dataset-fashion-mnist"))
  func killedInTheMiddleItLeavesNoFileAndTheNextRunCompletes() throws {
    try serveFashion()
    let process = try startSlowly()
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    let size = partialSize
    #expect(files == [Self.firstFile + ".part"])
    #expect(size >= 100_000)
    let again = try fetch("ok")
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("fashion-mnist is in"))
    #expect(again.output.contains("data.path"))
    #expect(files == Self.packingTimes.map { $0.name + ".gz" }.sorted())
    for name in files {
      #expect(try Data(contentsOf: folder.file("out/\(name)")) == Data(contentsOf: served.file(name)), "\(name)")
    }
    let requests = server.requests("ok", atLeast: 4)
    #expect(requests.map(\.start) == [size, nil, nil, nil])
    #expect(requests.first?.path == "/ok/fashion-mnist/\(Self.firstFile)")
    let third = try fetch("404")
    #expect(third.status == 0)
    #expect(third.output.contains("already"))
  }

  @Test(arguments: [SIGINT, SIGTERM]) func aSignalKeepsWhatHasComeAndSaysHowToGoOn(_ signal: Int32) throws {
    try serveZeros()
    let process = try startSlowly()
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    let stopped = fathom.outcome(of: process)
    #expect(stopped.status == 130)
    #expect(stopped.errors.contains("run the same command again to go on"))
    #expect(files == [Self.firstFile + ".part"])
    let size = partialSize
    let again = try fetch("ok")
    #expect(again.status == 1)
    #expect(server.requests("ok", atLeast: 2).map(\.start) == [size, nil], "what has come is suspected first")
  }

  @Test func aFalseFileIsDeletedWithOneLine() throws {
    try serveZeros()
    let outcome = try fetch("ok")
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains("\(server.address)/ok/fashion-mnist/\(Self.firstFile): the file's SHA-256"))
    #expect(files.isEmpty)
  }

  @Test func asksForNothingThatTheDiskHasAlready() throws {
    try FileManager.default.createDirectory(at: folder.file("out"), withIntermediateDirectories: true)
    try Data("mine".utf8).write(to: folder.file("out/t10k-labels-idx1-ubyte"))
    let outcome = try fetch("ok")
    #expect(outcome.status == 1)
    #expect(outcome.errors.split(separator: "\n").count == 1)
    #expect(outcome.errors.contains("out/t10k-labels-idx1-ubyte: ") && outcome.errors.contains("it is left as it is"))
    #expect(server.requests.isEmpty)
  }

  /// Files of the right names in `$FATHOM_DATA` that are not the published ones hide Debian's, which are.
  @Test(.enabled(if: hasFashion, "needs dataset-fashion-mnist"))
  func whatStudiesReadDecidesWhetherItIsThere() throws {
    var environment = environment("404")
    let there = try fathom.run("data", "fetch", "fashion-mnist", environment: environment)
    #expect(there.status == 0)
    #expect(there.output.hasPrefix("fashion-mnist is already in \(Self.debianFolder.path)"))
    #expect(server.requests.isEmpty)
    let other = folder.file("data/fashion-mnist")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    for (name, _) in Self.packingTimes { try Data("mine".utf8).write(to: other.appending(path: name)) }
    environment["FATHOM_DATA"] = folder.file("data").path
    #expect(try fathom.run("data", "fetch", "fashion-mnist", environment: environment).status == 1)
    environment = self.environment("ok")
    environment["FATHOM_DATA"] = folder.file("data").path
    try serveFashion()
    for _ in 0..<2 {
      let fetched = try fathom.run("data", "fetch", "fashion-mnist", "--progress", "none", environment: environment)
      #expect(fetched.status == 0, "\(fetched.errors)")
      #expect(fetched.output.contains("in \(folder.file(".cache/fathom/fashion-mnist").path)"))
      #expect(fetched.output.contains("but studies first read the files in \(other.path)"))
    }
    #expect(server.requests("ok", atLeast: 4).count == 4, "the second time nothing is fetched")
  }

  @Test func progressIsPlainLinesOrJSON() throws {
    try serveZeros()
    let plain = try fetch("ok", progress: "plain").errors.split(separator: "\n").map(String.init)
    #expect(plain.first == "0 % · 0.0 of 26.4 MB · \(Self.firstFile)")
    #expect(plain.dropLast().last?.hasPrefix("fathom: \(server.address)/ok/fashion-mnist/") == true)
    let lines = try fetch("ok", progress: "json").errors.split(separator: "\n").dropLast()
    #expect(!lines.isEmpty)
    for line in lines {
      let fields = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(fields?["file"] as? String == Self.firstFile)
      #expect(fields?["size"] as? Int == 26_421_880)
    }
  }

  @Test(arguments: [
    (["data", "fetch"], "<name>", 64), (["data", "fetch", "imagenet"], "what can be fetched is", 1),
    (["data", "fetch", "moons"], "mnist, fashion-mnist, cifar-10 can be fetched", 1),
    (["data", "fetch", "mnist", "-o", "/proc/nowhere"], "/proc/nowhere", 1),
  ])
  func errorsNameTheThing(arguments: [String], thing: String, status: Int) throws {
    let process = try fathom.start(arguments, environment: environment("404"))
    process.waitUntilExit()
    let outcome = fathom.outcome(of: process)
    #expect(outcome.status == Int32(status))
    #expect(outcome.errors.contains(thing), "\(outcome.errors)")
    if status == 1 { #expect(outcome.errors.split(separator: "\n").count == 1) }
  }

  @Test func aMirrorIsAnAddress() throws {
    let outcome = try fathom.run("data", "fetch", "mnist", environment: ["FATHOM_MIRROR": "/srv/data"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("FATHOM_MIRROR: /srv/data does not begin with https:// or http://"))
  }
}
