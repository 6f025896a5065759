import COpenBLAS

/// The BLAS that multiplies matrices: OpenBLAS, held to one thread because the parallelism belongs to trajectories.
public enum BLAS {
  /// Name of the kernel set that OpenBLAS chose for this processor, e.g. `Zen`; results are the same bits only within one.
  public static let kernelName: String = {
    limitToOneThread
    guard let name = openblas_get_corename() else { return "unknown" }
    return String(cString: name)
  }()

  /// Evaluated once, before the first product.
  static let limitToOneThread: Void = openblas_set_num_threads(1)
}

extension Float {
  public static func gemm(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int, alpha: Float, a: UnsafePointer<Float>, strideA: Int,
    b: UnsafePointer<Float>, strideB: Int, beta: Float, c: UnsafeMutablePointer<Float>, strideC: Int
  ) {
    BLAS.limitToOneThread
    cblas_sgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans, Int32(m), Int32(n),
      Int32(k), alpha, a, Int32(strideA), b, Int32(strideB), beta, c, Int32(strideC))
  }
}

extension Double {
  public static func gemm(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int, alpha: Double, a: UnsafePointer<Double>, strideA: Int,
    b: UnsafePointer<Double>, strideB: Int, beta: Double, c: UnsafeMutablePointer<Double>, strideC: Int
  ) {
    BLAS.limitToOneThread
    cblas_dgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans, Int32(m), Int32(n),
      Int32(k), alpha, a, Int32(strideA), b, Int32(strideB), beta, c, Int32(strideC))
  }
}
