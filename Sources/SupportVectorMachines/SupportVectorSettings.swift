/// What a support vector classifier is trained with: its kernel and the price of margin violations.
public struct SupportVectorSettings: Sendable, Hashable, Codable {
  public var kernel: Kernel
  /// C: the factor on the sum of margin violations; smaller values give wider margins. Finite and over 0.
  public var c: Double

  public init(kernel: Kernel = .rbf(gamma: .scale), c: Double = 1) {
    self.kernel = kernel
    self.c = c
  }

  /// The inner product that takes the place of x·y.
  public enum Kernel: Sendable, Hashable, Codable {
    /// x·y
    case linear
    /// (γ x·y + coef0)^degree, with a degree in 1…100.
    case polynomial(degree: Int, gamma: Gamma, coef0: Double = 0)
    /// exp(−γ ‖x − y‖²), a radial basis function.
    case rbf(gamma: Gamma)
  }

  /// γ, the scale of a kernel.
  public enum Gamma: Sendable, Hashable, Codable {
    /// 1 / (features · variance), the variance over all values of all features of the training samples (as scikit-learn
    /// has it); 1 if they are all equal.
    case scale
    /// 1 / features.
    case auto
    /// Finite and over 0.
    case value(Double)
  }
}

/// What keeps a support vector classifier from being trained or asked, in one line.
public struct SupportVectorError: Error, Equatable, CustomStringConvertible {
  public let message: String
  /// Whether numbers grew beyond all others, the features or what was made of them: the counterpart of a loss that is not
  /// finite.
  public let isOverflow: Bool

  /// Kernel values that grew beyond all numbers in training.
  public static let overflow = SupportVectorError(
    "svm: kernel values grow beyond all numbers; scale the features, or lower degree or gamma", isOverflow: true)

  init(_ message: String, isOverflow: Bool = false) {
    self.message = message
    self.isOverflow = isOverflow
  }

  public var description: String { message }
}
