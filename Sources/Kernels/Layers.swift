import CKernels

// What a layer does with a batch: weights w [outputs, inputs], samples x [m, inputs], biases [1, outputs].

/// output ← bias + x · wᵀ, [m, outputs], for x [m, inputs], w [outputs, inputs] and bias [1, outputs].
///
/// `output` and `bias` must be padded.
@inlinable
public func affine<Scalar: KernelScalar>(
  _ x: InputRows<Scalar>, _ w: WeightMatrix<Scalar>, bias: Matrix<Scalar>, into output: Matrix<Scalar>
) {
  precondition(
    x.columns == w.inputs && bias.columns == w.outputs && bias.isPadded && output.rows == x.count
      && output.columns == w.outputs && output.isPadded, "shapes do not multiply")
  Scalar.product(x, w, bias: bias, into: output)
}

/// w ← keep · w + deltaᵀ · x for w [outputs, inputs], delta [m, outputs] and x [m, inputs]. With `keep` 0 the old
/// weights are not read.
@inlinable
public func update<Scalar: KernelScalar>(
  _ w: WeightMatrix<Scalar>, keep: Scalar, delta: Matrix<Scalar>, _ x: InputRows<Scalar>
) {
  precondition(
    x.columns == w.inputs && delta.rows == x.count && delta.columns == w.outputs && delta.isPadded,
    "shapes do not multiply")
  Scalar.update(w, keep: keep, delta: delta, x)
}

/// bias ← keep · bias + Σ rows of delta, for bias [1, outputs] and delta [m, outputs]. With `keep` 0 the old bias is
/// not read.
@inlinable
public func update<Scalar: KernelScalar>(_ bias: Matrix<Scalar>, keep: Scalar, delta: Matrix<Scalar>) {
  precondition(bias.columns == delta.columns && bias.isPadded && delta.isPadded, "one bias a column")
  Scalar.update(bias, keep: keep, delta: delta)
}

/// Returns the length of the scratch buffer that ``deltaBelow(_:_:outputs:scratch:into:)`` needs for `outputs` outputs.
public func deltaScratchCount(outputs: Int) -> Int { Int(FATHOM_SCRATCH_PANELS) * outputs * Panels.width }

/// below ← delta · w, [m, inputs]: ∂L/∂(output of the layer below) from ∂L/∂z of this layer.
///
/// `outputs` is the list of all outputs. The contents of `scratch` do not matter before and are undefined after.
@inlinable
public func deltaBelow<Scalar: KernelScalar>(
  _ delta: Matrix<Scalar>, _ w: WeightMatrix<Scalar>, outputs: IndexList, scratch: Buffer<Scalar>,
  into below: Matrix<Scalar>
) {
  precondition(
    delta.columns == w.outputs && outputs.count == w.outputs && delta.isPadded && below.rows == delta.rows
      && below.columns == w.inputs && below.isPadded && scratch.count >= deltaScratchCount(outputs: w.outputs),
    "shapes do not multiply")
  Scalar.deltaBelow(delta, w, outputs: outputs, scratch: scratch, into: below)
}
