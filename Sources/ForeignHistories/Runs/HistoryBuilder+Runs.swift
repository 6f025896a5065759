import Datasets
import NeuralNetwork
import Study

// What histories come out as.

extension HistoryBuilder {
  /// The models in their order, with what is known of them.
  func chosenModels(_ histories: [RunHistory]) throws -> [ForeignModel] {
    let used = Set(histories.map(\.run.model))
    let names = keys.models.texts.indices.filter(used.contains).map { keys.models.texts[$0] }
    let given = request.models.isEmpty ? names.map { ForeignModel(name: $0) } : request.models
    return try given.map { model in
      let number = keys.models.texts.firstIndex(of: model.name) ?? 0
      var model = model
      let layers = LayerText.read(keys.hidden, of: number)
      if model.hidden == nil, !keys.hiddenVaries {
        model.hidden = layers.hidden
        model.depth = layers.depth
      }
      if model.parameters == nil, !keys.parametersVary {
        model.parameters = try keys.parameters[number].map { text in
          guard let count = Double(text).flatMap({ Int(exactly: $0) }), 0...ImportLimits.parameters ~= count else {
            throw failure(
              "\(all.tables[0].file): the model \(inQuotes(model.name)) has \(inQuotes(String(text.prefix(40)))) parameters, "
                + "which is no count; correct the column, or leave it out (ignore)")
          }
          return count
        }
      }
      return model
    }
  }

  /// Leaves out settings that are the same in all of these runs: one value, or none, varies nothing.
  mutating func dropConstantSettings(_ histories: inout [RunHistory], of which: String = "") {
    for place in keys.settings.indices.reversed() where Set(histories.map { $0.run.settings[place] }).count <= 1 {
      let (key, values) = keys.settings.remove(at: place)
      let value = histories.first.map { values.texts[$0.run.settings[place]] } ?? ""
      if !value.isEmpty { keys.constants.append((key, value)) }
      if !value.isEmpty || !which.isEmpty {
        notes.append(
          "\(inQuotes(key)) is \(value.isEmpty ? "empty" : "always \(inQuotes(value))")\(which) and left out.")
      }
      for index in histories.indices { histories[index].run.settings.remove(at: place) }
    }
  }

  /// Leaves out settings whose values follow from those of another one, as the momentum of the optimizer that has one: nothing
  /// could be compared with all else equal. What the user names stays, and so does what Fathom's own studies have varied.
  mutating func dropDependentSettings(_ histories: inout [RunHistory]) {
    guard !areOwn else { return }
    let runs = histories.map(\.run)
    func follows(_ place: Int, _ other: Int) -> Bool {
      var values: [Int: Int] = [:]
      return runs.allSatisfy { run in
        values.updateValue(run.settings[place], forKey: run.settings[other]) ?? run.settings[place]
          == run.settings[place]
      }
    }
    func isNamed(_ place: Int) -> Bool { request.columns.keys.contains(keys.settings[place].key) }
    // Of two that go together, the one that the user names stays, or else one without empty values, or the first.
    func rank(_ place: Int) -> [Int] {
      let hasEmpty = runs.contains { keys.settings[place].values.texts[$0.settings[place]].isEmpty }
      return [isNamed(place) ? 0 : 1, hasEmpty ? 1 : 0, place]
    }
    var dropped: [Int] = []
    for place in keys.settings.indices.reversed() where !isNamed(place) {
      let other = keys.settings.indices.first { other in
        other != place && !dropped.contains(other) && follows(place, other)
          && (!follows(other, place) || rank(other).lexicographicallyPrecedes(rank(place)))
      }
      guard let other else { continue }
      notes.append(
        "\(inQuotes(keys.settings[place].key)) goes with \(inQuotes(keys.settings[other].key)) and is left out.")
      dropped.append(place)
    }
    for place in dropped {
      keys.settings.remove(at: place)
      for index in histories.indices { histories[index].run.settings.remove(at: place) }
    }
  }

  /// The settings with their values in order, and the place of each value by its number.
  func orderedSettings(_ runs: [ForeignRun]) -> (settings: [ForeignSetting], places: [[String: Int]]) {
    let settings = keys.settings.indices.map { place in
      let used = Set(runs.map { $0.settings[place] })
      let texts = keys.settings[place].values.texts.filter { used.contains($0) && !$0.isEmpty }
      return ForeignSetting(key: keys.settings[place].key, values: inOrder(texts))
    }
    return (settings, settings.map { Dictionary(zip($0.values, 1...)) { first, _ in first } })
  }

  /// By value if all are numbers; otherwise as they appear.
  private func inOrder(_ texts: [String]) -> [String] {
    let numbers = texts.compactMap { text in Double(text).map { (text, $0) } }
    return numbers.count == texts.count ? numbers.sorted { $0.1 < $1.1 }.map(\.0) : texts
  }

  func foreignRuns(
    _ histories: [RunHistory], hasEpochs: Bool, _ testPart: Part, _ metrics: [Metric]
  ) -> [ForeignRun] {
    let runs = histories.map { history in
      let run = history.run
      return ForeignRun(
        model: keys.models.texts[run.model], size: run.size, replicate: run.replicate.map { keys.replicates.texts[$0] },
        settings: zip(keys.settings, run.settings).map { $0.values.texts[$1] },
        history: records(history, testPart, metrics),
        hasEpochs: hasEpochs && (history.entries.first?.time != nil || history.diverged),
        diverged: history.diverged)
    }
    let models = request.models.isEmpty ? keys.models.texts : request.models.map(\.name)
    let modelPlaces = Dictionary(zip(models, 0...)) { first, _ in first }
    let valuePlaces = orderedSettings(runs).places
    let labels = inOrder(keys.replicates.texts)
    let labelPlaces = Dictionary(zip(labels, 0...)) { first, _ in first }
    func key(_ run: ForeignRun) -> [Int] {
      [modelPlaces[run.model] ?? 0] + zip(valuePlaces, run.settings).map { $0[$1] ?? 0 }
        + [run.size, run.replicate.flatMap { labelPlaces[$0] } ?? -1]
    }
    return runs.map { (key: key($0), run: $0) }.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.run)
  }

  private func records(_ history: RunHistory, _ testPart: Part, _ metrics: [Metric]) -> [EpochRecord] {
    history.entries.enumerated().map { index, entry in
      func score(_ part: Part) -> Score {
        var score = Score.unmeasured
        for (place, slot) in cells.slots.enumerated() where slot.part == part && !entry.values[place].isNaN {
          if let metric = slot.metric {
            if metrics.contains(metric) { score[metric] = entry.values[place] }
          } else {
            score.loss = entry.values[place]
          }
        }
        return score
      }
      // Where validation data stand in for test data, rules may still look at them.
      let validation = score(.validation)
      return EpochRecord(
        epoch: index + 1, updates: entry.updates, train: score(.train),
        validation: validation == .unmeasured ? nil : validation, test: score(testPart), seconds: entry.seconds)
    }
  }
}

/// What the files hold, without what is known of the files themselves.
struct Content {
  var runs: [ForeignRun]
  var models: [ForeignModel]
  var settings: [ForeignSetting]
  var metrics: [Metric]
  var constants: [ForeignSetting] = []
  var testPart: ForeignHistories.TestPart
  var notes: [String]
  var remarks: [String]
  var measuredEpochs: String?
  var partsOfData: String?
  var replicateWords: String?
  var crossed: Replicates?
}
