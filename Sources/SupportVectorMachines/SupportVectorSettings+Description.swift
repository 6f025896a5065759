extension SupportVectorSettings: CustomStringConvertible {
  /// A few words, e.g. `SVM, polynomial kernel of degree 3, C 1`; γ is left out if it is `scale`.
  public var description: String { description() }

  /// Returns the same words without settings that are chosen, `c` or `gamma`.
  public func description(choosing chosen: [String] = []) -> String {
    let kernel =
      switch kernel {
      case .linear: "linear kernel"
      case .polynomial(let degree, let gamma, _):
        "polynomial kernel of degree \(degree)" + (chosen.contains("gamma") ? "" : Self.text(gamma))
      case .rbf(let gamma): "RBF kernel" + (chosen.contains("gamma") ? "" : Self.text(gamma))
      }
    return "SVM, \(kernel)" + (chosen.contains("c") ? "" : ", C \(Self.text(c))")
  }

  /// The default is left out.
  private static func text(_ gamma: Gamma) -> String {
    switch gamma {
    case .scale: ""
    case .auto: ", gamma auto"
    case .value(let value): ", gamma \(text(value))"
    }
  }

  private static func text(_ number: Double) -> String { Int(exactly: number).map { "\($0)" } ?? "\(number)" }
}
