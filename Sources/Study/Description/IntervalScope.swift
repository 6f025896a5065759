/// The sources of chance that intervals and verdicts cover.
public enum IntervalScope: String, Sendable, Codable, CaseIterable {
  /// Other training samples, initial weights and orders of batches, and other test samples of the same kind.
  case replicatesAndTestSamples = "replicates-and-test-samples"
  /// Other training samples, initial weights and orders of batches; the test samples stay these.
  case replicates
}
