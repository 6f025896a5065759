import NeuralNetwork
import Study

extension StudyRemarks {
  /// A remark on each setting that takes several values and changes nothing, and on each recording of which there is nothing to
  /// record.
  static func idle(_ study: StudyDescription) -> [String] {
    let networks = study.models.compactMap { model in
      if case .network(let layers) = model.kind { layers } else { nil }
    }
    let hasHidden = networks.contains { $0.hidden != .widths([]) }
    let noHidden = networks.isEmpty ? "no model is a network" : "no network has hidden layers"
    func vain(_ section: String, _ settings: [VariedSetting]) -> [String] {
      settings.filter { $0.values.count > 1 }.compactMap { setting in
        let reason: String
        if !study.models.contains(where: { setting.affects($0.kind) }) {
          reason = "it affects none of the models"
        } else if !hasHidden, setting.isOfHiddenLayers {
          reason = noHidden
        } else {
          return nil
        }
        return "\(setting.key) under \(section) changes nothing, because \(reason); take it out"
      }
    }
    let recordings = [
      ("batch-loss", study.record.batchLoss && networks.isEmpty, "no model is a network"),
      ("dead-neurons", study.record.deadNeurons && !hasHidden, noHidden),
      ("models", study.record.models != .none && networks.isEmpty, "no model is a network"),
    ]
    return vain("vary", study.vary) + vain("tune", study.tune)
      + recordings.compactMap { $1 ? "\($0) under record has nothing to record, because \($2)" : nil }
  }
}

extension VariedSetting {
  /// Whether the setting is of hidden layers alone.
  fileprivate var isOfHiddenLayers: Bool {
    values.allSatisfy { $0.assignment.sets(\.activation) || $0.assignment.sets(\.dropout) }
  }
}
