// Masks leave units or inputs out while a network is trained: matrices of factors, [m, n], 0 for what is left out.

/// c ← a · b, value by value, for padded matrices [m, n]; they may be the same.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func multiply<Scalar: KernelScalar>(_ a: Matrix<Scalar>, _ b: Matrix<Scalar>, into c: Matrix<Scalar>) {
  precondition(a.matches(b) && a.matches(c), "matrices of one shape")
  for row in 0..<a.rows {
    let (x, y, z) = (a.base + row * a.stride, b.base + row * b.stride, c.base + row * c.stride)
    for column in 0..<a.columns { z[column] = x[column] * y[column] }
  }
}

/// Fills a row of a mask: column j is 0 if the number number j of `draws` is under `threshold`, else `kept`.
///
/// `draws` holds two numbers of 32 bits in each word, the lower one first.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func fillMask<Scalar: KernelScalar>(
  _ mask: Matrix<Scalar>, row: Int, draws: [UInt64], threshold: UInt64, kept: Scalar
) {
  precondition(row >= 0 && row < mask.rows && 2 * draws.count >= mask.columns, "a number for each column of a row")
  let values = mask.base + row * mask.stride
  draws.withUnsafeBufferPointer { draws in
    for column in 0..<mask.columns {
      let draw = draws[column / 2] >> UInt64(32 * (column % 2)) & 0xFFFF_FFFF
      values[column] = draw < threshold ? 0 : kept
    }
  }
}

extension InputRows {
  /// Writes all values, including zeros, into a padded matrix [count, columns].
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func copy(into target: Matrix<Scalar>) {
    precondition(target.rows == count && target.columns == columns && target.isPadded, "a place for each value")
    for row in 0..<count {
      let values = target.base + row * target.stride
      values.update(repeating: 0, count: columns)
      let source = dense.base + row * dense.stride
      for column in 0..<dense.columns { values[Int(denseColumns.base[column])] = source[column] }
      guard let sparse else { continue }
      for entry in sparse.entries(ofRow: row) { values[Int(entry.column)] = entry.value }
    }
  }
}
