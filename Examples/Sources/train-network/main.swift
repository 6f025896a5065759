// The engine alone: trains a network on two half moons, epoch by epoch, and asks it about points of the plane.
import Fathom

// Data: 600 points, a third of them held out; the rest is what the network learns from.
let seed = StudySeed(2026)
let data = try DataLoader.load(DataSource(name: "moons", samples: 600, noise: 0.2), seed: seed)
let split = try ReplicateSplit(
  of: data, test: .drawn(.fraction(1.0 / 3)), validation: .count(0), seed: seed, replicate: 1)
let prepared = try PreparedData(data: data, split: split, size: 400, scaling: .standardise)

func labelled(_ samples: SampleMatrix) -> LabelledSamples<Float> {
  LabelledSamples(features: samples.features, featureCount: samples.featureCount, labels: samples.labels)
}

// A network with two hidden layers of 16 units.
let architecture = Architecture(inputs: 2, hidden: [16, 16], outputs: 2)
var settings = TrainingSettings()
settings.optimiser = .defaultAdam
settings.learningRate = 0.01
settings.epochs = 100

let trainer = TrajectoryTrainer(
  architecture: architecture, settings: settings,
  samples: TrajectorySamples(train: labelled(prepared.train), validation: nil, test: labelled(prepared.test)),
  seed: seed, replicate: 1)

// Train until the training loss stands still; every epoch is measured with its final weights.
var stopping = StoppingMonitor(.lossChange(threshold: 0.001))
training: for _ in 1...settings.epochs {
  switch trainer.trainEpoch(shouldStop: { false }) {
  case .finished(let record):
    if record.epoch.isMultiple(of: 5) {
      print("epoch \(record.epoch): \(percent(record.train[.accuracy])) of the training samples right")
    }
    if stopping.observe(record) {
      print("stopped after epoch \(record.epoch): test accuracy \(percent(record.test[.accuracy]))")
      break training
    }
  case .diverged:
    print("diverged; try a smaller learning rate")
    break training
  case .paused:
    break training
  }
}

// Ask for the classes of new points, scaled as the training samples were.
let points: [Double] = [-1, 0, 2, 0.5]
let classes = Evaluator(trainer.network).classes(of: prepared.scaler.scaled(points))
print("(-1, 0) is \(data.pool.classNames[Int(classes[0])]), (2, 0.5) is \(data.pool.classNames[Int(classes[1])])")

func percent(_ fraction: Double?) -> String { fraction.map { "\((1000 * $0).rounded() / 10) %" } ?? "not measured" }
