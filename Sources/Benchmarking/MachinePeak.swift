import Kernels

/// What this machine's BLAS reaches on a large single-precision product, on one core.
public enum MachinePeak {
  /// The best of several products of 768 × 768 matrices, in GFLOP/s (one multiply and one add count two).
  public static func measure() -> Double {
    let size = 768
    let (a, b, c) = (
      Matrix<Float>(rows: size, columns: size), Matrix<Float>(rows: size, columns: size),
      Matrix<Float>(rows: size, columns: size)
    )
    var best = Duration.seconds(1000)
    for _ in 0..<12 {
      best = min(best, ContinuousClock().measure { multiply(a, b, into: c) })
    }
    return 2 * Double(size * size * size) / (best / .seconds(1)) / 1e9
  }
}
