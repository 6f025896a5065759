import Datasets
import ForeignHistories
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

/// Histories that go by steps of training and not by epochs.
@Suite struct StepTests {
  private func files(_ runs: [(size: Int, seed: Int, steps: [Int])], column: String = "step") throws -> ForeignFiles {
    let rows = runs.flatMap { run in run.steps.map { "a,\(run.size),\(run.seed),\($0),0.9,0.5" } }
    return try ForeignFiles(["h.csv": table("model,size,seed,\(column),train_loss,test_acc", rows)])
  }

  /// A program that measures once an epoch has more steps an epoch of more samples: random batches and sizes, from step 0 or
  /// from the end of the first epoch. Runs together are what each size is alone.
  @Test func stepsOfEachSize() throws {
    var random = SeededGenerator(key: printedSeed())
    for _ in 0..<50 {
      let batch = 1 + random.below(32)
      let start = random.below(2)
      let runs = [1, 2, 4].prefix(1 + random.below(3)).flatMap { factor -> [(size: Int, seed: Int, steps: [Int])] in
        let (size, length) = (100 * factor, 2 + random.below(4))
        let steps = (0..<length).map { (start + $0) * ((size + batch - 1) / batch) }
        return (1...2).map { (size: size, seed: $0, steps: steps) }
      }
      let together = try files(runs).read()
      #expect(together.runs.map { $0.history.map(\.epoch) } == runs.map { Array(1...$0.steps.count) }, "\(runs)")
      for (size, own) in Dictionary(grouping: runs, by: { $0.size }) {
        let alone = try files(own).read()
        #expect(alone.runs == together.runs.filter { $0.size == size })
      }
      let isPlain = Set(runs.map { $0.steps[1] - $0.steps[0] }) == [1]
      #expect(
        isPlain
          || together.measuredEpochs?.contains("steps") == true && together.remarks.contains { $0.hasPrefix("steps ") },
        "\(runs)")
    }
  }

  /// What is refused names the column and a way out, which is one.
  @Test func unequalSteps() throws {
    let refusal = try files([(100, 1, [4, 9, 12]), (400, 1, [13, 26, 40])]).refusal()
    #expect(
      refusal.hasPrefix("h.csv:2: ") && refusal.contains("'step'") && refusal.contains("in a column epoch"),
      "\(refusal)")
    let numbered = try files([(100, 1, [1, 2, 3]), (400, 1, [1, 2, 3])], column: "epoch").read()
    #expect(numbered.runs.map(\.history.count) == [3, 3])
  }

  /// Runs of one size that go by different steps are at different times when their steps are counted alike.
  @Test func stepsWithinASize() throws {
    let refusal = try files([(100, 1, [4, 8, 12]), (100, 2, [6, 12, 18])]).refusal()
    #expect(refusal.contains("'step'") && refusal.contains("the same in all runs of a model and size"), "\(refusal)")
  }

  /// Epochs at other steps are other epochs; the message does not ask for equal steps, which they have.
  @Test func epochsAtDifferentSteps() throws {
    let refusal = try files([(100, 1, [0, 4, 8]), (400, 1, [0, 13, 26])], column: "epoch").refusal()
    #expect(refusal.contains("are not those of other runs") && !refusal.contains("equal steps"), "\(refusal)")
  }
}
