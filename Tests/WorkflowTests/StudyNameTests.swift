import Testing
import TrialStorage

@testable import Workflow

/// Names of studies that nobody has named.
@Suite struct StudyNameTests {
  /// A readable name, whatever is given: a file, several, a folder, or a pattern.
  @Test(
    arguments: [
      (["digits-shallow-1.csv", "digits-deep-1.csv"], nil, "digits"),
      (["shallow.csv", "deep.csv"], nil, "shallow-deep"),
      (["keras/mlp-n100-seed1.csv"], nil, "mlp-n100-seed1"),
      (["keras"], "{model}-n{size}-seed{replicate}.csv", "keras"),
      ([], "keras/{model}-n{size}-seed{replicate}.csv", "keras"),
      ([], "keras/mnist_{model}-n{size}-seed{replicate}.csv", "mnist"),
      ([], "keras/n{size}-{model}-seed{replicate}.csv", "keras"),
      ([], "keras/{model}-n{size}-seed{replicate}/version_0/metrics.csv", "keras"),
    ] as [([String], String?, String)])
  func names(files: [String], pattern: String?, name: String) throws {
    #expect(ResultsFolder.studyName(ofFiles: files, pattern: pattern) == name)
  }
}
