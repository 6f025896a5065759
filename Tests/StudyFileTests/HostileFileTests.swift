import Foundation
import SeededRandom
import Study
import StudyFile
import TestSupport
import Testing

@Suite struct HostileFileTests {
  @Test(arguments: [
    ("a: &x 1", "5:4: anchors are not accepted"),
    ("a: *x", "5:4: aliases are not accepted"),
    ("a: [1, *x]", "5:8: aliases are not accepted"),
    ("a: {b: &x}", "5:8: anchors are not accepted"),
    ("*x : 1", "5:1: aliases are not accepted"),
    ("a: !!python/object/apply:os.system [ls]", "5:4: tags are not accepted"),
    ("a: ! 1", "5:4: tags are not accepted"),
    ("a: !!str x", "5:4: tags are not accepted"),
    ("a: |\n  text", "5:4: block text is not accepted"),
    ("a: >-\n  text", "5:4: block text is not accepted"),
    ("? a\n: b", "5:1: '?' keys are not accepted"),
    ("---\nname: b", "5:1: a study file is one document"),
    ("...\n---\nname: b", "5:1: a study file is one document"),
    ("...\nname: b", "5:1: a study file is one document"),
    ("%YAML 1.1", "5:1: directives are not accepted"),
    ("a: 'b\n  c'", "5:4: quoted text must end on its line"),
    ("a: \"b\\\n  c\"", "5:4: quoted text must end on its line"),
    ("a: \"b", "5:4: quoted text must end on its line"),
    ("title: b\n  c", "6:3: text must end on its line"),
    ("a: [b\n  c]", "5:4: '[' is not closed, or a comma is missing"),
    // Were the second line read as quoted text, the alias would go unseen.
    ("a: [b\n 'c, *x, ']", "5:4: '[' is not closed, or a comma is missing"),
    ("a: b\n  [c", "6:3: text must end on its line"),
    (": b", "5:1: ':' must follow a key on the same line"),
    ("title: a: b", "5:9: not valid YAML: mapping values are not allowed in this context; quote text that contains"),
    ("title: [a", "5:8: '[' is not closed, or a comma is missing"),
    ("\ttitle: a", "5:1: a tab in front of a key or a value; YAML indents with spaces"),
    ("title: a\u{0}b", "5:9: the character U+0000 is not accepted"),
    ("title: a\u{7F}b", "5:9: the character U+007F is not accepted"),
    ("title: a\u{85}b", "5:9: the character U+0085 is not accepted"),
    ("title: ä\u{2028}b", "5:9: the character U+2028 is not accepted"),
    ("title: ä\u{FEFF}b", "5:9: the character U+FEFF is not accepted"),
    ("title: \u{1B}[31m", "5:8: the character U+001B is not accepted"),
  ])
  func refused(lines: String, expected: String) {
    let error = refusal(StudySource.adding(lines))
    #expect(error.hasPrefix("s.yaml:" + expected), "got \(error)")
  }

  @Test func emptyFiles() {
    for text in ["", "\n\n", "# nothing\n", "\u{FEFF}", "---\n"] {
      let error = refusal(text)
      #expect(error.hasPrefix("s.yaml:"), "got \(error)")
    }
    #expect(refusal("just text").hasPrefix("s.yaml:1:1: found 'just text', expected keys with values"))
    #expect(refusal("[1, 2]").hasPrefix("s.yaml:1:1: found a list, expected keys with values"))
  }

  @Test func aliasBomb() {
    var text = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (name, previous) in zip("bcdefghij", "abcdefghi") {
      text += "\(name): &\(name) [\(Array(repeating: "*\(previous)", count: 9).joined(separator: ", "))]\n"
    }
    #expect(refusal(text).hasPrefix("s.yaml:1:4: anchors are not accepted"))
  }

  @Test(arguments: ["[", "{", "{a: ", "- ", "[{a: ", "? "])
  func deepNesting(opening: String) {
    let error = refusal("a: \n  " + String(repeating: opening, count: 200_000 / opening.count))
    #expect(error.contains("nested more than 16 levels deep") || error.contains("'?' keys"), "got \(error)")
  }

  @Test func deepIndentation() {
    let text = (0..<1000).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(refusal(text) == "s.yaml:17:18: nested more than 16 levels deep")
  }

  @Test func manyItemsAndKeys() {
    let list = "sizes: [\(Array(repeating: "1", count: 200_000).joined(separator: ","))]"
    #expect(refusal(StudySource.replacing("sizes", with: list)).hasSuffix("found 200000 items, expected at most 10000"))
    let models = "models: {\((0..<1001).map { "m\($0): {hidden: []}" }.joined(separator: ", "))}"
    #expect(
      refusal(StudySource.replacing("models", with: models)).hasSuffix("found 1001 keys, expected at most 1000"))
  }

  @Test func longValuesAreShownShort() {
    let error = refusal(StudySource.adding("seed: \(String(repeating: "9", count: 500_000))"))
    #expect(error.utf8.count < 300)
    let key = refusal(StudySource.adding("\(String(repeating: "k", count: 1000)): 1"))
    #expect(key.count < 600, "got \(key)")
  }

  /// Listed texts, and random ones, as title and as name of a model: taken as they are, or refused with one line.
  @Test func hostileTextIsTakenOrRefused() throws {
    var random = SeededGenerator(key: printedSeed())
    let texts = HostileText.listed + (0..<2000).map { _ in HostileText.random(from: &random) }
    var taken = 0
    for text in texts {
      let quoted = text.unicodeScalars.map { $0 == "\\" || $0 == "\"" ? "\\\($0)" : String($0) }.joined()
      do {
        let lines = "title: \"\(quoted)\"\nmodels: {\"\(quoted)\": {hidden: [64]}}"
        let study = try parse(StudySource.replacing("models", with: lines))
        #expect(study.title.unicodeScalars.elementsEqual(text.unicodeScalars))
        #expect(study.models.map(\.name) == [text])
        taken += 1
      } catch {
        #expect(error is StudyFileError)
        #expect(HostileText.obeyed(in: "\(error)") == [] && !"\(error)".contains("\n"), "\(text.debugDescription)")
      }
    }
    #expect(taken > 150)
  }

  /// Whatever is done to a valid file, it is read or refused with one line; nothing traps.
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func mutatedFiles(seed: UInt64) throws {
    print("mutatedFiles seed \(seed)")
    var random = SplitMix64(state: seed)
    let starter = Array(try StudyFile.starter(name: "mutant").unicodeScalars)
    let pieces = [
      "'", "\"", "[", "]", "{", "}", ": ", "- ", "\n", "  ", "#", ",", "&a", "*a", "!", "|", "-", "9", "\\",
    ]
    for _ in 0..<300 {
      var text = starter
      for _ in 0...random.below(4) {
        let place = random.below(text.count)
        switch random.below(3) {
        case 0: text.remove(at: place)
        case 1: text.insert(contentsOf: Array(pieces[random.below(pieces.count)].unicodeScalars), at: place)
        default: text.removeSubrange(place..<min(text.count, place + random.below(40)))
        }
      }
      var mutant = String.UnicodeScalarView()
      mutant.append(contentsOf: text)
      do {
        _ = try parse(String(mutant))
      } catch {
        #expect(error is StudyFileError)
        #expect(!"\(error)".contains("\n"))
      }
    }
  }

  // MARK: Files

  /// What reading a file of `bytes` answers, its folder left out.
  private func answer(reading bytes: Data) throws -> String {
    let folder = try TemporaryFolder()
    try bytes.write(to: folder.file("s.yaml"))
    do {
      _ = try StudyFile.read(folder.file("s.yaml"))
      return "accepted"
    } catch {
      return "\(error)".replacing(folder.url.path() + "/", with: "").replacing(folder.url.path(), with: "")
    }
  }

  @Test func readsAFile() throws {
    let folder = try TemporaryFolder()
    try Data(StudySource.minimal.utf8).write(to: folder.file("s.yaml"))
    #expect(try StudyFile.read(folder.file("s.yaml")) == parse(StudySource.minimal))
  }

  @Test func largeFile() throws {
    let comment = "# " + String(repeating: "x", count: 1_000_000 - StudySource.minimal.utf8.count - 4) + "\n"
    let text = comment + StudySource.minimal
    #expect(try answer(reading: Data((text + "\n").utf8)) == "accepted")
    #expect(
      try answer(reading: Data((text + "\n\n").utf8)).hasSuffix(
        "s.yaml: is larger than 1000000 bytes; a study file is a few lines"))
  }

  @Test(arguments: [[0xC3, 0x28], [0xFF, 0xFE], [0xED, 0xA0, 0x80], [0xC0, 0xAF]] as [[UInt8]])
  func invalidUTF8(bytes: [UInt8]) throws {
    let data = Data(StudySource.minimal.utf8 + bytes)
    #expect(try answer(reading: data).hasSuffix("s.yaml: is not UTF-8 text; save it in that encoding"))
  }

  @Test func noFile() throws {
    let folder = try TemporaryFolder()
    for (url, expected) in [
      (folder.file("none.yaml"), "cannot be found; give the path of a study file"),
      (folder.url, "is not a file; give the path of a study file"),
      (URL(filePath: "/dev/zero"), "is not a file; give the path of a study file"),
    ] {
      let error = #expect(throws: StudyFileError.self) { try StudyFile.read(url) }
      #expect(error?.message == expected)
    }
  }
}
