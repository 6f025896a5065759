// Each activation works in place on pre-activations z [m, n]; its backward takes the activation's output y and turns
// ∂L/∂y, held in delta [m, n], into ∂L/∂z. Matrices are padded.

/// Replaces z by relu(z) = max(z, 0), in place; NaN stays NaN. `z` [m, n] must be padded.
@inlinable
public func reluForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  precondition(z.isPadded, "kernels work on padded matrices")
  Scalar.relu(z)
}

/// Turns delta from ∂L/∂y into ∂L/∂z for y = relu(z), in place: ∂L/∂y where y > 0, else 0. Both are [m, n] and padded.
@inlinable
public func reluBackward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output y: Matrix<Scalar>) {
  precondition(delta.matches(y), "one delta a unit")
  Scalar.reluBackward(delta, output: y)
}

/// Replaces z by σ(z) = 1 / (1 + e^(−z)), in place. `z` [m, n] must be padded.
@inlinable
public func sigmoidForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  precondition(z.isPadded, "kernels work on padded matrices")
  Scalar.sigmoid(z)
}

/// Turns delta from ∂L/∂y into ∂L/∂z = ∂L/∂y · y (1 − y) for y = σ(z), in place. Both are [m, n] and padded.
@inlinable
public func sigmoidBackward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output y: Matrix<Scalar>) {
  precondition(delta.matches(y), "one delta a unit")
  Scalar.sigmoidBackward(delta, output: y)
}

/// Replaces z by tanh(z), in place. `z` [m, n] must be padded.
@inlinable
public func hyperbolicTangentForward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
  precondition(z.isPadded, "kernels work on padded matrices")
  Scalar.hyperbolicTangent(z)
}

/// Turns delta from ∂L/∂y into ∂L/∂z = ∂L/∂y · (1 − y²) for y = tanh(z), in place. Both are [m, n] and padded.
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
