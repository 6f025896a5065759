import Foundation

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
}
