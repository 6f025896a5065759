/// C ← scale · op(A) · op(B) + keep · C, where op transposes if asked; op(A) [m, k], op(B) [k, n], C [m, n].
///
/// With `keep` 0 the old values of C are not read.
@inlinable
public func multiply<Scalar: KernelScalar>(
  _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, transposingFirst transposeA: Bool = false,
  transposingSecond transposeB: Bool = false, scale: Scalar = 1, keep: Scalar = 0, into c: Matrix<Scalar>
) {
  let m = transposeA ? a.columns : a.rows
  let k = transposeA ? a.rows : a.columns
  let n = transposeB ? b.rows : b.columns
  precondition((transposeB ? b.columns : b.rows) == k && c.rows == m && c.columns == n, "shapes do not multiply")
  Scalar.gemm(
    transposeA: transposeA, transposeB: transposeB, m: m, n: n, k: k, alpha: scale, a: a.base,
    strideA: max(a.columns, 1), b: b.base, strideB: max(b.columns, 1), beta: keep, c: c.base,
    strideC: max(c.columns, 1))
}
