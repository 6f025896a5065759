import NeuralNetwork
import Study

/// The keys of a network, and of the shorthands for networks, that say what its hidden layers do besides weights and
/// activation.
enum LayerKeys {
  private static let about = (
    normalisation: """
    How the pre-activations of every hidden layer are normalised: not at all, or for each sample over the units of the \
    layer, with a learned gain and offset for each unit (layer normalisation).
    """,
    residual: """
    Whether each hidden layer adds the output of the one before it to its own, where both have equally many units \
    (skip connections). A network of one hidden layer has none.
    """
  )

  /// Both keys; `condition` says where they apply.
  struct Keys: Sendable {
    let normalisation: Key<Normalisation>
    let residual: Key<Bool>

    init(for condition: Condition? = nil) {
      normalisation = Key(
        "normalisation", .choice(), about.normalisation, default: Normalisation.none,
        shown: .string(Normalisation.none.rawValue), for: condition)
      residual = Key("residual", .boolean, about.residual, default: false, shown: false, for: condition)
    }

    var outlines: [KeyOutline] { [normalisation.outline, residual.outline] }

    /// The structure that the keys give networks; `hidden` are the widths of the one that is least able to have it, in words
    /// `subject` if there are several.
    func read(_ fields: Fields, hidden: [Int], subject: String = "") throws -> LayerStructure {
      let structure = LayerStructure(
        normalisation: try fields.value(normalisation), isResidual: try fields.value(residual))
      if let problem = structure.problem(hidden: hidden), let place = fields[problem.property] {
        throw place.failure("\(place.found): \(subject)\(problem.reason)")
      }
      return structure
    }
  }
}
