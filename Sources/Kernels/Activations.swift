// Each activation works in place on pre-activations z [m, n]; its backward takes the activation's output y and turns
// ∂L/∂y, held in delta [m, n], into ∂L/∂z.

/// y = max(z, 0).
@inlinable
public func reluForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  for index in 0..<z.count {
    // A NaN must stay one, so that divergence is seen.
    let value = z.base[index]
    z.base[index] = value < 0 ? 0 : value
  }
}

/// ∂L/∂z = ∂L/∂y where y > 0, else 0.
@inlinable
public func reluBackward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output y: Matrix<Scalar>) {
  precondition(delta.count == y.count, "one delta a unit")
  for index in 0..<y.count { delta.base[index] = y.base[index] > 0 ? delta.base[index] : 0 }
}

/// y = 1 / (1 + e^(−z)); e^(−z) may overflow to infinity, which gives 0 as it should.
@inlinable
public func sigmoidForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  for index in 0..<z.count { z.base[index] = 1 / (1 + Scalar.exponential(-z.base[index])) }
}

/// ∂L/∂z = ∂L/∂y · y (1 − y).
@inlinable
public func sigmoidBackward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output y: Matrix<Scalar>) {
  precondition(delta.count == y.count, "one delta a unit")
  for index in 0..<y.count { delta.base[index] *= y.base[index] * (1 - y.base[index]) }
}

/// y = tanh(z).
@inlinable
public func hyperbolicTangentForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  for index in 0..<z.count { z.base[index] = Scalar.hyperbolicTangent(z.base[index]) }
}

/// ∂L/∂z = ∂L/∂y · (1 − y²).
@inlinable
public func hyperbolicTangentBackward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output y: Matrix<Scalar>) {
  precondition(delta.count == y.count, "one delta a unit")
  for index in 0..<y.count { delta.base[index] *= 1 - y.base[index] * y.base[index] }
}
