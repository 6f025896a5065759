import ChildProcesses
import Foundation
import TestSupport
import Testing

@Suite struct ChildProcessTests {
  private func shell(_ script: String, timeLimit: Double? = 60) throws -> ChildProcess.Outcome {
    try ChildProcess("/bin/sh", ["-c", script], timeLimit: timeLimit).run()
  }

  /// A megabyte on each output, the one after the other: whoever reads only one of them waits for ever.
  @Test(.timeLimit(.minutes(1)), arguments: ["1>&2", ">&1"]) func bothOutputsAreDrained(first: String) throws {
    let megabyte = "head -c 1048576 /dev/zero"
    let outcome = try shell("\(megabyte) \(first); \(megabyte); \(megabyte) >&2; exit 7")
    #expect(outcome.ending == .exited(status: 7))
    #expect(outcome.output.count + outcome.errors.count == 3 << 20)
    #expect(min(outcome.output.count, outcome.errors.count) == 1 << 20)
  }

  @Test func theProcessGetsWhatItWasGiven() throws {
    let folder = try TemporaryFolder()
    let process = ChildProcess(
      "/bin/sh", ["-c", "pwd -P; echo \"$A|$HOME|$1\"; cat", "name", "it's $(id)"], environment: ["A": "b = c"],
      folder: folder.url.path(percentEncoded: false))
    let lines = String(decoding: try process.run().output, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 2 && lines[0].hasSuffix(folder.url.lastPathComponent))
    #expect(lines.last == "b = c||it's $(id)")
  }

  /// Bits of `SigIgn` are numbered from signal 1 (proc(5)).
  @Test func signalsThatThisProcessIgnoresAreNotIgnoredByChildren() throws {
    for number in [SIGPIPE, SIGXFSZ] { signal(number, SIG_IGN) }
    let text = String(
      decoding: try shell("grep -E 'SigIgn|SigBlk' /proc/self/status").output, as: UTF8.self)
    let masks = text.matches(of: /:\s*([0-9a-f]+)/).compactMap { UInt64($0.output.1, radix: 16) }
    #expect(masks.count == 2)
    for mask in masks { #expect(mask & (1 << UInt64(SIGPIPE - 1) | 1 << UInt64(SIGXFSZ - 1)) == 0) }
  }

  @Test func noOtherFileIsOpenInTheChild() throws {
    let file = open("/dev/null", O_RDONLY)
    defer { close(file) }
    // `ls` itself opens the folder that it lists.
    #expect(String(decoding: try shell("ls /proc/self/fd").output, as: UTF8.self) == "0\n1\n2\n3\n")
  }

  /// Whatever a program does with its outputs and its children: the limit holds, and nothing is left running.
  @Test(
    .timeLimit(.minutes(1)),
    arguments: [
      "echo $$; exec sleep 300", "echo $$; sleep 300; true", "echo $$; sleep 300 & wait",
      "echo $$; exec >&- 2>&-; sleep 300; true", "echo $$; trap '' TERM INT HUP; sleep 300; true",
      "echo $$; yes",
    ]) func theTimeLimitHolds(script: String) throws
  {
    let outcome = try shell(script, timeLimit: 0.5)
    #expect(outcome.ending == .timedOut)
    let group = try #require(pid_t(String(decoding: outcome.output.prefix { $0 != 10 }, as: UTF8.self)))
    #expect(isGone(group))
  }

  /// Killed processes are gone once the system's first process has taken note of them.
  private func isGone(_ group: pid_t) -> Bool {
    for _ in 0..<1000 {
      if kill(-group, 0) != 0 && errno == ESRCH { return true }
      // In a container nobody may take note of them.
      let states = (try? shell("ps -o stat= -g \(group)"))?.output ?? Data()
      if String(decoding: states, as: UTF8.self).split(separator: "\n").allSatisfy({ $0.hasPrefix("Z") }) {
        return true
      }
      usleep(10_000)
    }
    return false
  }

  @Test(.timeLimit(.minutes(1))) func aProcessThatLeavesItsOutputsToOthersHasEnded() throws {
    let outcome = try shell("sleep 300 & echo done; exit 3")
    #expect(outcome.ending == .exited(status: 3))
    #expect(outcome.output == Data("done\n".utf8))
  }

  @Test func howItEndedIsTold() throws {
    #expect(try shell("kill -KILL $$").ending == .killed(signal: SIGKILL))
    #expect(try shell("exit 0", timeLimit: nil).ending == .exited(status: 0))
    let error = #expect(throws: ChildProcessError.self) { _ = try ChildProcess("/nowhere/program", []).run() }
    #expect(error?.description == "/nowhere/program does not start: No such file or directory")
  }

  @Test func programsAreFoundInAbsoluteFoldersAlone() throws {
    let folder = try TemporaryFolder()
    let file = folder.file("tool")
    let path = folder.url.path(percentEncoded: false)
    #expect(ChildProcess.find("tool", environment: ["PATH": path]) == nil)
    try Data().write(to: file)
    #expect(ChildProcess.find("tool", environment: ["PATH": path]) == nil, "it cannot be executed")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path(percentEncoded: false))
    #expect(ChildProcess.find("tool", environment: ["PATH": "relative::/nowhere:\(path)"]) != nil)
    #expect(ChildProcess.find("sh", environment: ["PATH": "bin:."]) == nil)
    #expect(ChildProcess.find("sh", environment: [:]) != nil)
  }
}
