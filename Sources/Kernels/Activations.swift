// Each activation works in place on pre-activations z [m, n]; its backward takes the activation's output y and turns
// ∂L/∂y, held in delta [m, n], into ∂L/∂z. Matrices are padded.

/// y = max(z, 0); NaN stays NaN.
@inlinable
public func reluForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  precondition(z.isPadded, "kernels work on padded matrices")
  Scalar.relu(z)
}

/// ∂L/∂z = ∂L/∂y where y > 0, else 0.
@inlinable
public func reluBackward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output y: Matrix<Scalar>) {
  precondition(delta.matches(y), "one delta a unit")
  Scalar.reluBackward(delta, output: y)
}

/// y = 1 / (1 + e^(−z)).
@inlinable
public func sigmoidForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  precondition(z.isPadded, "kernels work on padded matrices")
  Scalar.sigmoid(z)
}

/// ∂L/∂z = ∂L/∂y · y (1 − y).
@inlinable
public func sigmoidBackward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output y: Matrix<Scalar>) {
  precondition(delta.matches(y), "one delta a unit")
  Scalar.sigmoidBackward(delta, output: y)
}

/// y = tanh(z).
@inlinable
public func hyperbolicTangentForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  precondition(z.isPadded, "kernels work on padded matrices")
  Scalar.hyperbolicTangent(z)
}

/// ∂L/∂z = ∂L/∂y · (1 − y²).
@inlinable
public func hyperbolicTangentBackward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output y: Matrix<Scalar>) {
  precondition(delta.matches(y), "one delta a unit")
  Scalar.hyperbolicTangentBackward(delta, output: y)
}

extension Matrix {
  @inlinable func matches(_ other: Matrix) -> Bool {
    rows == other.rows && columns == other.columns && isPadded && other.isPadded
  }
}
