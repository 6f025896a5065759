import CKernels

// Layer normalisation: J. L. Ba, J. R. Kiros, G. E. Hinton, "Layer Normalization", arXiv:1607.06450 (2016).

/// What layer normalisation adds to the variance of a row, as in PyTorch.
public let normalisationEpsilon = FATHOM_NORMALISATION_EPSILON

/// Normalises each row of z [m, n], in place: z ← gains · x + offsets with x = (z − μ) / √(σ² + 10⁻⁵), where μ and σ² are
/// the mean and the (biased) variance of the row.
///
/// `gains` and `offsets` are [1, n]. `x` [m, n] and `inverse` [1, ≥ m], which takes 1 / √(σ² + 10⁻⁵) of each row, are what
/// ``normalisationBackward(_:gains:normalised:inverse:)`` needs. All must be padded.
@inlinable
public func normalise<Scalar: KernelScalar>(
  _ z: Matrix<Scalar>, gains: Matrix<Scalar>, offsets: Matrix<Scalar>, into x: Matrix<Scalar>, inverse: Matrix<Scalar>
) {
  precondition(
    z.matches(x) && gains.columns == z.columns && gains.isPadded && gains.matches(offsets) && inverse.columns >= z.rows,
    "one gain and one offset a unit")
  Scalar.normalise(z, gains: gains, offsets: offsets, into: x, inverse: inverse)
}

/// Turns delta [m, n] from ∂L/∂(normalised output) into ∂L/∂z, in place, where ``normalise(_:gains:offsets:into:inverse:)``
/// left `x` and `inverse`: inverse · (d − mean(d) − x · mean(d · x)) with d = gains · delta and means over the row.
@inlinable
public func normalisationBackward<Scalar: KernelScalar>(
  _ delta: Matrix<Scalar>, gains: Matrix<Scalar>, normalised x: Matrix<Scalar>, inverse: Matrix<Scalar>
) {
  precondition(
    delta.matches(x) && gains.columns == delta.columns && gains.isPadded && inverse.columns >= delta.rows,
    "one delta a unit")
  Scalar.normalisationBackward(delta, gains: gains, normalised: x, inverse: inverse)
}

/// gains ← keep · gains + Σ rows of delta · x, for gains [1, n], delta and x [m, n]. With `keep` 0 the old gains are not
/// read.
@inlinable
public func update<Scalar: KernelScalar>(
  _ gains: Matrix<Scalar>, keep: Scalar, delta: Matrix<Scalar>, normalised x: Matrix<Scalar>
) {
  precondition(delta.matches(x) && gains.columns == delta.columns && gains.isPadded, "one gain a column")
  Scalar.update(gains, keep: keep, delta: delta, normalised: x)
}

/// sum ← a + b, elementwise, all [m, n] and padded; the sum may be one of the two.
@inlinable
public func add<Scalar: KernelScalar>(_ a: Matrix<Scalar>, _ b: Matrix<Scalar>, into sum: Matrix<Scalar>) {
  precondition(a.matches(b) && a.matches(sum), "sums of matrices of one shape")
  Scalar.add(a, b, into: sum)
}
