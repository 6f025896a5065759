import Datasets
import NeuralNetwork
import Study
import StudyFile
import Testing

@Suite struct StudyFileSettingTests {
  private func setting(_ path: String, _ value: StudyFileSetting.Value) -> StudyFileSetting {
    StudyFileSetting(path.split(separator: ".").map(String.init), value, origin: "--option")
  }

  private let alone = [
    StudyFileSetting(["name"], .text("n"), origin: "--name"),
    StudyFileSetting(["data", "source"], .text("digits"), origin: "--data"),
    StudyFileSetting(["sizes"], .list([.text("50")]), origin: "--size"),
    StudyFileSetting(["models", "8.4", "hidden"], .list([.text("8"), .text("4")]), origin: "--hidden"),
  ]

  /// Settings say what a file with the same keys says.
  @Test func settingsAloneMakeAStudy() throws {
    let text = """
      name: n
      data: {source: digits, validation: 0}
      sizes: [50]
      models: {8.4: {hidden: [8, 4]}}
      training: {batch: full, optimiser: adam, beta1: 0.5, initialiser: "uniform(-1,1)"}
      stopping: [{rule: patience, epochs: 3, threshold: 0.5}]
      """
    let more = [
      setting("data.validation", .text("0.1")), setting("training.batch", .text("full")),
      setting("training.optimiser", .text("adam")), setting("training.beta1", .text("0.5")),
      setting("training.initialiser", .text("uniform(-1,1)")),
      setting(
        "stopping", .list([.keys(["rule": .text("patience"), "epochs": .text("3"), "threshold": .text("0.5")])])),
    ]
    let expected = try parse(text.replacing("validation: 0", with: "validation: 0.1"))
    #expect(try StudyFile.read(nil, settings: alone + more, caller: "test") == expected)
  }

  /// What is typed after an option is a text, also where YAML has a null.
  @Test func nullIsAText() throws {
    let more = [
      setting("data.source", .text("csv")), setting("data.path", .text("t.csv")), setting("data.target", .text("null")),
      setting("data.missing-values", .list([.text(""), .text("null"), .text("~")])),
    ]
    let source = try StudyFile.read(nil, settings: alone + more, caller: "test").data.source
    #expect(source.target == "null" && source.missingValues == ["", "null", "~"])
  }

  /// Spaces beside commas are no part of names.
  @Test func listsMayHaveSpaces() {
    let names = StudyFileSetting.data(.ignore, "a, the b ,c", origin: "--ignore")
    #expect(names.value == .list([.text("a"), .text("the b"), .text("c")]))
    #expect(StudyFileSetting.Value.list(items: "a,,b") == .list([.text("a"), .text(""), .text("b")]))
  }

  /// An option in braces says what the same keys say in a file.
  @Test func optionsMayHaveKeys() throws {
    let value = StudyFileSetting.Value(option: "{column: part, test: '1', validation: val}")
    #expect(value == .keys(["column": .text("part"), "test": .text("1"), "validation": .text("val")]))
    for text in ["{", "{a: [1]}", "0.3", "test.csv", "uniform(-1,1)", "{a: &b c}"] {
      #expect(StudyFileSetting.Value(option: text) == .text(text))
    }
    let settings =
      alone.filter { $0.path != ["data", "source"] } + [
        setting("data.source", .text("csv")), setting("data.path", .text("/t.csv")), setting("data.test", value),
        setting("training.schedule", .init(option: "{step: 30, factor: 0.1}")),
      ]
    let study = try StudyFile.read(nil, settings: settings, caller: "test")
    #expect(study.data.source.ownTest == .column("part", test: "1", validation: "val"))
    #expect(study.training.schedule == .step(epochs: 30, factor: 0.1))
  }

  @Test func settingsReplaceThoseOfAFile() throws {
    let text = StudySource.adding("training: {batch: 8, epochs: 5}\nvary: {learning-rate: [0.1, 0.2], l2: [0, 1]}")
    let study = try StudyFile.read(
      (text, "s.yaml"), dropping: [["vary", "learning-rate"], ["no", "such"]],
      settings: [setting("training.learning-rate", .text("0.5")), setting("training.batch", .text("16"))],
      caller: "test")
    #expect(study.training.learningRate == 0.5)
    #expect(study.training.batch == .count(16))
    #expect(study.training.epochs == 5)
    #expect(study.vary.map(\.key) == ["l2"])
    let unchanged = try StudyFile.read((text, "s.yaml"), settings: [], caller: "test")
    #expect(unchanged == (try parse(text)))
  }

  /// The error of a study that must be refused.
  private func refusal(_ text: String?, _ settings: [StudyFileSetting]) -> String {
    do {
      _ = try StudyFile.read(text.map { ($0, "s.yaml") }, settings: settings, caller: "fathom train")
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func errorsNameTheSetting() {
    #expect(refusal(nil, alone + [setting("training.batch", .text("0"))]).hasPrefix("--option: found '0'"))
    #expect(refusal(nil, alone + [setting("training.batch", .text("[1, 2]"))]).hasPrefix("--option: found '[1, 2]'"))
    #expect(refusal(nil, alone + [setting("models.a.hidden", .list([.text("x")]))]).hasPrefix("--option: found 'x'"))
    #expect(
      refusal(nil, alone + [setting("stopping", .list([.keys(["rule": .text("loss-change")])]))])
        == "--option: the key threshold is missing")
    #expect(refusal(nil, alone + [setting("training.momentum", .text("0.5"))]).hasPrefix("--option: does not apply"))
    #expect(refusal(nil, [alone[0]]).hasPrefix("fathom train: the key data is missing"))
    // What is wrong with the file itself has its line.
    #expect(
      refusal(StudySource.adding("replicates: 0"), [setting("replicates", .text("1"))]).hasPrefix("s.yaml:5:13: "))
    #expect(refusal("name: [", []).hasPrefix("s.yaml:"))
  }
}
