import Foundation

/// A seed for a random test: fresh, or the one in the environment variable `FATHOM_TEST_SEED`, to repeat a failure.
///
/// It is printed with the name of the test.
public func randomSeed(_ test: String = #function) -> UInt64 {
  let given = ProcessInfo.processInfo.environment["FATHOM_TEST_SEED"].flatMap { UInt64($0) }
  let seed = given ?? UInt64.random(in: 0...999_999_999)
  print("\(test): seed \(seed)")
  return seed
}
