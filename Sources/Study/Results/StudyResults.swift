import NeuralNetwork

/// A study with its finished trajectories: the input of analysis.
public struct StudyResults: Sendable {
  /// The study that the trajectories belong to.
  public var study: StudyDescription
  /// The trajectories, sorted by model, varied settings (in the order of the study file), size and replicate.
  public var trajectories: [TrajectoryResult]

  /// Sorts trajectories and brings them in line with the study.
  ///
  /// The order in which they finished does not matter. Each gets the trials of those of the study's rules that its
  /// history answers, and the metrics that the study asks for. A model that no varied setting affects (an SVM) was
  /// trained once, and is repeated for every combination of varied values.
  public init(study: StudyDescription, trajectories: [TrajectoryResult]) {
    self.study = study
    // The study file may have been reordered since a trajectory was stored.
    let modelIndices = Dictionary(study.models.enumerated().map { ($0.element.name, $0.offset) }) { first, _ in first }
    let positions = study.vary.map { varied in
      Dictionary(varied.values.enumerated().map { ($0.element.text, $0.offset) }) { first, _ in first }
    }
    func rank(_ result: TrajectoryResult) -> [Int] {
      let configuration = result.configuration
      let varied = zip(configuration.varied, positions).map { $1[$0] ?? .max }
      return [configuration.modelIndex] + varied + [configuration.size, result.replicate]
    }
    let rules = study.rules
    let combinations = study.variants.map(\.texts)
    let answered = trajectories.flatMap { trajectory in
      let configuration = trajectory.configuration
      let loss = configuration.hidden.map { _ in study.settings(varied: configuration.varied).loss }
      var result = trajectory.measured(by: study.metrics, loss: loss)
        .answering(rules, epochs: study.epochLimit(of: configuration))
      result.configuration.modelIndex =
        modelIndices[trajectory.configuration.model] ?? trajectory.configuration.modelIndex
      guard result.configuration.kind == .oneShot else { return [result] }
      return combinations.map { varied in
        result.configuration.varied = varied
        return result
      }
    }
    self.trajectories =
      answered.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }

  /// The trajectories, without the repetitions of models that no varied setting affects.
  public var distinctTrajectories: [TrajectoryResult] {
    var seen: [Configuration: Set<Int>] = [:]
    return trajectories.filter { seen[$0.configuration.effective, default: []].insert($0.replicate).inserted }
  }
}
