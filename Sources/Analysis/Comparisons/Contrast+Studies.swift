import Study

extension StudyDescription {
  /// Contrasts two configurations, of which `one` precedes `other` in the study; nil unless they differ in one thing, or are
  /// models of two studies that are no counterparts of each other.
  func contrast(_ one: Configuration, _ other: Configuration) -> Contrast? {
    guard let contrast = Contrast(one, other, keys: vary.map(\.key)) else { return nil }
    guard let first = source(one), let second = source(other), first.study != second.study else { return contrast }
    guard areCounterparts(one, other, first, second) else { return nil }
    // What is tried usually follows what is usual.
    return Contrast(
      first: Contrast.Side(other), second: Contrast.Side(one), kind: .study, varied: contrast.varied)
  }

  private func source(_ configuration: Configuration) -> RecordedModel.Source? {
    guard models.indices.contains(configuration.modelIndex) else { return nil }
    return models[configuration.modelIndex].source
  }

  /// Whether a model of one study is to be compared with one of another: the model of the same name; where the two studies
  /// have no name in common, the one with the same hidden layers; where they have none of these either, each model.
  private func areCounterparts(
    _ one: Configuration, _ other: Configuration, _ first: RecordedModel.Source, _ second: RecordedModel.Source
  ) -> Bool {
    func sources(_ study: Int) -> [(name: String, hidden: [Int]?)] {
      models.compactMap { model in
        guard case .recorded(let recorded) = model.kind, let source = recorded.source, source.study == study else {
          return nil
        }
        return (source.model, recorded.hidden)
      }
    }
    let (ours, theirs) = (sources(first.study), sources(second.study))
    let names = Set(ours.map(\.name)).intersection(theirs.map(\.name))
    guard names.isEmpty else { return first.model == second.model }
    let layers = Set(ours.compactMap(\.hidden)).intersection(theirs.compactMap(\.hidden))
    guard layers.isEmpty else { return one.hidden != nil && one.hidden == other.hidden }
    return true
  }
}

extension Model {
  fileprivate var source: RecordedModel.Source? {
    if case .recorded(let model) = kind { model.source } else { nil }
  }
}
