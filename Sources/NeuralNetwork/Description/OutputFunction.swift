/// What the outputs of a network are when mean squared error is taken on them.
///
/// The cross-entropies have outputs of their own: softmax, and one sigmoid output for two classes. The predicted class is
/// that of the largest output in any case.
public enum OutputFunction: String, Sendable, Hashable, Codable, CaseIterable {
  /// e^a / Σ e^a: probabilities.
  case softmax
  /// 1 / (1 + e^−a) of each output by itself; they need not add up to 1.
  case sigmoid
  /// The outputs as they are, as in Proben1 (Prechelt 1994) and in Belkin et al. (2019).
  case linear
}
