import CKernels
import Foundation

/// The kernels that train in single precision: one set for each instruction set, of which one is chosen at the start.
///
/// Results are the same bits only with the same kernels.
public enum KernelSet {
  /// The environment variable that chooses kernels by name, such as `portable`.
  public static let variable = "FATHOM_KERNELS"

  /// The name of the kernels in use: `avx512`, `avx2` or `portable`.
  public static var name: String { String(cString: current.pointee.name) }

  /// Throws if the environment asks for kernels that do not exist or that this processor cannot run.
  public static func check() throws {
    guard let wanted, fathom_kernels_named(wanted) == nil else { return }
    throw KernelSetError(wanted: wanted)
  }

  /// Constant memory of the C library, never written.
  nonisolated(unsafe) static let current: UnsafePointer<fathom_kernels> =
    wanted.flatMap { fathom_kernels_named($0) } ?? fathom_kernels_best()

  /// Nil, as with an empty value, for the fastest.
  private static let wanted = ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }

  /// What this processor reaches in registers, on one core: the ceiling of any kernel, in GFLOP/s; one multiply and one
  /// add count two. The best of several bursts.
  public static func measurePeak() -> Double {
    var best = 0.0
    for _ in 0..<20 {
      var number: Float = 0.5
      var operations = 0.0
      let time = ContinuousClock().measure {
        operations = current.pointee.multiply_add_rounds(500_000, &number)
      }
      // The number is looked at so that the work cannot be left out; it never is NaN.
      if !number.isNaN { best = max(best, operations / (time / .seconds(1)) / 1e9) }
    }
    return best
  }
}

/// Kernels were asked for by a name that means nothing here.
public struct KernelSetError: Error, CustomStringConvertible {
  let wanted: String

  public var description: String {
    "\(KernelSet.variable): \(wanted) is not portable, avx2 or avx512, or this processor cannot run it; unset it for "
      + "the fastest kernels"
  }
}
