public import Glibc

/// The number type that kernels work in: `Float` to train, `Double` to check gradients.
public protocol KernelScalar: BinaryFloatingPoint, Sendable {
  /// e to the power x.
  static func exponential(_ x: Self) -> Self
  /// ln(1 + x), accurate for small x.
  static func logarithmOnePlus(_ x: Self) -> Self
  static func naturalLogarithm(_ x: Self) -> Self
  static func hyperbolicTangent(_ x: Self) -> Self

  /// C ← alpha · op(A) · op(B) + beta · C in BLAS terms: row-major, op(A) [m, k], op(B) [k, n], C [m, n].
  ///
  /// Callers use ``multiply(_:_:transposingFirst:transposingSecond:scale:keep:into:)``, which checks shapes.
  static func gemm(
    transposeA: Bool, transposeB: Bool, m: Int, n: Int, k: Int, alpha: Self, a: UnsafePointer<Self>, strideA: Int,
    b: UnsafePointer<Self>, strideB: Int, beta: Self, c: UnsafeMutablePointer<Self>, strideC: Int)
}

extension Float: KernelScalar {
  @inlinable public static func exponential(_ x: Float) -> Float { Glibc.exp(x) }
  @inlinable public static func logarithmOnePlus(_ x: Float) -> Float { Glibc.log1p(x) }
  @inlinable public static func naturalLogarithm(_ x: Float) -> Float { Glibc.log(x) }
  @inlinable public static func hyperbolicTangent(_ x: Float) -> Float { Glibc.tanh(x) }
}

extension Double: KernelScalar {
  @inlinable public static func exponential(_ x: Double) -> Double { Glibc.exp(x) }
  @inlinable public static func logarithmOnePlus(_ x: Double) -> Double { Glibc.log1p(x) }
  @inlinable public static func naturalLogarithm(_ x: Double) -> Double { Glibc.log(x) }
  @inlinable public static func hyperbolicTangent(_ x: Double) -> Double { Glibc.tanh(x) }
}
