import ForeignHistories
import SeededRandom
import TestSupport
import Testing

/// Models that are not asked for have no part in an import, whatever their rows are like.
@Suite struct ChosenModelsTests {
  private static let header = "model,size,seed,lr,epoch,train_loss,test_acc"

  /// Rows of a model that is measured after each epoch.
  private func rows(_ model: String, _ random: inout SeededGenerator) -> [String] {
    let rates = [["0.1"], ["0.1", "0.2"]][random.below(2)]
    return rates.flatMap { rate in
      (1...3).flatMap { seed in
        (1...3).map { "\(model),10,\(seed),\(rate),\($0),0.\(1 + random.below(9)),0.\(1 + random.below(9))" }
      }
    }
  }

  /// Rows that cannot stand beside them: other epochs, percentages, no numbers, no training samples, or no seed.
  private func oddRows(_ model: String, _ kind: Int) -> [String] {
    (1...3).flatMap { seed in
      (1...3).map { epoch in
        [
          "\(model),10,\(seed),0.3,\(10 * epoch),0.5,0.5", "\(model),10,\(seed),0.3,\(epoch),0.5,\(20 * epoch)",
          "\(model),10,\(seed),0.3,\(epoch),many,0.5", "\(model),few,\(seed),0.3,\(epoch),0.5,0.5",
          "\(model),10,\(seed == 1 ? "" : "\(seed)"),0.3,\(epoch),0.5,0.5",
        ][kind]
      }
    }
  }

  /// What is read of some models is what is read of a file that has these alone.
  @Test(arguments: 0..<5) func othersHaveNoPart(kind: Int) throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<10 {
      let kept = ["a", "b"].prefix(1 + random.below(2)).flatMap { rows($0, &random) }
      let all = random.below(2) == 0 ? oddRows("odd", kind) + kept : kept + oddRows("odd", kind)
      let names = kept.contains { $0.hasPrefix("b") } ? ["a", "b"] : ["a"]
      let alone = try ForeignFiles(["h.csv": table(Self.header, kept)]).read()
      let chosen = try ForeignFiles(["h.csv": table(Self.header, all)]).read { request in
        request.models = names.map { ForeignModel(name: $0) }
      }
      #expect(chosen.runs == alone.runs && chosen.models == alone.models, "\(all)")
      #expect(chosen.settings == alone.settings && chosen.metrics == alone.metrics)
      #expect(chosen.measuredEpochs == nil && chosen.notes.contains("Left out: 1 model (odd)."))
    }
  }

  /// A name that is none, or one that is there twice, is refused.
  @Test func namesOfModels() throws {
    let rows = ["deep, wide", "flat"].flatMap { model in (1...2).map { "\"\(model)\",10,\($0),0.1,1,0.5,0.5" } }
    let files = try ForeignFiles(["h.csv": table(Self.header, rows)])
    func refusal(_ names: String...) throws -> String {
      try files.refusal { $0.models = names.map { ForeignModel(name: $0) } }
    }
    #expect(try refusal("flat", "flat") == "models: 'flat' is named twice; name it once")
    #expect(try refusal("deep").hasSuffix("(models: deep, wide, flat); a name with commas goes in double quotes"))
  }
}
