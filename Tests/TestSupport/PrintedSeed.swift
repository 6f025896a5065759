import Foundation

/// The seed of a test with random input, printed so that a failure can be run again.
///
/// It is the same in every run, so that a statistical test passes for good or shows a defect; another one can be tried
/// by setting `FATHOM_TEST_SEED`.
public func printedSeed(_ test: String = #function) -> UInt64 {
  let seed = ProcessInfo.processInfo.environment["FATHOM_TEST_SEED"].flatMap { UInt64($0) } ?? 2026
  print("\(test): seed \(seed)")
  return seed
}
