public import Study

extension Comparison {
  /// Names settings of which models that would be compared have no value in common, so that they are not, a line for each pair of
  /// groups of models; of runs that were trained elsewhere, as the models of a study have all its values.
  public static func unmade(in results: StudyResults) -> [String] {
    let study = results.study
    guard study.origin != nil else { return [] }
    let compared = ComparedModels(study)
    return study.vary.indices.flatMap { place in
      var values: [Int: Set<String>] = [:]
      for configuration in results.trajectories.map(\.configuration) where configuration.varied.indices.contains(place)
      {
        values[configuration.modelIndex, default: []].insert(configuration.varied[place])
      }
      let setting = study.vary[place]
      let groups = Dictionary(grouping: values.keys.sorted()) { values[$0] ?? [] }
        .sorted { ($0.value.first ?? 0) < ($1.value.first ?? 0) }
      func words(_ group: (key: Set<String>, value: [Int])) -> String {
        let texts = setting.values.map(\.text).filter(group.key.contains)
        return "\(texts.isEmpty ? "not known" : texts.joined(separator: ", ")) in \(names(group.value, in: study))"
      }
      let lines = groups.enumerated().lazy.flatMap { number, one in
        groups.prefix(number).lazy.filter { other in
          one.key.isDisjoint(with: other.key)
            && one.value.contains { first in other.value.contains { compared.areCompared($0, first) } }
        }.map { other in
          "\(setting.key) is \(words(other)) and \(words(one)), so that these are not compared with each other"
        }
      }
      return Array(lines.prefix(mostLines))
    }
  }

  /// The most lines on one setting.
  private static let mostLines = 3

  /// The most models that are named.
  private static let mostNamed = 5

  /// The names of models; of studies that are compared, those of studies of which all models are meant.
  private static func names(_ models: [Int], in study: StudyDescription) -> String {
    let studies = study.origin?.compared?.names ?? []
    func source(_ model: Int) -> Int? {
      if case .recorded(let recorded) = study.models[model].kind { recorded.source?.study } else { nil }
    }
    let counts = Dictionary(grouping: study.models.indices, by: source).mapValues(\.count)
    let meant = Dictionary(grouping: models.filter(study.models.indices.contains), by: source)
    var names: [String] = []
    for (number, own) in meant.sorted(by: { ($0.key ?? -1) < ($1.key ?? -1) }) {
      if let number, studies.indices.contains(number), own.count == counts[number] {
        names.append(studies[number])
      } else {
        names += own.map { study.models[$0].name }
      }
    }
    return names.prefix(mostNamed).joined(separator: ", ")
      + (names.count > mostNamed ? " and \(names.count - mostNamed) more" : "")
  }
}
