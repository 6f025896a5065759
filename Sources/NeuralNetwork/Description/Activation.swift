/// The non-linearity of the hidden layers.
public enum Activation: String, Sendable, Hashable, Codable, CaseIterable {
  case relu, sigmoid, tanh, identity
}
