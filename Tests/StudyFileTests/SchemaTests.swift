import Datasets
import Foundation
import NeuralNetwork
import Study
import Testing

@testable import StudyFile

@Suite struct SchemaTests {
  private func schema() throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(StudyFile.schema().utf8)) as? [String: Any])
  }

  /// The properties of the object schemas at and below `value`, by key.
  private func properties(_ value: Any) -> [String: [String: Any]] {
    var found: [String: [String: Any]] = [:]
    if let object = value as? [String: Any] {
      for (key, property) in object["properties"] as? [String: Any] ?? [:] {
        if let property = property as? [String: Any], property["description"] != nil { found[key] = property }
      }
      for child in object.values { found.merge(properties(child)) { first, _ in first } }
    }
    if let array = value as? [Any] {
      for child in array { found.merge(properties(child)) { first, _ in first } }
    }
    return found
  }

  @Test func everyKeyIsDescribed() throws {
    let properties = properties(try schema())
    for section in StudyFile.sections {
      #expect(!section.keys.isEmpty)
      for key in section.keys { #expect(properties[key.name]?["description"] is String, "\(key.name)") }
    }
  }

  @Test func dialectAndTopLevel() throws {
    let schema = try schema()
    #expect(schema["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
    #expect(schema["required"] as? [String] == ["name", "data", "sizes"])
    #expect(schema["additionalProperties"] as? Bool == false)
    let training = try #require((schema["properties"] as? [String: Any])?["training"] as? [String: Any])
    let keys = try #require(training["properties"] as? [String: [String: Any]])
    #expect(keys["activation"]?["enum"] as? [String] == ["relu", "sigmoid", "tanh", "identity"])
    #expect(keys["engine"]?["enum"] as? [String] == ["backprop", "autodiff"])
    #expect(keys["learning-rate"]?["exclusiveMinimum"] as? Double == 0)
    #expect(keys["epochs"]?["maximum"] as? Int == 1_000_000)
    #expect(keys["beta2"]?["default"] as? Double == 0.999)
  }

  /// A study that spells out each default of `training` is the study that gives none.
  @Test func defaultsAreThoseOfTheReader() throws {
    let lines = TrainingSection.keys.map(\.key).filter { $0.outline.condition == nil }.compactMap { key in
      key.outline.shown.map { "  \(key.outline.name): \($0.text().replacing("\"", with: ""))" }
    }
    #expect(lines.count == TrainingSetting.all.count { $0.condition == nil })
    let spelt = try parse(StudySource.adding("training:\n" + lines.joined(separator: "\n")))
    #expect(try spelt == parse(StudySource.minimal))
    for optimiser in ["momentum", "nesterov", "adam"] {
      let given = TrainingSection.keys.map(\.key).filter { $0.outline.condition?.values.contains(optimiser) == true }
      let text = given.compactMap { key in key.outline.shown.map { ", \(key.outline.name): \($0.text())" } }.joined()
      let spelt = try parse(StudySource.adding("training: {optimiser: \(optimiser)\(text)}"))
      #expect(try spelt == parse(StudySource.adding("training: {optimiser: \(optimiser)}")))
    }
    let others = "replicates: 10\nseed: 2026\nstopping: [{rule: none}]"
    #expect(try parse(StudySource.adding(others)) == parse(StudySource.minimal))
    let data = "data: {source: digits, test: canonical, validation: 0.2, scale: unit}"
    #expect(try parse(StudySource.replacing("data", with: data)) == parse(StudySource.minimal))
  }

  /// A rule that can be written has its thresholds read as itself; those that look at the validation set need one.
  @Test(arguments: StoppingRule.Kind.all) func everyRuleIsRead(kind: StoppingRule.Kind) throws {
    let choice = kind.quantity.map { ", \($0.name): \($0.quantities[0].name)" } ?? ""
    let parts = "of: [{rule: loss-change, threshold: 1}, {rule: budget, updates: 9}]"
    let entry =
      kind.takesParts
      ? "{rule: \(kind.name), \(parts)}"
      : kind == .none ? "{rule: none}" : "{rule: \(kind.name), \(kind.thresholdName): [1]\(choice)}"
    let study = try parse(StudySource.adding("stopping: [\(entry)]"))
    #expect(study.stopping.map(\.name) == [kind.name] && study.rules.map(\.kind) == [kind])
    let without =
      StudySource.replacing("data", with: "data: {source: digits, validation: 0}")
      + "\nstopping: [\(entry)]\n"
    #expect((try? parse(without)) == nil ? kind.needsValidation : !kind.needsValidation)
  }

  /// The keys of `data` go with the sources that read them, and have the defaults that these have.
  @Test func dataKeysAreThoseOfTheCatalogue() throws {
    let keys = Dictionary(uniqueKeysWithValues: DataSection.section.keys.map { ($0.name, $0) })
    #expect(keys["source"]?.schema == .members(("enum", .strings(DatasetCatalogue.sources.map(\.name)))))
    for source in DatasetCatalogue.sources where source.name != "csv" {
      for key in DataSource.Key.allCases {
        #expect(keys[key.rawValue]?.condition?.values.contains(source.name) == source.keys.contains(key))
      }
      let path = source.isOwnFile ? ", path: /a" : ""
      let data = try parse(StudySource.replacing("data", with: "data: {source: \(source.name)\(path)}")).data
      var expected = source.defaults
      if source.isOwnFile { expected.path = "/a" }
      #expect(data.source == expected)
      #expect((data.test == .canonical) == source.hasCanonicalTest)
    }
    #expect(keys["samples"]?.shown == 2000)
    #expect(keys["target"]?.shown == "label")
    #expect(keys["folds"]?.shown == 4)
    #expect(keys["classes"]?.about == "Number of classes to make. Unless given, 2 for spirals, 3 for blobs.")
    #expect(keys["noise"]?.about.hasSuffix("0.2 for moons, 0.05 for spirals, 0.4 for blobs, 0 for sawtooth.") == true)
  }

  @Test func textIsEscaped() throws {
    let value = JSON.string("a\"b\\c\u{1}\nd")
    #expect(value.text() == #""a\"b\\c\u0001\nd""#)
    #expect(
      JSON.members(("a", .array([1, 0.5, true, "x"])), ("b", .object([]))).text() == """
        {
          "a": [1, 0.5, true, "x"],
          "b": {}
        }
        """)
  }
}
