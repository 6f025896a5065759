/// A value for one of the settings of an SVM that studies choose by validation data.
public enum SupportVectorAssignment: Sendable, Hashable, Codable {
  /// Sets C.
  case c(Double)
  /// Sets γ, which a linear kernel does not have.
  case gamma(SupportVectorSettings.Gamma)

  /// Returns whether a machine with `settings` has what is set.
  public func applies(to settings: SupportVectorSettings) -> Bool {
    switch (self, settings.kernel) {
    case (.c, _), (.gamma, .polynomial), (.gamma, .rbf): true
    case (.gamma, .linear): false
    }
  }

  /// Sets the value in `settings`, where it applies.
  public func apply(to settings: inout SupportVectorSettings) {
    switch (self, settings.kernel) {
    case (.c(let c), _): settings.c = c
    case (.gamma(let gamma), .polynomial(let degree, _, let coef0)):
      settings.kernel = .polynomial(degree: degree, gamma: gamma, coef0: coef0)
    case (.gamma(let gamma), .rbf): settings.kernel = .rbf(gamma: gamma)
    case (.gamma, .linear): break
    }
  }
}
