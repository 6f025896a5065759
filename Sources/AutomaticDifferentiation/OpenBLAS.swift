import Foundation

/// The product of matrices in OpenBLAS, loaded when it is first needed.
///
/// While it is loaded, OpenBLAS starts a thread per core unless it is told not to; where there is no room for one, it waits
/// for ever or ends the process. A program linked with it could not tell it in time.
enum OpenBLAS {
  /// `cblas_dgemm`.
  typealias Product =
    @convention(c) (
      UInt32, UInt32, UInt32, Int32, Int32, Int32, Double, UnsafePointer<Double>, Int32, UnsafePointer<Double>, Int32,
      Double, UnsafeMutablePointer<Double>, Int32
    ) -> Void

  // The values of CBLAS's enumerations.
  static let rowMajor: UInt32 = 101
  static let asItIs: UInt32 = 111
  static let transposed: UInt32 = 112

  /// Nil where there is no OpenBLAS. Products are computed by the thread that asks, so that trajectories share the
  /// processor as they are told and sums have one order.
  static let product: Product? = {
    setenv("OPENBLAS_NUM_THREADS", "1", 1)
    guard let library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL), let symbol = dlsym(library, "cblas_dgemm")
    else { return nil }
    return unsafeBitCast(symbol, to: Product.self)
  }()
}
