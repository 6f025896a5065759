import ChildProcesses
import Foundation
import Testing

@testable import Workflow

/// Words are read back by a real `sh`.
@Suite struct ShellWordTests {
  private func read(_ words: [String]) throws -> [String] {
    let script = "printf '%s\\0' " + words.joined(separator: " ")
    let outcome = try ChildProcess(
      "/bin/sh", ["-c", script], environment: ["TMPDIR": "/scratch/job 7", "PATH": "/usr/bin:/bin"]
    ).run()
    #expect(outcome.ending == .exited(status: 0), "\(String(decoding: outcome.errors, as: UTF8.self))")
    return outcome.output.split(separator: 0, omittingEmptySubsequences: false).dropLast()
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Every byte that a path may hold, alone, in the middle, doubled, and before a mark that joins it to one character.
  private static let texts: [String] =
    (1...127).flatMap { value -> [String] in
      let scalar = String(Unicode.Scalar(UInt8(value)))
      return [scalar, "a\(scalar)b", scalar + scalar, scalar + "\u{301}", "\(scalar)\u{200D}; touch canary #"]
    } + [
      "", "~", "-n", "é", "日本", "'\\''", "$(id)", "`id`", "!!", "*", "\u{A0}", "\u{10FFFD}", "'\u{301}; id; '\u{301}",
    ]

  @Test func quotedTextsStandForThemselves() throws {
    #expect(try read(Self.texts.map(ShellWord.quoted)) == Self.texts)
  }

  @Test func withoutVariablesSoDoTheOthers() throws {
    let texts =
      Self.texts.filter { !$0.contains("$") } + [
        "$", "$1", "$$", "$ x", "${", "${x", "$(id)", "${x:-`id`}", "$\u{301}(id)",
      ]
    #expect(try read(texts.map(ShellWord.withVariables)) == texts)
  }

  @Test func variablesStandForTheirValues() throws {
    let words = ["$TMPDIR", "${TMPDIR}/a", "$TMPDIR$(id)`id`", "\\$TMPDIR", "$TMPDIR\u{301}", "$NOTHING/x"]
    #expect(
      try read(words.map(ShellWord.withVariables)) == [
        "/scratch/job 7", "/scratch/job 7/a", "/scratch/job 7$(id)`id`", "\\/scratch/job 7", "/scratch/job 7\u{301}",
        "/x",
      ])
  }

  /// As sbatch reads a line: quotes group, and a backslash keeps what follows, within quotes, too.
  @Test func sbatchReadsBackWhatWasMeant() {
    for text in Self.texts where !text.contains("\n") && !text.isEmpty {
      #expect(Self.asSbatchReads(ShellWord.quotedForSbatch(text)) == text)
    }
  }

  /// After `get_argument` of Slurm 22.05, `src/sbatch/opt.c`.
  private static func asSbatchReads(_ line: String) -> String {
    var (argument, quote, isEscaped) = (String.UnicodeScalarView(), Unicode.Scalar?.none, false)
    for scalar in line.unicodeScalars {
      if quote == nil && !isEscaped && " \t\n\r\u{B}\u{C}".unicodeScalars.contains(scalar) { break }
      if isEscaped {
        argument.append(scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if let open = quote {
        if scalar == open { quote = nil } else { argument.append(scalar) }
      } else if scalar == "\"" || scalar == "'" {
        quote = scalar
      } else if scalar == "#" {
        break
      } else {
        argument.append(scalar)
      }
    }
    return String(argument)
  }
}
