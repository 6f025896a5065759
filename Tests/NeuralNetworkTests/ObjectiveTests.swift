import Foundation
import Kernels
import NeuralNetwork
import SeededRandom
import TestSupport
import Testing

@Suite struct ObjectiveTests {
  @Test(arguments: Activation.allCases, Loss.allCases) func matchesItsDefinition(activation: Activation, loss: Loss) {
    let seed = printedSeed()
    for output in loss == .meanSquaredError ? OutputFunction.allCases : [.softmax] {
      for engine in Engine.allCases { check(engine, activation, loss, output, seed: seed) }
    }
  }

  private func check(
    _ engine: Engine, _ activation: Activation, _ loss: Loss, _ output: OutputFunction, seed: UInt64
  ) {
    for hidden in [[], [5], [3, 4], [4, 1, 3]] {
      for (count, l2) in [(1, 0.0), (7, 0.0), (7, 0.03)] {
        check(engine, activation, loss, output, hidden: hidden, samples: count, l2: l2, seed: seed)
      }
    }
    for structure in LayerStructure.special {
      for hidden in [[8, 8], [9, 7, 7, 7], [7, 8, 8]] {
        // Always the same networks: with so many units, one in thirty random draws has a sum so near to the kink of ReLU
        // that differences are no derivatives, or a residual signal so large that its rounding shows.
        check(engine, activation, loss, hidden: hidden, structure, samples: 7, l2: 0.03, seed: 1)
      }
    }
  }

  private func check(
    _ engine: Engine, _ activation: Activation, _ loss: Loss, _ output: OutputFunction = .softmax, hidden: [Int],
    _ structure: LayerStructure = .plain,
    samples count: Int, l2: Double, seed: UInt64
  ) {
    let classes = loss == .binaryCrossEntropy ? 2 : 3
    let comment: Comment =
      "\(engine) \(activation) \(loss) \(output) \(hidden) \(structure.words), \(count) samples, l2 \(l2), seed \(seed)"
    var generator = SeededGenerator(key: seed)
    let samples = RandomSamples(count, features: 3, classes: classes, using: &generator)
    let architecture = Architecture(
      inputs: 3, hidden: hidden, outputs: loss.outputs(classes: classes), structure: structure)
    let disturbance = generator
    func network<Scalar: KernelScalar>() -> Network<Scalar> {
      let network = Network<Scalar>(
        architecture: architecture, activation: activation, loss: loss, output: output)
      network.initialise(
        weights: .normal(mean: 0, standardDeviation: 0.7), biases: .uniform(-0.5, 0.5), seed: StudySeed(seed),
        replicate: 1)
      var disturbance = disturbance
      network.disturbNormalisation(using: &disturbance)
      return network
    }

    let double: Network<Double> = network()
    let naive = NaiveNetwork(double)
    let objective = Objective(double, samples: samples.labelled(), l2: l2, engine: engine)
    let value = naive.objective(samples.inputs, samples.labels, l2: l2)
    let gradient = naive.gradient(samples.inputs, samples.labels, l2: l2)
    #expect(abs(objective.value - value) < 1e-12, comment)
    #expect(largestDifference(objective.gradient.values, gradient) < 1e-7, comment)
    let outputs = samples.inputs.map(naive.layerOutputs)
    for layer in hidden.indices.lowerBound...hidden.count {
      #expect(largestDifference(objective.outputs[layer].values, outputs.flatMap { $0[layer] }) < 1e-13, comment)
    }
    let inputGradient = samples.inputs.indices.flatMap { row in
      (0..<3).map { column in
        centralDifference { step in
          var moved = samples.inputs
          moved[row][column] += step
          return naive.meanLoss(moved, samples.labels)
        }
      }
    }
    #expect(largestDifference(objective.inputGradient.values, inputGradient) < 1e-7, comment)

    let float = Objective<Float>(network(), samples: samples.labelled(), l2: l2, engine: engine)
    // A row whose units are nearly equal is magnified by its normalisation.
    let tolerance = structure.normalisation == .none ? 1e-5 : 2e-4
    #expect(abs(float.value - value) < tolerance, comment)
    #expect(largestDifference(float.gradient.values, gradient) < tolerance, comment)
    #expect(largestDifference(float.inputGradient.values, inputGradient) < tolerance, comment)
  }

  /// With weights of classes, and with masks, as with class-weights and dropout.
  @Test(arguments: PyTorchObjective.all, Engine.allCases)
  func matchesPyTorch(reference: PyTorchObjective, engine: Engine) {
    let double: (value: Double, gradient: [Double]) = objective(reference, engine)
    #expect(abs(double.value - reference.value) < 1e-13)
    #expect(largestDifference(double.gradient, reference.gradient) < 1e-13)
    let float: (value: Double, gradient: [Float]) = objective(reference, engine)
    #expect(abs(float.value - reference.value) < 1e-6)
    #expect(largestDifference(float.gradient, reference.gradient) < 1e-6)
  }

  /// The network, data, weights and masks of the Python program in `PyTorchObjectives.swift`.
  private func objective<Scalar: KernelScalar>(
    _ reference: PyTorchObjective, _ engine: Engine
  ) -> (value: Double, gradient: [Scalar]) {
    let outputs = reference.loss.outputs(classes: 3)
    let network = Network<Scalar>(
      architecture: Architecture(inputs: 4, hidden: [3], outputs: outputs), activation: .tanh, loss: reference.loss,
      output: reference.output)
    for index in 0..<network.parameters.count { network.parameters[index] = Scalar(sin(Double(index + 1)) / 2) }
    let samples = LabelledSamples<Scalar>(
      features: (0..<28).map { Scalar(cos(0.7 * Double($0))) }, featureCount: 4,
      labels: (0..<7).map { Int32($0 % max(outputs, 2)) })
    let mask = Matrix<Scalar>(
      rows: 7, columns: 3,
      values: (0..<7).flatMap { row in (0..<3).map { (7 * row + 3 * $0) % 5 == 0 ? 0 : Scalar(1 / 0.8) } })
    let objective = Objective(
      network, samples: samples, l2: 0, engine: engine, classWeights: reference.isWeighted ? [0.5, 1.25, 3] : [],
      masks: reference.isMasked ? [mask] : [])
    return (objective.value, objective.gradient.values)
  }
}
