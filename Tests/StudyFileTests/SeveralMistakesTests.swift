import Testing

@testable import StudyFile

@Suite struct SeveralMistakesTests {
  private func mistakes(_ text: String) -> [String] {
    do {
      _ = try parse(text)
      return []
    } catch let error as StudyFileError {
      return ([error] + error.others).map(\.description)
    } catch {
      return ["\(error)"]
    }
  }

  @Test func allThatCanBeFoundAreTold() {
    let found = mistakes(
      """
      name: tiny
      data: {source: digits, scale: zscore, tset: 0.2}
      sizes: [50, 0]
      models: {shallow: {hidden: [64]}}
      training:
        lr: 0.1
        loss: mse
      stopping:
        - {rule: patience, patience: 5}
        - {rule: GL, threshold: 1}
      sede: 3
      """)
    let expected = [
      "s.yaml:11:1: sede: unknown key; did you mean seed?", "s.yaml:2:39: data.tset: unknown key; did you mean test?",
      "s.yaml:2:31: data.scale: found 'zscore'", "s.yaml:3:13: sizes[1]: found '0'",
      "s.yaml:6:3: training.lr: unknown key; did you mean learning-rate, as in",
      "s.yaml:7:9: training.loss: found 'mse'",
      "s.yaml:9:22: stopping[0].patience: unknown key; did you mean epochs, as in",
      "s.yaml:10:12: stopping[1].rule: found 'GL'",
    ]
    #expect(found.count == expected.count, "\(found)")
    for start in expected { #expect(found.count { $0.hasPrefix(start) } == 1, "\(start) in \(found)") }
  }

  /// Every item of a list is looked at, whatever it is a list of.
  @Test(arguments: [
    ("sizes: [10, x, 1e3, 0, 30]", ["sizes[1]", "sizes[2]", "sizes[3]"]),
    (
      "models: {a: {hidden: [4, x, 0.5]}, b: {hidden: [y]}}",
      ["models.a.hidden[1]", "models.a.hidden[2]", "models.b.hidden[0]"]
    ),
    ("vary: {l2: [a, 1, b]}", ["vary.l2[0]", "vary.l2[2]"]),
    ("metrics: [acuracy, loss]", ["metrics[0]", "metrics[1]"]),
    (
      "stopping: [{rule: patience, epochs: [0, 5, z]}, {rule: none, threshold: 1}]",
      ["stopping[0].epochs[0]", "stopping[0].epochs[2]", "stopping[1].threshold"]
    ),
    ("figures: [gap, gaps, x]", ["figures[0]", "figures[2]"]),
  ]) func allMistakesOfAListAreTold(line: String, places: [String]) {
    let key = String(line.prefix { $0 != ":" })
    let text = ["sizes", "models"].contains(key) ? StudySource.replacing(key, with: line) : StudySource.adding(line)
    let found = mistakes(text)
    #expect(found.count == places.count, "\(found)")
    for place in places { #expect(found.count { $0.contains(": \(place): ") } == 1, "\(place) in \(found)") }
  }

  /// Wrong keys and values of one mapping are told together, and in the order of the file.
  @Test(arguments: [
    ("models: {a: {hidden: [x], residual: maybe, lr: 1, foo: 2}}", ["4:23", "4:37", "4:44", "4:51"]),
    ("models: {a: {hidden: 64,32}}", ["4:25"]),
    (
      "stopping: [{rule: any, of: [{rule: patience, epochs: x}, {rule: bdget, threshold: y}]}]",
      ["5:54", "5:65", "5:83"]
    ),
    ("vary: {l2: [a], dropout: [b], drpout: [1]}", ["5:31"]), ("vary: {l2: [a], dropout: [b]}", ["5:13", "5:27"]),
    ("seed: 1\nseed: 2\nlr: 3", ["5:1", "7:1"]),
    ("seed: 1\nseed: 2\nseed: 3\ntraining: {l2: 0, epochs: x, 'l2': 1}", ["5:1", "6:1", "8:12", "8:27"]),
  ]) func allMistakesOfAMappingAreTold(line: String, places: [String]) {
    let text =
      line.hasPrefix("models") ? StudySource.replacing("models", with: line) : StudySource.adding(line)
    let found = mistakes(text)
    #expect(found.map { $0.split(separator: ":")[1...2].joined(separator: ":") } == places, "\(found)")
  }

  /// Keys of import files are answered with those of import files, all in one go.
  @Test func importFilesAreReadByTheirOwnKeys() {
    let text = """
      fils: [a.csv]
      test: 3
      columns: {size: n}
      models: {a: {hiden: [3], parameters: x}}
      metrics: [acc]
      pattern: a
      """
    do {
      _ = try ImportFile(text: text, file: "i.yaml")
      Issue.record("accepted")
    } catch let error as StudyFileError {
      let found = ([error] + error.others).map(\.description)
      let expected = [
        "i.yaml:1:1: fils: unknown key; did you mean files?",
        "i.yaml:2:1: test: unknown key (known keys: name, title, files",
        "i.yaml:3:1: columns: unknown key; did you mean map?",
        "i.yaml:4:14: models.a.hiden: unknown key; did you mean hidden?",
        "i.yaml:4:38: models.a.parameters: found 'x'", "i.yaml:5:11: metrics[0]: found 'acc'",
      ]
      #expect(found.count == expected.count, "\(found)")
      for (line, start) in zip(found, expected) { #expect(line.hasPrefix(start), "\(line)") }
    } catch { Issue.record(error) }
  }

  @Test func whatOthersMadeIsNoStudy() {
    let found = refusal("# fathom compare results/a results/b --as a,b\n")
    #expect(found.contains("`fathom compare results/a results/b --as a,b`; run that again"), "\(found)")
    #expect(refusal("# a comment\n").hasSuffix("the file is empty; fathom new writes a study to start from"))
  }

  /// An error about data leads to the key that it is about, or else to the one that names them.
  @Test(arguments: [
    ("data.test: 0 samples", "2:27"), ("t.csv:1: no column (data.target); set data.header: false", "2:38"),
    ("cannot open t.csv", "2:16"), ("sizes: 5000 is more", "1:8"), ("set data.task: regression", "2:16"),
  ]) func errorsAboutDataHaveAPlace(message: String, place: String) {
    let text = "sizes: [5000]\ndata: {source: csv, test: 0, target: label}"
    let found = StudyFile.place(of: message, text: text, file: "s.yaml")
    #expect(found == "s.yaml:\(place)")
  }

  @Test func noMoreThanTenAreTold() {
    let numbers = (1...30).map { "x\($0)" }.joined(separator: ", ")
    #expect(mistakes(StudySource.replacing("sizes", with: "sizes: [\(numbers)]")).count == 10)
    let keys = (1...30).map { "wrong\($0): 1" }.joined(separator: "\n")
    #expect(mistakes(StudySource.adding(keys)).count == 10)
    #expect(mistakes(StudySource.adding("seed: x")).count == 1)
  }

  /// A section of several forms is read as the one that it has keys of, and keys as they are varied.
  @Test(arguments: [
    "sizes: {per-class: [0]}", "sizes: {per-class: [5, 2]}", "sizes: {per-class: 0.1}",
    "sizes: {from: 0, to: 5, count: 2}",
    "sizes: {per-class: [1], form: 5}",
  ]) func noFalseMistakeIsAdded(line: String) {
    let found = mistakes(StudySource.replacing("sizes", with: line))
    #expect(found.count == 1, "\(found)")
    let varied = "\ntraining: {weight-decay: 0.1}\nvary: {optimiser: [sgd, adamw]}"
    #expect(mistakes(StudySource.replacing("sizes", with: line) + varied).count == 1)
  }

  @Test func anOpenBraceIsNamedWhereItOpens() {
    #expect(
      refusal(StudySource.adding("training: {epochs: 5\nseed: 3")).hasPrefix(
        "s.yaml:5:11: '{' is not closed, or a comma"))
    #expect(refusal(StudySource.adding("stopping: [{rule: none}")).hasPrefix("s.yaml:5:11: '[' is not closed"))
    #expect(refusal("name: a\ndata:\n\tsource: digits").hasPrefix("s.yaml:3:1: a tab in front"))
  }

  @Test(arguments: [
    (
      "sizes: [0.1, 20]",
      "3:9: sizes[0]: found '0.1', expected a whole number from 1 to 1000000000 (a count is expected"
    ),
    (
      "sizes: [1,000]",
      "3:11: sizes[1]: found '000', expected a whole number from 1 to 1000000000 (write a thousand with"
    ),
  ]) func countsAreNoShares(line: String, message: String) {
    let found = refusal(StudySource.replacing("sizes", with: line))
    #expect(found.hasPrefix("s.yaml:" + message), "\(found)")
  }
}
