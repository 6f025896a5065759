import Analysis
import NeuralNetwork
import SeededRandom
import Study
import Testing

@Suite struct DrawnEpochsTests {
  @Test func shortHistoriesAreDrawnWhole() {
    for length in [0, 1, 2, 100, DrawnEpochs.most] {
      #expect(DrawnEpochs.chosen(of: length) { [] } == Array(1..<length + 1))
    }
  }

  /// Noise with spikes of one epoch, at places that no even choice would have.
  @Test(arguments: [200, 1000, 4000]) func nothingVisibleIsLost(most: Int) throws {
    let seed = UInt64.random(in: .min ... .max)
    var generator = SeededGenerator(key: seed)
    let length = 50_000
    var curves: [[Double?]] = (0..<4).map { _ in (0..<length).map { _ in 1 + 0.01 * generator.normal() } }
    let spikes = curves.indices.map { _ in (up: generator.below(length), down: generator.below(length)) }
    for (index, spike) in spikes.enumerated() {
      curves[index][spike.down] = -3
      curves[index][spike.up] = 5
    }
    // Missing and infinite values are no extremes.
    curves[0][7] = nil
    curves[1][9] = .infinity
    let kept = [17_123, 49_998]
    let chosen = DrawnEpochs.chosen(of: length, atMost: most, keeping: kept + [0, length + 1]) { curves }
    #expect(chosen == Set(chosen).sorted() && chosen.count <= most + 8 && chosen.count > most / 3, "seed \(seed)")
    #expect(chosen.first == 1 && chosen.last == length && chosen.prefix(25).elementsEqual(1...25), "seed \(seed)")
    #expect(kept.allSatisfy(chosen.contains), "seed \(seed)")
    for (index, spike) in spikes.enumerated() {
      #expect(chosen.contains(spike.up + 1), "seed \(seed), curve \(index)")
      #expect(spike.down == spike.up || chosen.contains(spike.down + 1), "seed \(seed), curve \(index)")
    }
    // No wide gaps on either kind of axis.
    let steps = zip(chosen, chosen.dropFirst())
    #expect(steps.allSatisfy { $1 - $0 <= length / (most / 4 - 1) + 2 }, "seed \(seed)")
  }

  /// A long curve is that of all its epochs at those that it has.
  @Test func longCurvesHaveTheValuesOfTheirEpochs() throws {
    let trajectories = (1...3).map { replicate in
      SmallStudy.trajectory(
        replicate: replicate,
        (1...5000 - 100 * replicate).map { epoch in
          let loss = 1 / Double(epoch) + 0.01 * Double(replicate) + (epoch == 3333 ? 1 : 0)
          return SmallStudy.epoch(epoch, train: (loss, 0.5), validation: (loss, 0.5), test: (loss, 0.5))
        })
    }
    var study = SmallStudy()
    study.replicates = 3
    let curve = try #require(StudyAnalysis(study.results(trajectories)).epochCurves.first)
    #expect(curve.epochs.count < 5000 && curve.epochs.contains(3333))
    #expect(curve.counts == curve.epochs.map { $0 <= 4700 ? 3 : $0 <= 4800 ? 2 : 1 })
    // Where runs end, curves become pale.
    #expect(curve.epochs[curve.complete - 1] == 4700 && curve.epochs[curve.complete] == 4701)
    let means = try #require(curve.summaries[.testLoss]).map(\.mean)
    for (epoch, mean) in zip(curve.epochs, means) {
      let replicates = (1...3).filter { epoch <= 5000 - 100 * $0 }
      let expected =
        replicates.reduce(0) { $0 + 0.01 * Double($1) } / Double(replicates.count) + 1 / Double(epoch)
        + (epoch == 3333 ? 1 : 0)
      #expect(abs(mean - expected) < 1e-12)
    }
  }
}
