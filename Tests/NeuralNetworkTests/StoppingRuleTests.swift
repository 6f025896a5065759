import Foundation
import SeededRandom
import TestSupport
import Testing

@testable import NeuralNetwork

/// What stopping rules are encoded as, against the enumeration that they were and whose encoding Swift made.
@Suite struct StoppingRuleTests {
  private enum FirstRule: Codable, Equatable {
    case lossChange(threshold: Double)
    case patience(epochs: Int, threshold: Double)
    case generalisationLoss(threshold: Double)
    case progressQuotient(strip: Int, threshold: Double)
    case validationUp(strip: Int, threshold: Double)
    case none

    /// Nil if the rule, or something that it says, was added later.
    init?(_ rule: StoppingRule) {
      if rule.isRelative || rule.firstEpoch != nil || rule.quantity != rule.kind.quantity?.fallback {
        return nil
      }
      if rule.kind.lengthIsOptional, rule.length != nil { return nil }
      let (length, threshold) = (rule.length ?? 0, rule.threshold ?? 0)
      switch rule.kind {
      case .lossChange: self = .lossChange(threshold: threshold)
      case .patience: self = .patience(epochs: length, threshold: threshold)
      case .generalisationLoss: self = .generalisationLoss(threshold: threshold)
      case .progressQuotient: self = .progressQuotient(strip: length, threshold: threshold)
      case .validationUp: self = .validationUp(strip: length, threshold: threshold)
      case .none: self = .none
      default: return nil
      }
    }
  }

  private func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }

  private func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }

  @Test func rulesAreEncodedAsTheEnumerationThatTheyWere() throws {
    let seed = printedSeed()
    var generator = SeededGenerator(key: seed)
    for _ in 0..<500 {
      let rule = StoppingRule.random(from: &generator)
      let encoded = try text(rule)
      #expect(try decoded(StoppingRule.self, encoded) == rule)
      guard let first = FirstRule(rule) else { continue }
      #expect(try text(first) == encoded, "seed \(seed)")
      #expect(try decoded(FirstRule.self, encoded) == first, "seed \(seed)")
    }
  }

  /// Both refuse the same texts, and read the same from the others.
  @Test(arguments: [
    "{}", "[]", "1", "null", #""none""#, #"{"none":{}}"#, #"{"none":1}"#, #"{"none":null}"#, #"{"none":{"epochs":1}}"#,
    #"{"nothing":{}}"#, #"{"nothing":{},"none":{}}"#, #"{"none":{},"lossChange":{"threshold":1}}"#,
    #"{"loss-change":{"threshold":1}}"#, #"{"lossChange":{}}"#, #"{"lossChange":{"threshold":null}}"#,
    #"{"lossChange":{"threshold":"1"}}"#, #"{"lossChange":{"threshold":1,"epochs":2}}"#, #"{"lossChange":[1]}"#,
    #"{"patience":{"threshold":0}}"#, #"{"patience":{"epochs":10}}"#, #"{"patience":{"strip":10,"threshold":0}}"#,
    #"{"patience":{"epochs":1.5,"threshold":0}}"#, #"{"patience":{"epochs":true,"threshold":0}}"#,
    #"{"patience":{"epochs":-1,"threshold":-1}}"#, #"{"validationUp":{"epochs":1,"threshold":1}}"#,
    #"{"progressQuotient":{"strip":9223372036854775807,"threshold":1e300}}"#,
    #"{"progressQuotient":{"strip":9223372036854775808,"threshold":1}}"#,
  ])
  func damagedTextsAreRefusedAsBefore(text: String) throws {
    if let first = try? decoded(FirstRule.self, text) {
      #expect(try FirstRule(decoded(StoppingRule.self, text)) == first)
    } else {
      #expect(throws: DecodingError.self) { try decoded(StoppingRule.self, text) }
    }
  }

  private static let part = #"{"budget":{"updates":5}}"#

  /// Rules made of others go one level deep, however deep a damaged text goes.
  @Test func rulesMadeOfOthers() throws {
    let rule = StoppingRule.all([.generalisationLoss(threshold: 5), .budget(updates: 5)])
    let encoded = #"{"all":{"of":[{"generalisationLoss":{"threshold":5}},\#(Self.part)]}}"#
    #expect(try text(rule) == encoded)
    #expect(try decoded(StoppingRule.self, encoded) == rule)
    var nested = Self.part
    for _ in 0..<150 {
      nested = #"{"any":{"of":[\#(nested)]}}"#
      guard nested != #"{"any":{"of":[\#(Self.part)]}}"# else { continue }
      #expect(throws: DecodingError.self) { try decoded(StoppingRule.self, nested) }
    }
    for text in [#"{"any":{}}"#, #"{"any":{"of":1}}"#, #"{"any":{"of":[{}]}}"#] {
      #expect(throws: DecodingError.self) { try decoded(StoppingRule.self, text) }
    }
    #expect(StoppingRule.any([rule, .budget(updates: 5)]) == .any([.budget(updates: 5)]))
  }

  /// A rule has the numbers that its kind takes and no others.
  @Test(arguments: StoppingRule.Kind.all) func numbersAreThoseOfTheKind(kind: StoppingRule.Kind) {
    let (given, usual) = (StoppingRule(kind, length: 7, threshold: 3), StoppingRule(kind))
    #expect(given.length == (kind.length == nil ? nil : 7) && given.threshold == (kind.thresholds == .none ? nil : 3))
    #expect(usual.length == kind.usualLength && (usual.threshold == nil) == (kind.thresholds == .none))
    #expect(StoppingRule.Kind.all.count { $0.name == kind.name || $0.symbol == kind.symbol } == 1)
  }
}
