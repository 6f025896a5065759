import ForeignHistories
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// Runs with gaps, with other epochs than most, and whose losses end early.
extension HonestyTests {
  /// A run with a gap would be in means with whole ones if it were cut, so it is left out, and told with the counts.
  @Test func gaps() throws {
    let whole = (1...2).flatMap { seed in (1...5).map { "a,10,\(seed),\($0),2,0.5" } }
    let files = try files(header: header, whole + ["a,10,3,1,2,0.5", "a,10,3,2,2,0.5", "a,10,3,4,2,0.5"])
    let histories = try files.read()
    #expect(histories.runs.map(\.replicate) == ["1", "2"] && histories.runs.allSatisfy { $0.history.count == 5 })
    #expect(
      files.remarks(histories) == [
        "h.csv:14: epoch 3 is missing or has no test_accuracy, and epoch 4 follows, so the run is left out, as the only one "
          + "of 3 runs (model a, size 10, seed 3)"
      ])
  }

  /// A value that is missing in the middle is a gap, and no sign of divergence.
  @Test func missingValue() throws {
    let whole = (1...3).map { "a,10,2,\($0),2,0.5" }
    let files = try files(header: header, ["a,10,1,1,2,0.5", "a,10,1,2,2,", "a,10,1,3,2,0.5"] + whole)
    let histories = try files.read()
    #expect(histories.runs.map(\.replicate) == ["2"] && !histories.runs[0].diverged)
    #expect(files.remarks(histories).count == 2)
  }

  /// Of a run that diverged, that is kept, whatever is missing before.
  @Test func gapBeforeDivergence() throws {
    let whole = (1...3).map { "a,10,2,\($0),2,0.5" }
    let histories = try files(header: header, ["a,10,1,1,2,0.5", "a,10,1,3,2,0.5", "a,10,1,4,nan,0.1"] + whole).read()
    #expect(histories.runs.map(\.diverged) == [true, false] && histories.runs[0].history.map(\.epoch) == [1])
  }

  /// Most runs with gaps: nothing is imported, and the way out says which rows are in the way.
  @Test(arguments: [
    ([1, 10, 20, 30], "take out the rows of epoch 1, and 10, 20, 30, … are counted as 1, 2, 3, …"),
    ([1, 5, 10, 15, 20], "take out the rows of epoch 1, and 5, 10, 15, … are counted as 1, 2, 3, …"),
    ([10, 20, 30, 35], "take out the rows of epoch 35, and 10, 20, 30, … are counted as 1, 2, 3, …"),
    ([1, 2, 5, 10, 20], "keep rows at equal steps, such as epochs 10, 20, 30, …, or fill in what is missing"),
  ])
  func irregularEpochs(epochs: [Int], wayOut: String) throws {
    func rows(_ epochs: [Int]) -> [String] {
      (1...3).flatMap { seed in epochs.map { "a,10,\(seed),\($0),2,0.5" } }
    }
    let refusal = try files(header: header, rows(epochs)).refusal()
    #expect(refusal.hasSuffix(wayOut) && refusal.hasPrefix("h.csv:"), "\(refusal)")
    // The way out is one.
    if let match = wayOut.firstMatch(of: /rows of epoch (\d+)/) {
      let left = epochs.filter { "\($0)" != match.1 }
      let runs = try files(header: header, rows(left)).read().runs
      #expect(runs.count == 3 && runs.allSatisfy { $0.history.map(\.epoch) == Array(1...left.count) })
    }
  }

  /// Random runs, epochs of which are taken out anywhere: none is shorter for a gap, and each is whole or named.
  @Test func runsAreWholeOrNamed() throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<50 {
      let (runs, length) = (3 + random.below(6), 4 + random.below(6))
      let holed = random.below(runs / 2 + 1)
      var rows: [String] = []
      for run in 1...runs {
        let hole = run <= holed ? 1 + random.below(length - 1) : 0
        for epoch in 1...length where epoch != hole { rows.append("a,10,\(run),\(epoch),2,0.5") }
      }
      let files = try files(header: header, rows)
      let histories = try files.read()
      #expect(histories.runs.map(\.replicate) == (holed + 1...runs).map { "\($0)" })
      #expect(histories.runs.allSatisfy { $0.history.count == length })
      let named = files.remarks(histories).filter { $0.contains("left out") }
      #expect(named.count == holed && named.allSatisfy { $0.contains("of \(runs) runs") }, "\(named)")
    }
  }

  /// All runs of a size that was logged at other epochs are no runs with gaps: without them there is no curve.
  @Test func sizesWithEpochsOfTheirOwn() throws {
    var rows: [String] = []
    for (model, seed) in [("a", 1), ("a", 2), ("b", 1), ("b", 2)] {
      rows += (1...4).map { "\(model),100,\(seed),\($0),1,0.5" }
      rows += [2, 4].map { "\(model),1000,\(seed),\($0),1,0.9" }
    }
    let refusal = try files(header: header, rows).refusal()
    #expect(
      refusal.hasPrefix("h.csv:6: the epochs ")
        && refusal.hasSuffix("as in 4 of 4 runs of size 1000; import size 1000 by itself"),
      "\(refusal)")
    // So is a size of which no run has values.
    let empty = (1...3).flatMap { ["a,100,\($0),0.5", "a,1000,\($0),"] }
    let none = try files(header: "model,size,seed,test_acc", empty).refusal()
    #expect(none.contains("no run of size 1000 has the epochs or values that the others have"), "\(none)")
  }

  /// Most runs say from which number epochs are counted; the others are named.
  @Test(arguments: [0, 1], [2, 4]) func someRunsCountFromAnotherNumber(odd: Int, runs: Int) throws {
    var rows: [String] = []
    for seed in 1...runs {
      let first = seed == 1 ? odd : 1 - odd
      rows += (0...3).map { "a,10,\(seed),\(first + $0),2,0.5" }
    }
    let files = try files(header: header, rows)
    if runs == 2 {
      // Half and half.
      #expect(try files.refusal().contains("; count epochs from the same number in all runs"))
      return
    }
    let histories = try files.read()
    #expect(histories.runs.map(\.replicate) == ["2", "3", "4"] && histories.runs.allSatisfy { $0.history.count == 4 })
    #expect(
      files.remarks(histories).count { $0.contains("as the only one of 4 runs (model a, size 10, seed 1)") } == 1)
    let models = rows + (0...3).map { "b,10,1,\(odd + $0),2,0.5" }
    let refusal = try self.files(header: header, models).refusal()
    #expect(
      refusal.hasPrefix(
        "h.csv:\(2 + 4 * runs): the history begins with epoch \(odd) (model b, size 10, seed 1), where that at h.csv:6 begins with epoch \(1 - odd)"
      ),
      "\(refusal)")
  }

  /// What is the same in many runs is one line.
  @Test func manyRemarksThatAreAlike() throws {
    var rows: [String] = []
    for seed in 1...24 { for epoch in 0...2 { rows.append("a,10,\(seed),\(epoch),\(epoch == 0 ? "" : "2"),0.5") } }
    let files = try files(header: header, rows)
    #expect(
      files.remarks(try files.read()) == [
        "h.csv:2: epoch 0 has no training values and is passed over, as before training (model a, size 10, seed 1), and "
          + "so in 23 other runs"
      ])
  }

  /// Random runs measured at equal steps, and a few with an epoch between them anywhere: these are named and left out.
  @Test func runsOffTheGridAreNamed() throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<50 {
      let (runs, length, step) = (3 + random.below(6), 3 + random.below(5), 5 + random.below(20))
      let odd = Set(random.shuffled(count: runs).prefix(random.below((runs + 1) / 2)).map { $0 + 1 })
      var (rows, epochs) = ([] as [String], [:] as [Int: Int])
      for run in 1...runs {
        var times = (1...length).map { $0 * step }
        if odd.contains(run) {
          let place = random.below(length)
          times[place] += 1 + random.below(step - 1)
          epochs[run] = times[place]
        }
        rows += times.map { "a,10,\(run),\($0),2,0.5" }
      }
      let files = try files(header: header, rows)
      let histories = try files.read()
      #expect(histories.runs.map(\.replicate) == (1...runs).filter { !odd.contains($0) }.map { "\($0)" })
      #expect(histories.runs.allSatisfy { $0.history.map(\.epoch) == Array(1...length) })
      let remarks = files.remarks(histories)
      for (run, epoch) in epochs {
        let number = odd.count == 1 ? "as the only one of \(runs) runs" : "as are \(odd.count) of \(runs) runs"
        let words =
          "epoch \(epoch) is none of \(step), \(2 * step), \(3 * step), …, so the run is left out, \(number) (model a, "
          + "size 10, seed \(run))"
        #expect(remarks.contains { $0.hasSuffix(words) }, "\(words): \(remarks)")
      }
      #expect(remarks.count == odd.count + 1, "\(remarks)")
    }
  }

  /// Most runs begin or end between the steps, each elsewhere: the way out names the rows, and is one.
  @Test(arguments: [true, false], [0, 1]) func rowsOffTheGrid(areLast: Bool, others: Int) throws {
    func rows(without: Bool) -> [String] {
      (1...4).flatMap { seed in
        let odd = without || seed <= others ? [] : [areLast ? 30 + seed : seed + 1]
        return ([10, 20, 30] + odd).map { "a,10,\(seed),\($0),2,0.5" }
      }
    }
    let place = areLast ? "last" : "first"
    let which = others == 0 ? "" : areLast ? " that ends elsewhere" : " that begins elsewhere"
    let refusal = try files(header: header, rows(without: false)).refusal()
    #expect(
      refusal.hasSuffix(
        "; take out the \(place) row of each run\(which), and 10, 20, 30, … are counted as 1, 2, 3, …"), "\(refusal)")
    let runs = try files(header: header, rows(without: true)).read().runs
    #expect(runs.count == 4 && runs.allSatisfy { $0.history.map(\.epoch) == [1, 2, 3] })
  }

  /// Each run is even by itself, so no rows are to be taken out of any.
  @Test func gridsThatDiffer() throws {
    let rows = (1...4).flatMap { seed in (1...3).map { "a,10,\(seed),\($0 * (seed < 3 ? 10 : 15)),2,0.5" } }
    let refusal = try files(header: header, rows).refusal()
    #expect(refusal.hasSuffix("should be counted from 0 or 1"), "\(refusal)")
  }

  /// Where a model has no whole run, what it lacks is named, be it an epoch of its own or the steps of the others.
  @Test(arguments: [2, 3, 4]) func aModelWithoutWholeRuns(hole: Int) throws {
    func rows(_ model: String, _ epochs: [Int]) -> [String] {
      (1...3).flatMap { seed in epochs.map { "\(model),10,\(seed),\($0),2,0.5" } }
    }
    let whole = rows("a", Array(1...5))
    let epochs = (1...5).filter { $0 != hole }
    let refusal = try files(header: header, whole + rows("b", epochs)).refusal()
    #expect(
      refusal
        == "h.csv:\(16 + hole): epoch \(hole) is missing or has no test_accuracy, and epoch \(hole + 1) follows (model b, size "
        + "10, seed 1); the epochs \(epochs.map(String.init).joined(separator: ", ")) are not one after the other, as in "
        + "3 of 3 runs of b; keep rows at equal steps, such as epochs 10, 20, 30, …, or fill in what is missing")
    let coarse = rows("b", [10, 20, 30])
    let steps = try files(header: header, whole + coarse).refusal()
    #expect(
      steps.hasPrefix("h.csv:17: the epochs 10, 20, 30 (model b, size 10, seed 1) are not those")
        && steps.hasSuffix("; import b by itself"), "\(steps)")
    #expect(try files(header: header, coarse).read().runs.count == 3)
  }

  @Test(arguments: ["nan", "NaN", "inf", "-Infinity"])
  func divergence(loss: String) throws {
    let files = try files("a,10,1,1,2,0.5", "a,10,1,2,\(loss),0.1", "a,10,1,3,\(loss),0.1", "a,10,2,1,2,0.5")
    let histories = try files.read()
    #expect(histories.runs.map(\.diverged) == [true, false] && histories.runs[0].history.map(\.epoch) == [1])
    #expect(
      files.remarks(histories) == [
        "h.csv:3: train_loss is no finite number, so the run diverged in epoch 2; 1 later epoch of it is passed over (model "
          + "a, size 10, seed 1)"
      ])
  }

  /// An export that was cut off says nothing of divergence: the run is shorter, and how many are is told once.
  @Test func emptyEndsAreEnds() throws {
    let cut = (1...2).flatMap { ["a,10,\($0),1,2,0.5", "a,10,\($0),2,,0.1", "a,10,\($0),3,,0.1"] }
    let files = try files(header: header, cut + ["a,10,3,1,2,0.5", "a,10,3,2,1,0.6", "a,10,3,3,inf,0.1"])
    let histories = try files.read()
    #expect(histories.runs.map(\.diverged) == [false, false, true])
    #expect(histories.runs.map(\.history.count) == [1, 1, 2])
    #expect(
      files.remarks(histories).contains(
        "h.csv:3: train_loss is empty from here to the end of the run, as in 2 of 3 runs; such runs end before it. If they "
          + "diverged, write nan (pandas: na_rep='nan')"), "\(files.remarks(histories))")
  }

  /// The same where what leads is empty, too, in all of the end or in part of it.
  @Test(arguments: [[""], ["0.1", ""], ["", "0.1"]]) func emptyEndsOfEverything(metrics: [String]) throws {
    let whole = (1...4).map { "a,10,1,\($0),2,0.5" }
    let cut = (2...3).flatMap { seed in
      ["a,10,\(seed),1,2,0.5", "a,10,\(seed),2,1,0.6"]
        + metrics.enumerated().map { "a,10,\(seed),\($0 + 3),,\($1)" }
    }
    let files = try files(header: header, whole + cut)
    let histories = try files.read()
    #expect(histories.runs.map(\.history.count) == [4, 2, 2] && histories.runs.allSatisfy { !$0.diverged })
    let ends = files.remarks(histories).filter { $0.contains("to the end of the run, as in 2 of 3 runs;") }
    #expect(ends.count == 1, "\(files.remarks(histories))")
    if metrics == [""] { #expect(files.remarks(histories).count == 1 && ends[0].hasPrefix("h.csv:8: train_loss is")) }
  }

  /// A loss that is logged for some epochs ends no run, nor one of the first epoch alone.
  @Test(arguments: [2, 3, 5, 100], [0, 1]) func sparseLosses(period: Int, first: Int) throws {
    let rows = (1...2).flatMap { seed in
      (1...10).map { "a,10,\(seed),\($0),\($0 % period == first ? "2" : ""),0.5" }
    }
    let files = try files(header: header, rows)
    let histories = try files.read()
    #expect(histories.runs.map(\.history.count) == [10, 10] && files.remarks(histories).isEmpty)
    for run in histories.runs {
      let logged = run.history.filter { !($0.train.loss?.isNaN ?? true) }.map(\.epoch)
      #expect(logged == (1...10).filter { $0 % period == first })
    }
  }
}
