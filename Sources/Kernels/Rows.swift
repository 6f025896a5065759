/// Adds `bias` [1, n] to every row of `z` [m, n].
@inlinable
public func addToEachRow<Scalar: KernelScalar>(_ bias: Matrix<Scalar>, of z: Matrix<Scalar>) {
  precondition(bias.count == z.columns, "one bias a column")
  for row in 0..<z.rows {
    let values = z.base + row * z.columns
    for column in 0..<z.columns { values[column] += bias.base[column] }
  }
}

/// target ← scale · (column sums of `delta` [m, n]) + keep · target [1, n].
@inlinable
public func sumRows<Scalar: KernelScalar>(
  of delta: Matrix<Scalar>, scale: Scalar = 1, keep: Scalar = 0, into target: Matrix<Scalar>
) {
  precondition(target.count == delta.columns, "one sum a column")
  // The scale is applied to each row, so that no scratch memory is needed.
  for column in 0..<target.count { target.base[column] = keep == 0 ? 0 : target.base[column] * keep }
  for row in 0..<delta.rows {
    let values = delta.base + row * delta.columns
    for column in 0..<delta.columns { target.base[column] += scale * values[column] }
  }
}

/// Copies the rows of `source` that `indices` names, in their order, into the first rows of `target`.
@inlinable
public func gatherRows<Scalar: KernelScalar>(
  _ indices: ArraySlice<Int32>, of source: Matrix<Scalar>, into target: Matrix<Scalar>
) {
  precondition(source.columns == target.columns && indices.count <= target.rows, "rows do not fit the target")
  var destination = target.base
  for index in indices {
    precondition(index >= 0 && index < source.rows, "row outside the source")
    destination.update(from: source.base + Int(index) * source.columns, count: source.columns)
    destination += source.columns
  }
}
