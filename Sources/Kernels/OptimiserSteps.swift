// Each step updates parameters w [n] from a gradient g [n] and its state, elementwise and in place.

/// A step of an optimiser that keeps a state for each parameter w, given the gradient g.
///
/// First g ← g + penalty · w, then w ← keep · w; then what the rule says.
public struct OptimiserStep<Scalar: KernelScalar>: Sendable {
  /// How the state and the parameter change.
  public enum Rule: Sendable {
    /// v ← μ v + g; w ← w − η v.
    case momentum(Scalar)
    /// v ← μ v + g; w ← w − η (g + μ v).
    case nesterov(Scalar)
    /// m ← β1 m + (1−β1) g; s ← β2 s + (1−β2) g²; w ← w − η (m / c1) / (√(s / c2) + ε), with bias corrections
    /// cᵢ = 1 − βᵢ^step.
    case adam(beta1: Scalar, beta2: Scalar, epsilon: Scalar, correction1: Scalar, correction2: Scalar)
  }

  /// How the state and the parameter change.
  public var rule: Rule
  /// The learning rate η.
  public var rate: Scalar
  /// The gradient of a penalty, for each unit of a parameter.
  public var penalty: Scalar
  /// What is left of a parameter before the step.
  public var keep: Scalar

  /// Creates a step; without a penalty, and with the whole parameter, unless given.
  public init(_ rule: Rule, rate: Scalar, penalty: Scalar = 0, keep: Scalar = 1) {
    (self.rule, self.rate, self.penalty, self.keep) = (rule, rate, penalty, keep)
  }
}

/// What an optimiser keeps for parameters of one shape: v, or m and s; a rule with one value leaves the second alone.
public typealias OptimiserState<Values> = (first: Values, second: Values)

/// Takes a step of w with gradient g, all of one length.
@inlinable
public func takeStep<Scalar: KernelScalar>(
  _ step: OptimiserStep<Scalar>, _ w: Buffer<Scalar>, gradient g: Buffer<Scalar>, state: OptimiserState<Buffer<Scalar>>
) {
  precondition(
    w.count == g.count && w.count == state.first.count && w.count == state.second.count, "one state a parameter")
  Scalar.takeStep(step, w.base, gradient: g.base, state: (state.first.base, state.second.base), count: w.count)
}

/// Takes a step of w [1, n] with gradient g [1, n].
@inlinable
public func takeStep<Scalar: KernelScalar>(
  _ step: OptimiserStep<Scalar>, _ w: Matrix<Scalar>, gradient g: Matrix<Scalar>, state: OptimiserState<Matrix<Scalar>>
) {
  precondition(
    w.isRow(of: w.columns) && g.isRow(of: w.columns) && state.first.isRow(of: w.columns)
      && state.second.isRow(of: w.columns), "one state a parameter")
  Scalar.takeStep(step, w.base, gradient: g.base, state: (state.first.base, state.second.base), count: w.columns)
}

/// Takes a step of w [outputs, inputs] with gradient deltaᵀ · x, for delta [m, outputs] and x [m, inputs].
///
/// `gradient` is room for it, of the same shape; its values do not matter before and are undefined after.
@inlinable
public func takeStep<Scalar: KernelScalar>(
  _ step: OptimiserStep<Scalar>, _ w: WeightMatrix<Scalar>, delta: Matrix<Scalar>, _ x: InputRows<Scalar>,
  gradient: WeightMatrix<Scalar>, state: OptimiserState<WeightMatrix<Scalar>>
) {
  precondition(
    x.columns == w.inputs && delta.rows == x.count && delta.columns == w.outputs && delta.isPadded
      && w.hasShape(of: gradient) && w.hasShape(of: state.first) && w.hasShape(of: state.second),
    "shapes do not multiply")
  Scalar.takeStep(step, w, delta: delta, x, gradient: gradient, state: state)
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
