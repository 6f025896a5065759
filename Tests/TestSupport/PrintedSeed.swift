import Foundation

<<<<<<< HEAD
/// A seed for a test that makes random choices: printed, so that a failure can be repeated, and fixed by setting
/// FATHOM_TEST_SEED.
public struct PrintedSeed: Sendable, CustomStringConvertible {
  public let value: UInt64

  public init(_ test: String = #function) {
    value = ProcessEnvironment.seed ?? UInt64.random(in: .min ... .max)
    print("\(test): FATHOM_TEST_SEED=\(value)")
  }

  public var description: String { "seed \(value)" }
}

private enum ProcessEnvironment {
  static var seed: UInt64? { ProcessInfo.processInfo.environment["FATHOM_TEST_SEED"].flatMap { UInt64($0) } }
=======
/// The seed of a test with random input, printed so that a failure can be run again.
///
/// It is the same in every run, so that a statistical test passes for good or shows a defect; another one can be tried
/// by setting `FATHOM_TEST_SEED`.
public func printedSeed(_ test: String = #function) -> UInt64 {
  let seed = ProcessInfo.processInfo.environment["FATHOM_TEST_SEED"].flatMap { UInt64($0) } ?? 2026
  print("\(test): seed \(seed)")
  return seed
>>>>>>> part-enginetests
}
