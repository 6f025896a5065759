import Kernels

extension Activation {
  /// y = f(z), in place.
  func forward<Scalar: KernelScalar>(_ z: Matrix<Scalar>) {
    switch self {
    case .relu: reluForward(z)
    case .sigmoid: sigmoidForward(z)
    case .tanh: hyperbolicTangentForward(z)
    case .identity: break
    }
  }

  /// ∂L/∂z from ∂L/∂y, in place, given the output y.
  func backward<Scalar: KernelScalar>(_ delta: Matrix<Scalar>, output: Matrix<Scalar>) {
    switch self {
    case .relu: reluBackward(delta, output: output)
    case .sigmoid: sigmoidBackward(delta, output: output)
    case .tanh: hyperbolicTangentBackward(delta, output: output)
    case .identity: break
    }
  }
}
