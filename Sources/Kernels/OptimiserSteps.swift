// Each step updates parameters w [n] from a gradient g [n] and its state, elementwise and in place.

/// Takes one step of momentum, in place: v ← μ v + g; w ← w − η v, or with `nesterov` w ← w − η (g + μ v).
///
/// η is `rate`, μ is `momentum`. All buffers have the same length.
@inlinable
public func momentumStep<Scalar: KernelScalar>(
  _ w: Buffer<Scalar>, gradient g: Buffer<Scalar>, velocity v: Buffer<Scalar>, rate: Scalar, momentum: Scalar,
  nesterov: Bool
) {
  precondition(w.count == g.count && w.count == v.count, "one state a parameter")
  Scalar.momentumStep(w, gradient: g, velocity: v, rate: rate, momentum: momentum, nesterov: nesterov)
}

/// Takes one step of Adam, in place: m ← β1 m + (1−β1) g; s ← β2 s + (1−β2) g²; w ← w − η (m / c1) / (√(s / c2) + ε).
///
/// η is `rate`; the caller passes the bias corrections cᵢ = 1 − βᵢ^step. All buffers have the same length.
@inlinable
public func adamStep<Scalar: KernelScalar>(
  _ w: Buffer<Scalar>, gradient g: Buffer<Scalar>, firstMoment m: Buffer<Scalar>, secondMoment s: Buffer<Scalar>,
  rate: Scalar, beta1: Scalar, beta2: Scalar, epsilon: Scalar, correction1: Scalar, correction2: Scalar
) {
  precondition(w.count == g.count && w.count == m.count && w.count == s.count, "one state a parameter")
  Scalar.adamStep(
    w, gradient: g, firstMoment: m, secondMoment: s, rate: rate, beta1: beta1, beta2: beta2, epsilon: epsilon,
    correction1: correction1, correction2: correction2)
}
