/// The rule that turns a gradient g into an update of the weights w, with learning rate η.
public enum Optimiser: Sendable, Hashable, Codable {
  /// w ← w − η g.
  case sgd
  /// v ← μ v + g; w ← w − η v (Polyak 1964, in the form PyTorch uses).
  case momentum(Double)
  /// v ← μ v + g; w ← w − η (g + μ v) (Nesterov 1983, in the form PyTorch uses).
  case nesterov(Double)
  /// Adam with bias correction (Kingma and Ba 2015, algorithm 1).
  case adam(beta1: Double, beta2: Double, epsilon: Double)

  /// The momentum coefficient μ if none is given.
  public static let defaultMomentum = 0.9
  /// Adam with the constants recommended in its paper.
  public static let defaultAdam = Optimiser.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
}

/// The parts that study files set by separate keys: an optimiser's name and its coefficients.
extension Optimiser {
  /// The name of an optimiser in study files, without its coefficients.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable, NamedSetting {
    case sgd, momentum, nesterov, adam
  }

  /// Creates an optimiser with its default coefficients.
  public init(_ kind: Kind) {
    switch kind {
    case .sgd: self = .sgd
    case .momentum: self = .momentum(Self.defaultMomentum)
    case .nesterov: self = .nesterov(Self.defaultMomentum)
    case .adam: self = .defaultAdam
    }
  }

  /// The name of the optimiser. Setting another name keeps μ if both have one, and gives all other coefficients their
  /// defaults.
  public var kind: Kind {
    get {
      switch self {
      case .sgd: .sgd
      case .momentum: .momentum
      case .nesterov: .nesterov
      case .adam: .adam
      }
    }
    set {
      guard newValue != kind else { return }
      let old = self
      self = Optimiser(newValue)
      if let momentum = old.momentum { self.momentum = momentum }
    }
  }

  /// μ of `momentum` and `nesterov`; nil for the other optimisers, for which setting it does nothing.
  public var momentum: Double? {
    get {
      switch self {
      case .momentum(let momentum), .nesterov(let momentum): momentum
      case .sgd, .adam: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .momentum: self = .momentum(newValue)
      case .nesterov: self = .nesterov(newValue)
      case .sgd, .adam: break
      }
    }
  }

  /// β₁ of `adam`, the decay rate of the mean gradient; nil for the other optimisers, for which setting it does
  /// nothing.
  public var beta1: Double? {
    get { if case .adam(let beta1, _, _) = self { beta1 } else { nil } }
    set {
      guard let newValue, case .adam(_, let beta2, let epsilon) = self else { return }
      self = .adam(beta1: newValue, beta2: beta2, epsilon: epsilon)
    }
  }

  /// β₂ of `adam`, the decay rate of the mean squared gradient; nil for the other optimisers, for which setting it does
  /// nothing.
  public var beta2: Double? {
    get { if case .adam(_, let beta2, _) = self { beta2 } else { nil } }
    set {
      guard let newValue, case .adam(let beta1, _, let epsilon) = self else { return }
      self = .adam(beta1: beta1, beta2: newValue, epsilon: epsilon)
    }
  }

  /// ε of `adam`, which prevents division by zero; nil for the other optimisers, for which setting it does nothing.
  public var epsilon: Double? {
    get { if case .adam(_, _, let epsilon) = self { epsilon } else { nil } }
    set {
      guard let newValue, case .adam(let beta1, let beta2, _) = self else { return }
      self = .adam(beta1: beta1, beta2: beta2, epsilon: newValue)
    }
  }
}

extension Optimiser {
  /// Number of values that the optimiser keeps for each parameter. Plain descent keeps none with backpropagation, which
  /// updates parameters without a gradient in between; with another engine its gradient is kept as a velocity.
  public func stateCount(with engine: Engine) -> Int {
    switch self {
    case .sgd: engine == .backprop ? 0 : 1
    case .momentum, .nesterov: 1
    case .adam: 2
    }
  }
}
