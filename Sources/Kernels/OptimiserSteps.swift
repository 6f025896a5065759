// Each step updates parameters w [n] from a gradient g [n] and its state, elementwise and in place.

/// v ← μ v + g; w ← w − η v, or with `nesterov` w ← w − η (g + μ v).
@inlinable
public func momentumStep<Scalar: KernelScalar>(
  _ w: Matrix<Scalar>, gradient g: Matrix<Scalar>, velocity v: Matrix<Scalar>, rate: Scalar, momentum: Scalar,
  nesterov: Bool
) {
  precondition(w.count == g.count && w.count == v.count, "one state a parameter")
  for index in 0..<w.count {
    let velocity = momentum * v.base[index] + g.base[index]
    v.base[index] = velocity
    w.base[index] -= rate * (nesterov ? g.base[index] + momentum * velocity : velocity)
  }
}

/// Adam: m ← β1 m + (1−β1) g; s ← β2 s + (1−β2) g²; w ← w − η (m / c1) / (√(s / c2) + ε), cᵢ = 1 − βᵢ^step.
@inlinable
public func adamStep<Scalar: KernelScalar>(
  _ w: Matrix<Scalar>, gradient g: Matrix<Scalar>, firstMoment m: Matrix<Scalar>, secondMoment s: Matrix<Scalar>,
  rate: Scalar, beta1: Scalar, beta2: Scalar, epsilon: Scalar, correction1: Scalar, correction2: Scalar
) {
  precondition(w.count == g.count && w.count == m.count && w.count == s.count, "one state a parameter")
  for index in 0..<w.count {
    let gradient = g.base[index]
    let first = beta1 * m.base[index] + (1 - beta1) * gradient
    let second = beta2 * s.base[index] + (1 - beta2) * gradient * gradient
    m.base[index] = first
    s.base[index] = second
    w.base[index] -= rate * (first / correction1) / ((second / correction2).squareRoot() + epsilon)
  }
}

/// y ← y + scale · x.
@inlinable
public func add<Scalar: KernelScalar>(_ x: Matrix<Scalar>, times scale: Scalar, to y: Matrix<Scalar>) {
  precondition(x.count == y.count, "lengths differ")
  for index in 0..<x.count { y.base[index] += scale * x.base[index] }
}

/// Σ x², in Double.
@inlinable
public func sumOfSquares<Scalar: KernelScalar>(_ x: Matrix<Scalar>) -> Double {
  var sum = 0.0
  for index in 0..<x.count { sum += Double(x.base[index]) * Double(x.base[index]) }
  return sum
}
