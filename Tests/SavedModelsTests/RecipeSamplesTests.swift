import Datasets
import Kernels
import NeuralNetwork
import SavedModels
import SeededRandom
import TestSupport
import Testing

@Suite struct RecipeSamplesTests {
  private func recipe(_ test: TestSet, _ validation: HoldOut, size: Int, isShuffled: Bool = true) throws -> DataRecipe {
    DataRecipe(
      source: DataSource(name: "digits"), digest: try SmallStudy.data.digest, test: test, validation: validation,
      scale: .standardise, seed: 11, replicate: 2, size: size, isShuffled: isShuffled)
  }

  /// The values of samples, by passing them through a linear layer that changes nothing.
  private func values(_ samples: LabelledSamples<Float>?) -> [Float]? {
    guard let samples else { return nil }
    let network = Network<Float>(
      architecture: Architecture(inputs: 64, hidden: [], outputs: 64), activation: .identity, loss: .crossEntropy)
    for index in 0..<64 { network.parameters.layers[0].weights[index, index] = 1 }
    return Propagation(network, capacity: samples.count).forward(samples.features.all).values
  }

  /// They are the samples that a study prepares.
  @Test(
    arguments: [(.canonical, .count(0), 100), (.drawn(.fraction(0.3)), .fraction(0.2), 300)]
      as [(TestSet, HoldOut, Int)])
  func theyAreTheSamplesOfAStudy(test: TestSet, validation: HoldOut, size: Int) throws {
    let data = try SmallStudy.data
    let split = try ReplicateSplit(of: data, test: test, validation: validation, seed: StudySeed(11), replicate: 2)
    let prepared = try PreparedData(data: data, split: split, size: size, scaling: .standardise)
    let samples = try RecipeSamples(recipe(test, validation, size: size), of: data)
    let scaler = samples.fittedScaler
    #expect(scaler == prepared.scaler)
    let expected: [(DataPart, SampleMatrix?)] = [
      (.train, prepared.train), (.validation, prepared.validation), (.test, prepared.test),
    ]
    for (part, matrix) in expected {
      let found = samples.samples(of: part, scaledBy: scaler)
      #expect(found?.labels == matrix?.labels)
      #expect(values(found) == matrix?.features)
      #expect(samples.count(of: part) == matrix?.count)
      // Of samples that are not in the data set's own test set.
      guard part != .test || test != .canonical else { continue }
      #expect(samples.rows(of: part).map { rows in rows.map { data.pool.labels[$0] } } == matrix?.labels)
    }
    let own = try samples.rows(of: .test).map { try $0 == Array(0..<#require(data.canonicalTest?.count)) }
    #expect(own == (test == .canonical))
  }

  @Test func storedOrderIsThatOfTheFile() throws {
    let data = try SmallStudy.data
    let samples = try RecipeSamples(recipe(.canonical, .count(0), size: 1300, isShuffled: false), of: data)
    #expect(samples.samples(of: .train, scaledBy: samples.fittedScaler)?.labels == data.pool.labels)
  }

  @Test(arguments: [0, -1, 1301, .max]) func sizesThatCannotBeAreRefused(size: Int) throws {
    #expect(throws: DataError.self) {
      try RecipeSamples(recipe(.canonical, .count(0), size: size), of: SmallStudy.data)
    }
  }
}
