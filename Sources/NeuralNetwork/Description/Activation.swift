/// The activation function of the hidden layers; `identity` makes the network linear.
public enum Activation: String, Sendable, Hashable, Codable, CaseIterable {
  case relu, sigmoid, tanh, identity
}
