import Datasets
import Foundation
import NeuralNetwork
import SavedModels
import Study
import StudyFile
import TestSupport
import Testing

@testable import Workflow

/// Each declared setting is found wherever a user meets settings: in the schema, in study files, under `vary`, among what
/// differs between two versions of a study, and in saved models.
@Suite struct EverySettingTests {
  /// A value that is not the default, as a study file spells it.
  private static func otherText(_ setting: TrainingSetting) -> String {
    switch setting.format {
    case .number: setting.fallback == .number(0.5) ? "0.25" : "0.5"
    case .integer: "3"
    case .integerOr(_, let word): word
    case .schedule: "cosine"
    case .choice(let names): names.last { .word($0) != setting.fallback } ?? ""
    case .initialiser, .initialiserOrPair: "'constant(0.5)'"
    }
  }

  private func study(_ lines: [String]) throws -> StudyDescription {
    let text = ["name: s", "data: {source: digits}", "sizes: [50]", "models: {a: {hidden: [4]}}"] + lines
    return try StudyFile.parse(text: text.joined(separator: "\n") + "\n", file: "s.yaml")
  }

  @Test(arguments: TrainingSetting.all.indices) func isFoundEverywhere(index: Int) throws {
    let setting = TrainingSetting.all[index]
    let text = Self.otherText(setting)
    let plain = text.replacing("'", with: "")
    // A setting that depends on another goes with the last value of that which it has.
    let base = setting.condition.map { ["\($0.setting): \($0.values.last ?? "")"] } ?? []
    let before = try study(["training: {\(base.joined(separator: ", "))}"])
    let given = try study(["training: {\((base + ["\(setting.name): \(text)"]).joined(separator: ", "))}"])
    #expect(setting.value(in: before.training) == setting.fallback)
    #expect(setting.value(in: given.training)?.text == plain)
    let keys = StudyDifference.keys(between: before, and: given)
    #expect(keys.changed + keys.removed == ["training.\(setting.name)"])

    let varied = try study(
      ["training: {\(base.joined(separator: ", "))}", "vary: {\(setting.name): [\(text)]}"])
    #expect(varied.vary.map(\.key) == [setting.name])
    #expect(varied.settings(varied: [plain]) == given.training)

    let schema = try #require(
      try JSONSerialization.jsonObject(with: Data(StudyFile.schema().utf8)) as? [String: Any])
    let properties = try #require(schema["properties"] as? [String: [String: Any]])
    for section in ["training", "vary"] {
      let keys = try #require(properties[section]?["properties"] as? [String: [String: Any]])
      #expect(keys[setting.name] != nil, "\(section)")
      if section == "training" {
        #expect((keys[setting.name]?["description"] as? String)?.hasPrefix(setting.about) == true)
      }
    }

    let recipe = DataRecipe(
      source: given.data.source, digest: "", test: .canonical, validation: .count(0), scale: .unit, seed: 1,
      replicate: 1, size: 50)
    let provenance = ModelProvenance(data: recipe, settings: given.training, epoch: 1, updates: 1)
    #expect(provenance.training[setting.name] == plain)
  }

  /// A model that is trained alone has what its settings say; all of them stand on the command line.
  @Test func settingsOfTheCommandLineAreThoseOfTheStudyFile() throws {
    let applicable = TrainingSetting.all.filter { $0.condition == nil && $0.name != "precision" }
    var request = TrainingRequest()
    request.hidden = "4"
    request.settings =
      [StudyFileSetting(["data", "source"], .text("digits"), origin: "--data")]
      + applicable.map { setting in
        let text = Self.otherText(setting).replacing("'", with: "")
        return StudyFileSetting(
          ["training", setting.name], .text(setting.name == "loss" ? "mean-squared-error" : text),
          origin: "--\(setting.name)")
      }
    let settings = try ModelTraining(request).settings
    for setting in applicable { #expect(setting.value(in: settings) != setting.fallback, "\(setting.name)") }
  }
}
