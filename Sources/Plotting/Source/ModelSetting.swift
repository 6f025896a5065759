import Study

/// A model with a combination of varied settings: what a panel or a curve is of, whatever the size and the rule.
struct ModelSetting: Hashable {
  var modelIndex: Int
  /// Values of the keys under `vary`, as the study file spells them.
  var varied: [String]
}

extension Configuration {
  var setting: ModelSetting { ModelSetting(modelIndex: modelIndex, varied: varied) }
}
