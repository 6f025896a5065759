import CKernels
import Foundation

/// The vector code that trains in single precision, chosen for the processor when the program starts.
///
/// All give the same bits; they differ in speed.
public enum KernelSet {
  /// Name of the environment variable that chooses kernels by name, e.g. `portable`.
  public static let variable = "FATHOM_KERNELS"

  /// Name of the kernels in use: `avx512`, `avx2` or `portable`.
  public static var name: String { String(cString: current.pointee.name) }

  /// Checks the choice of kernels in the environment.
  ///
  /// - Throws: ``KernelSetError`` if it names kernels that do not exist or that this processor cannot run.
  public static func check() throws {
    guard let wanted, fathom_kernels_named(wanted) == nil else { return }
    throw KernelSetError(wanted: wanted)
  }

  /// Constant memory of the C library, never written.
  nonisolated(unsafe) static let current: UnsafePointer<fathom_kernels> =
    wanted.flatMap { fathom_kernels_named($0) } ?? fathom_kernels_best()

  /// Nil, as with an empty value, for the fastest.
  private static let wanted = ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 }

  /// Measures the peak speed of one core in registers, the upper limit for any kernel, in GFLOP/s. A multiply and an
  /// add count as two operations; the result is the best of several bursts.
  public static func measurePeak() -> Double {
    var best = 0.0
    for _ in 0..<20 {
      var number: Float = 0.5
      var operations = 0.0
      let time = ContinuousClock().measure {
        operations = current.pointee.multiply_add_rounds(500_000, &number)
      }
      // The number is used so that the compiler cannot remove the work; it never is NaN.
      if !number.isNaN { best = max(best, operations / (time / .seconds(1)) / 1e9) }
    }
    return best
  }
}

/// A choice of kernels that do not exist or that this processor cannot run.
public struct KernelSetError: Error, CustomStringConvertible {
  let wanted: String

  /// One line that names the variable, its value and the accepted names.
  public var description: String {
    "\(KernelSet.variable): \(wanted) is not portable, avx2 or avx512, or this processor cannot run it; unset it for "
      + "the fastest kernels"
  }
}
