import Datasets
import Kernels
import NeuralNetwork
import SavedModels
import SeededRandom

extension SavedModel {
  /// A small model with random parameters and numbers that take all their digits.
  static func sample(
    _ hidden: [Int] = [5, 3], scaling: Scaling = .standardise, loss: Loss = .crossEntropy,
    structure: LayerStructure = .plain,
    seed: UInt64 = 7
  ) throws -> SavedModel {
    let data = try DataLoader.load(
      DataSource(name: "blobs", samples: 50, classes: loss == .binaryCrossEntropy ? 2 : 3), seed: StudySeed(seed))
    let classes = data.pool.classNames.count
    let network = Network<Float>(
      architecture: Architecture(
        inputs: 2, hidden: hidden, outputs: loss.outputs(classes: classes), structure: structure),
      activation: .tanh, loss: loss)
    network.initialise(
      weights: .kaimingNormal, biases: .normal(mean: 0, standardDeviation: 1), seed: StudySeed(seed), replicate: 1)
    var settings = TrainingSettings()
    settings.optimiser = .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
    return SavedModel(
      network: network, scaler: FeatureScaler(scaling, fittedTo: data.pool, rows: 0..<37),
      classNames: data.pool.classNames, shape: data.pool.shape, featureNames: data.pool.featureNames,
      provenance: ModelProvenance(
        data: DataRecipe(
          source: DataSource(name: "blobs", samples: 50, noise: 0.1), digest: data.digest,
          test: .drawn(.fraction(0.3)), validation: .count(5), scale: scaling, seed: .max, replicate: 3, size: 30),
        settings: settings, epoch: 12, updates: 34, rule: "loss-change 0.01", study: "näme"),
      scores: ModelScores(
        train: Score(loss: 0.1 + 0.2, [.accuracy: 1.0 / 3]), validation: nil,
        test: Score(loss: .infinity, [.accuracy: 0])))
  }
}
