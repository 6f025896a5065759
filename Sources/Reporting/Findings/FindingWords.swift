import Analysis
import NeuralNetwork
import Study

/// The sentences, one kind after the other.
struct FindingWords {
  let analysis: StudyAnalysis
  /// The rule that trains longest, which says most about the models themselves.
  let longest: StoppingRule?
  /// The leading metric of the study.
  let metric: Metric

  init(_ analysis: StudyAnalysis) {
    self.analysis = analysis
    metric = analysis.study.metric
    longest = analysis.longestRule
  }
}
