import CLibSVM

extension SupportVectorSettings {
  static let degrees = 1...100

  /// The settings as LIBSVM takes them, for training with samples of so many features; `variance` is that of all their values.
  ///
  /// LIBSVM's own check lets values through that are not numbers, so they are refused here.
  func parameters(featureCount: Int, variance: () -> Double) throws -> svm_parameter {
    var parameters = svm_parameter()
    parameters.C = try Self.positive(c, "c")
    // LIBSVM's p is ε, and its eps the tolerance of its solver.
    let tube = epsilon ?? Self.usualEpsilon
    guard tube.isFinite, tube >= 0 else {
      throw SupportVectorError("svm: epsilon \(tube) is not a number of at least 0")
    }
    parameters.p = tube
    parameters.eps = 1e-3
    parameters.cache_size = 100
    parameters.shrinking = 1
    switch kernel {
    case .linear:
      parameters.kernel_type = Int32(LINEAR)
    case .polynomial(let degree, let gamma, let coef0):
      guard Self.degrees ~= degree else {
        throw SupportVectorError(
          "svm: degree \(degree) is not in \(Self.degrees.lowerBound)…\(Self.degrees.upperBound)")
      }
      guard coef0.isFinite else { throw SupportVectorError("svm: coef0 \(coef0) is not a finite number") }
      parameters.kernel_type = Int32(POLY)
      parameters.degree = Int32(degree)
      parameters.gamma = try gamma.value(featureCount: featureCount, variance: variance)
      parameters.coef0 = coef0
    case .rbf(let gamma):
      parameters.kernel_type = Int32(RBF)
      parameters.gamma = try gamma.value(featureCount: featureCount, variance: variance)
    }
    return parameters
  }

  fileprivate static func positive(_ value: Double, _ name: String) throws -> Double {
    guard value.isFinite, value > 0 else {
      throw SupportVectorError("svm: \(name) \(value) is not a finite number over 0")
    }
    return value
  }
}

extension SupportVectorSettings.Gamma {
  /// γ for training with samples of so many features.
  fileprivate func value(featureCount: Int, variance: () -> Double) throws -> Double {
    switch self {
    case .scale:
      let variance = variance()
      return variance > 0 ? 1 / (Double(featureCount) * variance) : 1
    case .auto: return 1 / Double(featureCount)
    case .value(let value): return try SupportVectorSettings.positive(value, "gamma")
    }
  }
}
