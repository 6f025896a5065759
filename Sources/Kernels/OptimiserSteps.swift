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

/// Takes one step of Rprop without weight backtracking (iRprop−: Igel and Hüsken 2000), in place.
///
/// Where g has the sign of the previous gradient p, Δ ← growth · Δ; where it has the other sign, Δ ← shrinkage · Δ and g
/// counts as 0; Δ, which is in `steps`, stays within `limits`. Then w ← w − sign(g) Δ and p ← g. All buffers have the same
/// length.
@_specialize(where Scalar == Float)
@_specialize(where Scalar == Double)
public func rpropStep<Scalar: KernelScalar>(
  _ w: Buffer<Scalar>, gradient: Buffer<Scalar>, previous: Buffer<Scalar>, steps: Buffer<Scalar>, growth: Scalar,
  shrinkage: Scalar, limits: (smallest: Scalar, largest: Scalar)
) {
  precondition(
    w.count == gradient.count && w.count == previous.count && w.count == steps.count, "one state a parameter")
  for index in 0..<w.count {
    var g = gradient.base[index]
    let p = previous.base[index]
    var step = steps.base[index]
    if (g > 0 && p > 0) || (g < 0 && p < 0) {
      step *= growth
    } else if (g > 0 && p < 0) || (g < 0 && p > 0) {
      step *= shrinkage
      g = 0
    }
    step = min(max(step, limits.smallest), limits.largest)
    // A gradient that is no number makes the weight none, so that divergence is seen.
    let sign: Scalar = g > 0 ? 1 : g < 0 ? -1 : g
    w.base[index] -= sign * step
    steps.base[index] = step
    previous.base[index] = g
  }
}
