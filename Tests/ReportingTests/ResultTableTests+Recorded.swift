import Analysis
import NeuralNetwork
import Reporting
import Study
import TestSupport
import Testing

/// Tables of what a study records besides its histories.
extension ResultTableTests {
  /// Shallow: one replicate, and one that diverged with all neurons dead; deep: two. Dead neurons [epoch][layer].
  private static let recorded = [
    recording(trajectory(0, replicate: 1, accuracy: 0.25), [[2], [3], [4]]),
    recording(diverged(0, replicate: 2), [[8]]),
    recording(trajectory(1, replicate: 1, accuracy: 0.5), [[0, 3], [2, 3], [4, 6]]),
    recording(trajectory(1, replicate: 2, accuracy: 0.625), [[4, 3], [2, 0], [8, 3]]),
  ]

  private static func recording(_ trajectory: TrajectoryResult, _ dead: [[Int]]) -> TrajectoryResult {
    var trajectory = trajectory
    trajectory.recordings.deadNeurons = DeadNeuronHistory(probes: 9, counts: dead)
    trajectory.recordings.savedEpochs = trajectory.history.map(\.epoch)
    return trajectory
  }

  /// What diverged counts in no mean, not even in that before training.
  @Test func initialisers() {
    let lines = Self.lines(.initialisers, Self.recorded)
    #expect(
      lines[0] == [
        "initialiser", "bias_initialiser", "learning_rate", "model", "hidden_layers", "size", "rule", "threshold", "n",
        "diverged", "at_chance", "epoch", "best_train_epoch", "dead_before_l1", "dead_before_l2", "dead_after_l1",
        "dead_after_l2", "test_loss", "test_accuracy", "train_loss", "train_accuracy", "validation_loss",
        "validation_accuracy",
      ])
    let leading = ["kaiming-uniform", "constant(0)", "0.1"]
    #expect(
      lines.dropFirst() == [
        leading + [
          "shallow", "1", "20", "generalisation-loss", "5.0", "1", "1", "0", "1.0", "1.0", "0.25", "", "0.375", "",
          "0.75", "0.25", "0.5", "0.5", "0.5", "0.5",
        ],
        leading + [
          "shallow", "1", "20", "none", "", "1", "1", "0", "2.0", "1.0", "0.25", "", "0.5", "",
          "0.75", "0.25", "0.25", "0.5", "1.0", "0.5",
        ],
        leading + [
          "deep", "2", "20", "generalisation-loss", "5.0", "2", "0", "0", "1.0", "1.0", "0.25", "0.5", "0.25", "0.25",
          "0.75", "0.5625", "0.5", "0.8125", "0.5", "0.5",
        ],
        leading + [
          "deep", "2", "20", "none", "", "2", "0", "0", "2.0", "1.0", "0.25", "0.5", "0.75", "0.75",
          "0.75", "0.5625", "0.25", "0.8125", "1.0", "0.5",
        ],
      ])
  }

  @Test func deadNeurons() {
    let lines = Self.lines(.deadNeurons, Self.recorded)
    #expect(
      lines[0] == [
        "model", "hidden_layers", "parameters", "size", "replicate", "learning_rate", "rule", "threshold", "status",
        "epoch", "layer", "units", "probes", "dead_before", "dead_after",
      ])
    // Each replicate, rule and layer.
    #expect(lines.count == 1 + 2 * 2 + 2 * 2 * 2)
    let shallow = ["shallow", "1", "610", "20"]
    let deep = ["deep", "2", "644", "20"]
    #expect(
      lines[1...5] == [
        shallow + ["1", "0.1", "generalisation-loss", "5.0", "ok", "1", "1", "8", "9", "0.25", "0.375"],
        shallow + ["1", "0.1", "none", "", "ok", "2", "1", "8", "9", "0.25", "0.5"],
        shallow + ["2", "0.1", "generalisation-loss", "5.0", "diverged", "", "1", "8", "9", "1.0", ""],
        shallow + ["2", "0.1", "none", "", "diverged", "", "1", "8", "9", "1.0", ""],
        deep + ["1", "0.1", "generalisation-loss", "5.0", "ok", "1", "1", "8", "9", "0.0", "0.25"],
      ])
    #expect(lines[12] == deep + ["2", "0.1", "none", "", "ok", "2", "2", "6", "9", "0.5", "0.5"])
  }

  @Test func models() {
    let lines = Self.lines(.models, Self.recorded)
    #expect(
      lines[0] == ["model", "hidden_layers", "parameters", "size", "replicate", "learning_rate", "epoch", "file"])
    #expect(lines.count == 1 + 3 * 2, "none of what diverged")
    #expect(lines[2] == ["shallow", "1", "610", "20", "1", "0.1", "2", "shallow-n20-r1-e2-0 1.safetensors"])
    #expect(lines[5] == ["deep", "2", "644", "20", "2", "0.1", "1", "deep-n20-r2-e1-1 2.safetensors"])
  }
}
