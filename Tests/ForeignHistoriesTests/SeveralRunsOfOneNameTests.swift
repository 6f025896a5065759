import ForeignHistories
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// Several rows of an epoch: one run that logs several steps of it, or runs that nothing tells apart.
@Suite struct SeveralRunsOfOneNameTests {
  private static let header = "model,size,seed,epoch,step,val_loss,val_accuracy"

  private func files(_ moments: [(epoch: Int, step: Int)]) throws -> ForeignFiles {
    let rows = moments.enumerated().map { "mlp,100,0,\($1.epoch),\($1.step),0.5,\(Double($0 + 1) / 1024)" }
    return try ForeignFiles(["h.csv": table(Self.header, rows)])
  }

  /// Epochs that begin again while steps go on are of another run.
  @Test func epochsBeginAgain() throws {
    let refusal = try files([(1, 10), (2, 20), (3, 30), (4, 40), (1, 50), (2, 60)]).refusal()
    #expect(
      refusal
        == "h.csv:6: epoch 1 at step 50 is not of the same run as epoch 2 at step 20 (line 3; model mlp, size 100, seed 0); "
        + "if they are of different runs, a column has to say so (--map replicate=COLUMN); or leave one of them out")
  }

  /// Of several rows of an epoch, the last is that of the latest step, wherever it stands in the file.
  @Test func lastStep() throws {
    let rows = ["1,10,2.0,0.25", "2,15,1.75,0.375", "2,20,1.5,0.5", "1,5,2.25,0.125"].map { "mlp,100,0," + $0 }
    let histories = try ForeignFiles(["h.csv": table(Self.header, rows)]).read()
    #expect(histories.runs.map { $0.test(.accuracy) } == [[0.25, 0.5]])
    #expect(histories.runs[0].history.map(\.test.loss) == [2, 1.5])
  }

  /// Random runs with several steps an epoch, in any order of their rows, are the same run.
  @Test func shuffledRows() throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<50 {
      let (epochs, perEpoch) = (4 + random.below(4), 3 + random.below(3))
      let rows = (0..<epochs * perEpoch).map { step in
        "mlp,100,0,\(step / perEpoch + 1),\(step + 1),\(step),\(Double(step) / 64)"
      }
      let shuffled = random.shuffled(count: rows.count).map { rows[$0] }
      let run = try ForeignFiles(["h.csv": table(Self.header, shuffled)]).read().runs
      #expect(run.map { $0.history.map(\.test.loss) } == [(1...epochs).map { Double($0 * perEpoch - 1) }])
    }
  }

  /// Two runs of random lengths and steps an epoch, one after the other or with their rows mixed, never become one.
  @Test(arguments: [true, false]) func twoRuns(isMixed: Bool) throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<50 {
      let steps = [2 + random.below(10), 2 + random.below(10)]
      let lengths = [3 + random.below(6), 3 + random.below(6)]
      var moments = zip(steps, lengths).flatMap { step, length in (1...length).map { (epoch: $0, step: $0 * step) } }
      // Mixed, runs of nearly the same steps are as one that measures twice an epoch.
      if isMixed {
        guard abs(steps[0] - steps[1]) * (min(lengths[0], lengths[1]) - 1) >= min(steps[0], steps[1]) else { continue }
        moments = random.shuffled(count: moments.count).map { moments[$0] }
      }
      let refusal = try files(moments).refusal()
      #expect(refusal.contains("model mlp, size 100, seed 0"), "\(steps) \(lengths): \(refusal)")
    }
  }

  /// A program that writes a folder for each run that it begins.
  @Test func foldersOfOneRun() throws {
    func log(_ rows: String...) -> String { table("epoch,step,val_acc,val_loss", rows) }
    let files = try ForeignFiles([
      "a-n100-seed0/version_0/metrics.csv": log("0,9,0.25,2.0", "1,19,0.5,1.5", "2,29,0.625,1.25"),
      "a-n100-seed0/version_1/metrics.csv": log("0,4,0.125,2.5", "1,9,0.375,2.25"),
    ])
    let refusal = try files.refusal { $0.pattern = "{model}-n{size}-seed{replicate}/version_*/metrics.csv" }
    #expect(refusal.hasPrefix("a-n100-seed0/version_"), "\(refusal)")
    #expect(refusal.contains("of the same run and epoch") && refusal.contains("{run}"), "\(refusal)")
    // The way out is one.
    let runs = try files.read { $0.pattern = "{model}-n{size}-seed{replicate}/version_{run}/metrics.csv" }.runs
    #expect(runs.map { $0.test(.accuracy) } == [[0.25, 0.5, 0.625], [0.125, 0.375]])
  }

  /// What one file has of training and another of validation, each at steps of its own, is of one run.
  @Test func filesOfOtherColumns() throws {
    let files = try ForeignFiles([
      "train.csv": table("model,size,epoch,step,train_loss", ["a,10,1,1,4", "a,10,1,2,3", "a,10,2,3,2", "a,10,2,4,1"]),
      "val.csv": table("model,size,epoch,step,val_acc", ["a,10,1,1,0.125", "a,10,1,2,0.25", "a,10,2,4,0.5"]),
    ])
    let runs = try files.read().runs
    #expect(runs.map { $0.test(.accuracy) } == [[0.25, 0.5]] && runs[0].history.map(\.train.loss) == [3, 1])
  }
}
