/// Settings of a support vector machine: its kernel and the penalty on margin violations.
public struct SupportVectorSettings: Sendable, Hashable, Codable {
  /// The kernel, by default RBF with γ `scale`.
  public var kernel: Kernel
  /// C, the factor on the sum of margin violations; smaller values give wider margins. Finite and above 0.
  public var c: Double
  /// ε, the size of the errors of a predicted quantity that do not count, in its standard deviations; nil for
  /// ``usualEpsilon``. It means nothing for classes.
  public var epsilon: Double?

  /// ε unless given.
  public static let usualEpsilon = 0.1

  /// Creates settings; by default an RBF kernel with γ `scale`, and C = 1.
  public init(kernel: Kernel = .rbf(gamma: .scale), c: Double = 1, epsilon: Double? = nil) {
    self.kernel = kernel
    self.c = c
    self.epsilon = epsilon
  }

  /// The function of two samples that replaces the inner product x·y.
  public enum Kernel: Sendable, Hashable, Codable {
    /// x·y.
    case linear
    /// (γ x·y + coef0)^degree, with a degree of 1–100.
    case polynomial(degree: Int, gamma: Gamma, coef0: Double = 0)
    /// exp(−γ ‖x − y‖²), a radial basis function.
    case rbf(gamma: Gamma)
  }

  /// γ, the scale of a kernel.
  public enum Gamma: Sendable, Hashable, Codable {
    /// 1 / (number of features × variance), with the variance over all values of all features of the training samples,
    /// as in scikit-learn; 1 if the variance is 0.
    case scale
    /// 1 / number of features.
    case auto
    /// A given γ, finite and above 0.
    case value(Double)
  }
}

/// Why a support vector machine could not be trained or used. The description is one line.
public struct SupportVectorError: Error, Equatable, CustomStringConvertible {
  /// One line with the reason.
  public let message: String
  /// Whether features or kernel values were not finite: the counterpart of a loss that is not finite.
  public let isOverflow: Bool

  /// The error for kernel values that overflow in training.
  public static let overflow = SupportVectorError(
    "svm: kernel values overflow; scale the features, or lower degree or gamma", isOverflow: true)

  /// The error for training or prediction that was asked to end.
  public static let stopped = SupportVectorError("svm: stopped")

  init(_ message: String, isOverflow: Bool = false) {
    self.message = message
    self.isOverflow = isOverflow
  }

  /// The same as ``message``.
  public var description: String { message }
}
