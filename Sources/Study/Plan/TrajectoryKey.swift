import Datasets
import Foundation
import NeuralNetwork
import SupportVectorMachines

/// Everything that a trajectory's history depends on; its digest is the trajectory's key.
///
/// Names, titles, paths and stopping rules are left out: they change nothing in the history.
struct TrajectoryIdentity: Encodable {
  var engineVersion = StudyPlan.engineVersion
  var dataDigest: String
  var test: TestSet
  var validation: HoldOut
  /// Nil where the sets are drawn as they always were, or not drawn.
  var shares: HeldOutShares.RawValue?
  var scale: Scaling
  /// Nil for none.
  var labelNoise: Double?
  /// True if subsets have as many samples of each class; else nil.
  var balanced: Bool?
  var seed: UInt64
  /// The draw of the data.
  var replicate: Int
  /// The draw of the initial weights, if it is crossed with that of the data; the test set is then drawn once.
  var initialWeights: Int?
  var size: Int
  var architecture: Architecture?
  var settings: TrainingSettings?
  var supportVectorMachine: SupportVectorSettings?
  /// Empty for a model that no varied setting touches. (Keys have had this from the first, so it stays.)
  var varied: [String]?

  init(
    dataDigest: String, data: StudyData, isBalanced: Bool, seed: UInt64, replicate: Int, of replicates: Replicates,
    size: Int, learner: Learner
  ) {
    self.dataDigest = dataDigest
    test = data.test
    validation = data.validation
    let hasGroups = data.source.groups != nil
    let current = HeldOutShares(predictsQuantity: data.source.predictsQuantity, hasGroups: hasGroups)
    // Groups have an order in the training set, too.
    let isDrawn = hasGroups || data.test != .canonical || data.validation != .count(0)
    if isDrawn && current != .largestRemainders { shares = current.rawValue }
    scale = data.scale
    labelNoise = data.labelNoise
    balanced = isBalanced ? true : nil
    self.seed = seed
    let draws = replicates.draws(of: replicate)
    self.replicate = draws.data
    if replicates.isCrossed { initialWeights = draws.initialWeights }
    self.size = size
    switch learner {
    case .network(let architecture, let settings):
      (self.architecture, self.settings) = (architecture, settings)
      if settings.precision == .double { engineVersion = StudyPlan.engineVersionInDouble }
    case .supportVectorMachine(let settings): (supportVectorMachine, varied) = (settings, [])
    }
  }

  /// The first 128 bits of the SHA-256 of the values in canonical JSON, as 32 hexadecimal digits.
  func key() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(sha256Hex([UInt8](try encoder.encode(self))).prefix(32))
  }
}
