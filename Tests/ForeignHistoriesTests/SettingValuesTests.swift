import ForeignHistories
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// Which values of settings are one, how many there may be, and which columns are no settings.
@Suite struct SettingValuesTests {
  private func files(_ header: String, _ rows: [String]) throws -> ForeignFiles {
    try ForeignFiles(["h.csv": table("model,size,\(header),test_acc", rows)])
  }

  private func read(_ header: String, _ rows: [String]) throws -> ForeignHistories { try files(header, rows).read() }

  // MARK: One value in several ways

  /// Values that are the same number, and words of yes and no, are one, spelt as first seen; others are as many as there are.
  @Test(arguments: [
    (["0.001", "1e-03", "1E-3"], 1), (["16", "16.0", "016"], 1), (["True", "true", "TRUE"], 1),
    (["0", "-0", "0.0"], 1), (["adam", "Adam"], 2), (["0.1", "0.10", "0.11"], 2), (["yes", "true"], 2),
    (["9007199254740992", "9007199254740993"], 2), (["0.1", "0.10000000000000001"], 1), (["1e5", "100000"], 1),
    (["v1", "v1.0"], 2),
  ])
  func spellings(texts: [String], count: Int) throws {
    let rows = (texts + ["other"]).enumerated().flatMap { place, text in
      (1...2).map { "m\(place),10,\($0),\(text),0.5" } + (1...2).map { "m\(place),10,\($0),rest,0.6" }
    }
    let histories = try read("seed,option", rows)
    let values = try #require(histories.settings.first).values
    #expect(values.count == count + 2 && values.contains(texts[0]), "\(values)")
  }

  /// Random studies whose files write rates each in its own way: models are compared at as many rates as there are.
  @Test func spellingsOfRates() throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<20 {
      let exponents = random.shuffled(count: 6).prefix(2 + random.below(4)).map { $0 }
      let mantissas = exponents.map { _ in 1 + random.below(9) }
      func spelt(_ place: Int) -> String {
        let (mantissa, exponent) = (mantissas[place], exponents[place])
        let plain = exponent == 0 ? "\(mantissa)" : "0." + String(repeating: "0", count: exponent - 1) + "\(mantissa)"
        return [
          plain, exponent == 0 ? plain + ".0" : plain + "00", "\(mantissa)e-\(exponent)", "\(mantissa).0E-0\(exponent)",
        ][
          random.below(4)]
      }
      let rows = ["a", "b", "c"].flatMap { model in
        (1...2).flatMap { seed in exponents.indices.map { "\(model),10,\(seed),\(spelt($0)),0.5" } }
      }
      let histories = try read("seed,rate", rows)
      #expect(histories.settings.map(\.values.count) == [exponents.count], "\(rows)")
      #expect(Set(histories.runs.map { "\($0.model) \($0.settings)" }).count == 3 * exponents.count)
    }
  }

  // MARK: Many values

  /// Fifteen rates with the same seeds, or with their own, are a setting, and no rows of others are put together.
  @Test(arguments: [true, false]) func manyRates(haveOwnSeeds: Bool) throws {
    let rows = ["a", "b"].flatMap { model in
      (1...15).flatMap { rate in
        (1...3).map { "\(model),10,\(haveOwnSeeds ? rate * 10 + $0 : $0),0.\(rate + 100),0.\(rate + 10)" }
      }
    }
    let files = try files("seed,lr", rows)
    let histories = try files.read()
    #expect(histories.settings.map(\.values.count) == [15] && histories.runs.count == 90)
    for run in histories.runs {
      let accuracy = try #require(run.test(.accuracy)[0])
      #expect(run.settings == ["0.\(Int((accuracy * 100).rounded()) + 90)"])
    }
    #expect(histories.notes.contains { $0.contains("replicates of its own (--ignore lr:") } == haveOwnSeeds)
    let pooled = try files.read { $0.ignored = haveOwnSeeds ? ["lr"] : [] }
    #expect(pooled.settings.count == (haveOwnSeeds ? 0 : 1))
  }

  /// Few rates with seeds of their own are one, too.
  @Test func ratesWithSeedsOfTheirOwn() throws {
    let rows = ["a", "b"].flatMap { model in (0...5).map { "\(model),10,\($0),\($0 < 3 ? "0.1" : "0.01"),0.5" } }
    #expect(try read("seed,lr", rows).settings.map(\.values) == [["0.01", "0.1"]])
  }

  /// What each run has of its own, or more values than are taken, is none; the way out keeps it one.
  @Test func tooManyValues() throws {
    let own = (1...30).flatMap { run in ["a", "b"].map { "\($0),10,\(run),\(run / 2 + 7),0.5" } }
    #expect(try read("seed,score_rank", own).settings.isEmpty)
    let rows = (1...60).flatMap { rate in (1...3).map { "a,10,\($0),0.0\(rate + 100),0.\(rate + 10)" } }
    let files = try files("seed,lr", rows)
    #expect(try files.refusal().hasSuffix("add --map replicate=lr, or --map lr=lr if it is a setting"))
    let mapped = try files.read { $0.columns = ["lr": "lr"] }
    #expect(mapped.settings.map(\.values.count) == [60] && mapped.runs.count == 180)
  }

  // MARK: Settings that go with others

  /// The momentum of the optimizer that has one is no setting of its own, in whatever order the columns come.
  @Test(arguments: [true, false]) func settingsThatFollow(isFirst: Bool) throws {
    let rows = ["sgd,0.9", "adam,", "rmsprop,"].flatMap { key in
      (1...3).map { seed in
        let cells = key.split(separator: ",", omittingEmptySubsequences: false)
        return "a,10,\(seed),\((isFirst ? [cells[1], cells[0]] : cells).joined(separator: ",")),0.\(seed + 4)"
      }
    }
    let histories = try read(isFirst ? "seed,momentum,optimizer" : "seed,optimizer,momentum", rows)
    #expect(histories.settings == [ForeignSetting(key: "optimizer", values: ["sgd", "adam", "rmsprop"])])
    #expect(histories.runs.count == 9 && histories.notes.contains("'momentum' goes with 'optimizer' and is left out."))
    // Of two with as many values, the one without empty ones stays.
    let two = try read(
      isFirst ? "seed,momentum,optimizer" : "seed,optimizer,momentum", rows.filter { !$0.contains("rms") })
    #expect(two.settings.map(\.key) == ["optimizer"])
    // What is crossed stays, and so does what the user names.
    let crossed = ["sgd", "adam"].flatMap { name in ["0.9", "0"].map { "a,10,1,\(name),\($0),0.5" } }
    #expect(try read("seed,optimizer,momentum", crossed).settings.map(\.key) == ["optimizer", "momentum"])
    let named = try files(isFirst ? "seed,momentum,optimizer" : "seed,optimizer,momentum", rows)
      .read { $0.columns = ["momentum": "momentum"] }
    #expect(Set(named.settings.map(\.key)) == ["optimizer", "momentum"])
  }

  // MARK: Notes of runs

  /// What is noted of each run divides nothing, and may be made a setting.
  @Test(arguments: ["best_epoch", "stopped_epoch", "host", "gpu_id", "run_time", "_timestamp"])
  func notesOfRuns(name: String) throws {
    let rows = (1...4).flatMap { seed in
      ["a", "b"].map { "\($0),10,\(seed),\(seed % 2 + ($0 == "a" ? 1 : 2)),0.5" }
    }
    let files = try files("seed,\(name)", rows)
    let key = String(name.trimmingPrefix("_"))
    let histories = try files.read()
    #expect(histories.settings.isEmpty && histories.runs.count == 8)
    #expect(
      files.remarks(histories) == [
        "h.csv: column '\(name)' is passed over: it says how a run went (--map \(key)=\(name): it is a setting)"
      ])
    #expect(try files.read { $0.columns = [key: name] }.settings.map(\.values) == [["1", "2", "3"]])
  }
}
