/// The rule that turns a gradient g into an update of the weights w, with learning rate η.
public enum Optimiser: Sendable, Hashable, Codable {
  /// w ← w − η g.
  case sgd
  /// v ← μ v + g; w ← w − η v (Polyak 1964, in the form PyTorch uses).
  case momentum(Double)
  /// v ← μ v + g; w ← w − η (g + μ v) (Nesterov 1983, in the form PyTorch uses).
  case nesterov(Double)
  /// Rprop without weight backtracking, by the signs of the gradients of whole epochs: the variant iRprop− of Igel and
  /// Hüsken (2000), which PyTorch's `Rprop` is too. See ``Rprop``.
  case rprop
  /// Adam with bias correction (Kingma and Ba 2015, algorithm 1).
  case adam(beta1: Double, beta2: Double, epsilon: Double)
  /// Adam after w ← w − η λ w with λ = `weightDecay`, for weights but not biases (Loshchilov and Hutter 2019, in the form
  /// PyTorch uses).
  case adamW(beta1: Double, beta2: Double, epsilon: Double, weightDecay: Double)

  /// The momentum coefficient μ if none is given.
  public static let defaultMomentum = 0.9
  /// Adam with the constants recommended in its paper.
  public static let defaultAdam = Optimiser.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
  /// AdamW with those constants and PyTorch's weight decay.
  public static let defaultAdamW = Optimiser.adamW(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01)

  /// The constants of `rprop`, those of Riedmiller and Braun (1993).
  public enum Rprop {
    /// η⁺, by which the step of a parameter grows while its gradient keeps its sign.
    public static let growth = 1.2
    /// η⁻, by which it shrinks when the sign changes.
    public static let shrinkage = 0.5
    /// Δmin and Δmax, between which steps stay. The first one is the learning rate.
    public static let steps = 1e-6...50.0
  }
}

/// The parts that study files set by separate keys: an optimiser's name and its coefficients.
extension Optimiser {
  /// The name of an optimiser in study files, without its coefficients.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable, NamedSetting {
    case sgd, momentum, nesterov, rprop, adam
    case adamW = "adamw"
  }

  /// Creates an optimiser with its default coefficients.
  public init(_ kind: Kind) {
    switch kind {
    case .sgd: self = .sgd
    case .momentum: self = .momentum(Self.defaultMomentum)
    case .nesterov: self = .nesterov(Self.defaultMomentum)
    case .rprop: self = .rprop
    case .adam: self = .defaultAdam
    case .adamW: self = .defaultAdamW
    }
  }

  /// The name of the optimiser. Setting another name keeps the coefficients that both have, and gives all others their
  /// defaults.
  public var kind: Kind {
    get {
      switch self {
      case .sgd: .sgd
      case .momentum: .momentum
      case .nesterov: .nesterov
      case .rprop: .rprop
      case .adam: .adam
      case .adamW: .adamW
      }
    }
    set {
      guard newValue != kind else { return }
      let old = self
      self = Optimiser(newValue)
      (momentum, beta1, beta2, epsilon) = (old.momentum, old.beta1, old.beta2, old.epsilon)
    }
  }

  /// μ of `momentum` and `nesterov`; nil for the other optimisers, for which setting it does nothing, as does setting nil.
  public var momentum: Double? {
    get {
      switch self {
      case .momentum(let momentum), .nesterov(let momentum): momentum
      case .sgd, .rprop, .adam, .adamW: nil
      }
    }
    set {
      guard let newValue else { return }
      switch self {
      case .momentum: self = .momentum(newValue)
      case .nesterov: self = .nesterov(newValue)
      case .sgd, .rprop, .adam, .adamW: break
      }
    }
  }

  /// β₁ of `adam` and `adamw`, the decay rate of the mean gradient; nil for the other optimisers, for which setting it does
  /// nothing, as does setting nil.
  public var beta1: Double? {
    get { moments?.beta1 }
    set { if let newValue { moments?.beta1 = newValue } }
  }

  /// β₂ of `adam` and `adamw`, the decay rate of the mean squared gradient; nil for the other optimisers, for which setting it
  /// does nothing, as does setting nil.
  public var beta2: Double? {
    get { moments?.beta2 }
    set { if let newValue { moments?.beta2 = newValue } }
  }

  /// ε of `adam` and `adamw`, which prevents division by zero; nil for the other optimisers, for which setting it does nothing,
  /// as does setting nil.
  public var epsilon: Double? {
    get { moments?.epsilon }
    set { if let newValue { moments?.epsilon = newValue } }
  }

  /// λ of `adamw`; nil for the other optimisers, for which setting it does nothing, as does setting nil.
  public var weightDecay: Double? {
    get { if case .adamW(_, _, _, let weightDecay) = self { weightDecay } else { nil } }
    set {
      guard let newValue, case .adamW(let beta1, let beta2, let epsilon, _) = self else { return }
      self = .adamW(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: newValue)
    }
  }

  /// What `adam` and `adamw` have in common.
  private var moments: (beta1: Double, beta2: Double, epsilon: Double)? {
    get {
      switch self {
      case .adam(let beta1, let beta2, let epsilon), .adamW(let beta1, let beta2, let epsilon, _):
        (beta1, beta2, epsilon)
      case .sgd, .momentum, .nesterov, .rprop: nil
      }
    }
    set {
      guard let (beta1, beta2, epsilon) = newValue else { return }
      if case .adamW(_, _, _, let weightDecay) = self {
        self = .adamW(beta1: beta1, beta2: beta2, epsilon: epsilon, weightDecay: weightDecay)
      } else if case .adam = self {
        self = .adam(beta1: beta1, beta2: beta2, epsilon: epsilon)
      }
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
    case .rprop, .adam, .adamW: 2
    }
  }
}
