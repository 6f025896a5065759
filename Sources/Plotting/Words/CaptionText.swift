import Analysis
import Datasets
import NeuralNetwork
import Study

/// The sentences of a caption: what is drawn, from how many replicates, with which networks and settings.
struct CaptionText {
  let source: FigureSource

  /// How many replicates the means are of, and what shows their intervals (``DrawnWords/intervals(_:)``), unless the figure has
  /// none in any case. Those of `others` never cover test samples.
  func means(_ points: [CurvePoint], intervals: String?, others: String? = nil) -> String {
    let scope = Self.scope(points.filter { $0.count > 0 }.map(\.coversTestSamples))
    return means(
      of: points.map(\.count), intervals: intervals,
      over: scope + (scope == Self.scope ? "" : others.map { " (\($0): over \(Self.scope))" } ?? ""))
  }

  /// What intervals cover, each of which covers test samples or not.
  static func scope(_ covers: [Bool]) -> String {
    guard covers.contains(true) else { return scope }
    return "replicates and" + (covers.contains(false) ? ", where they were kept," : "") + " test samples"
  }

  /// What intervals cover unless test samples are covered, too.
  private static let scope = "replicates"

  /// Does the same for numbers of replicates.
  func means(of counts: [Int], intervals: String?, over scope: String = scope) -> String {
    let counts = counts.filter { $0 > 0 }
    guard let most = counts.max() else { return "Nothing measured yet." }
    if most == 1, source.analysis.study.origin?.hasMeansOnly == true {
      return "Means over replicates, as published"
        + (intervals.flatMap { $0.isEmpty ? nil : "; \($0): \(Interval.normalQuantile) standard errors on either side" }
          ?? "") + "."
    }
    guard most > 1 else { return intervals == nil ? "One replicate." : "One replicate, so no intervals." }
    let number = NumberText.range(counts)
    guard source.analysis.study.replicates.independentCount(among: most) > 1 else {
      return "Means of \(number) replicates with one draw of the data\(intervals == nil ? "" : ", so no intervals")."
    }
    return
      "Means of \(number) replicates\(crossing)\(intervals.map { self.intervals($0, of: counts, over: scope) } ?? "")."
  }

  /// What follows a number of replicates: what shows their intervals (`shown`), or that there are none.
  func intervals(_ shown: String, of counts: [Int], over scope: String = scope) -> String {
    let independent = counts.map { source.analysis.study.replicates.independentCount(among: $0) }
    guard let most = independent.max(), most >= Interval.fewestReplicates else { return ", too few for intervals" }
    // Means that do not vary have intervals without extent.
    guard !shown.isEmpty else { return "" }
    let some = independent.contains { $0 < Interval.fewestReplicates }
    let areShort =
      !source.analysis.study.replicates.isCrossed
      && independent.contains { Interval.fewestReplicates..<Interval.fewestForItsLevel ~= $0 }
    return "; \(shown): 95\u{A0}% bootstrap intervals over \(scope)"
      + (some ? ", where there are at least \(Interval.fewestReplicates)" : "")
      + (areShort ? ", too short with fewer than \(Interval.fewestForItsLevel)" : "")
  }

  /// How replicates are crossed, with the space before it; empty if they are not.
  var crossing: String {
    if case .crossed = source.analysis.study.replicates { " (\(source.analysis.study.replicates))" } else { "" }
  }

  /// Which comparisons are not paired; empty if all are.
  func unpaired(_ comparisons: [Comparison]) -> String {
    comparisons.unpairedWords(names: source.names, count: { NumberText.count($0) }) ?? ""
  }

  /// The share of the most frequent class, where it makes accuracy misleading; else empty.
  var imbalance: String {
    source.analysis.classBalance?.warning(for: source.analysis.study.metric).map { $0 + "." } ?? ""
  }

  /// Trials that diverged, cannot be told from chance or ran into the epoch limit; empty if there are none.
  ///
  /// - Parameter outcome: what diverged trials count as, e.g. `as an accuracy of 0`; nil where they are left out.
  func failures(_ points: [CurvePoint], diverged outcome: String? = nil) -> String {
    let diverged = points.reduce(0) { $0 + $1.diverged }
    let counted = points.reduce(0) { $0 + $1.count }
    let unfinished = points.filter { $0.key.rule != .none }.reduce(0) { $0 + $1.maxEpochs }
    var sentences: [String] = []
    if diverged > 0 {
      let verbs =
        "diverged and "
        + (outcome.map { "\(diverged == 1 ? "counts" : "count") \($0)" } ?? "\(diverged == 1 ? "is" : "are") left out")
      sentences.append("\(NumberText.count(diverged)) of \(NumberText.counted(diverged + counted, "trial")) \(verbs).")
    }
    // Of imported runs it is not known.
    let judged = points.filter { $0.atChance != nil }
    let atChance = judged.reduce(0) { $0 + ($1.atChance ?? 0) }
    if atChance > 0 {
      sentences.append(
        "\(NumberText.count(atChance)) of \(NumberText.counted(judged.reduce(0) { $0 + $1.count }, "trial")) \(atChance == 1 ? "is" : "are") not "
          + "distinguishable from chance, and in the means.")
    }
    if unfinished > 0 {
      // Only trials whose training a rule can end.
      let stoppable = points.filter { $0.key.rule != .none && $0.key.kind == .network }.reduce(0) { $0 + $1.count }
      let limits = points.filter { $0.maxEpochs > 0 && $0.key.rule != .none }
        .map { source.analysis.study.settings(varied: $0.key.varied).epochs }
      let end =
        source.analysis.study.origin == nil
        ? "after \(NumberText.range(limits)) epoch\(limits.max() == 1 ? "" : "s")" : "when the history ends"
      sentences.append(
        "In \(NumberText.count(unfinished)) of \(NumberText.counted(stoppable, "trial"))"
          + "\(stoppable < counted ? " with a stopping rule" : "") the rule had not fired \(end).")
    }
    return sentences.joined(separator: " ")
  }

  /// The models of which some gaps are not shown, as they are not known of all runs; empty if there are none.
  func unknownGaps(_ points: [CurvePoint]) -> String {
    let measure = Measure.gap(source.analysis.study.metric)
    // What is not known of models that were trained here is said of all their values.
    guard source.analysis.study.origin != nil else { return "" }
    let unknown = points.filter { $0.count > 0 && $0[measure] == nil }
    let names = source.series.compactMap { series -> String? in
      let own = unknown.filter { $0.key.modelIndex == series.modelIndex }
      guard !own.isEmpty else { return nil }
      let isWhole = points.allSatisfy { $0.key.modelIndex != series.modelIndex || $0.count == 0 || $0[measure] == nil }
      return series.name
        + (isWhole
          ? "" : " (n = \(Set(own.map(\.size)).sorted().map { NumberText.count($0) }.joined(separator: ", ")))")
    }
    return names.isEmpty ? "" : "Not shown, as the gap is not known of all runs: \(names.joined(separator: ", "))."
  }

  /// Runs that diverged, of which `curves` show what came before; empty if none did.
  func divergence(_ curves: [EpochCurve]) -> String {
    let curves = curves.filter { $0.diverged > 0 && $0.configuration.kind == .network }
    let diverged = curves.reduce(0) { $0 + $1.diverged }
    guard diverged > 0 else { return "" }
    let words = "\(NumberText.counted(diverged, "run")) diverged and \(diverged == 1 ? "is" : "are")"
    return words + " left out where others did not"
      + (curves.contains { $0.epochs.isEmpty } ? "; there is no curve where all did in the first epoch." : ".")
  }

  /// What the models are, what short names stand for, and which have no value of the leading metric.
  func networks(_ series: [FigureSource.Series]) -> String {
    let metric = source.analysis.study.metric
    let unmeasured =
      metric.needsOutputs && source.analysis.study.origin == nil
      ? series.filter { $0.kind == .oneShot }.map(\.name) : []
    return Self.joined(
      forms(series),
      unmeasured.isEmpty
        ? "" : "No \(metric.words), which needs a network's outputs: \(unmeasured.joined(separator: ", ")).")
  }

  private func forms(_ series: [FigureSource.Series]) -> String {
    // Of models that were trained elsewhere nothing may be known.
    let series = series.filter { !$0.form.isEmpty || $0.name != $0.fullName }
    let networks = series.filter { $0.hidden != nil }
    guard series.count <= FigureSource.maximumCurves else {
      let depths = networks.compactMap(\.depth)
      let parameters = networks.compactMap(\.parameters)
      let text =
        "\(NumberText.count(networks.count)) networks of \(NumberText.range(depths)) hidden layers"
        + (parameters.isEmpty ? "" : " and \(NumberText.range(parameters)) parameters")
      let others = series.filter { $0.hidden == nil || $0.name != $0.fullName }
      guard !networks.isEmpty else { return Self.named(others) + "." }
      return others.isEmpty ? text + "." : text + "; " + Self.named(others) + "."
    }
    guard !series.isEmpty else { return "" }
    // Models that are called after their layers need no explanation.
    if series.count > 1, series.allSatisfy({ $0.name == $0.form }) {
      return "Models are named after their hidden units."
    }
    return (networks.count == series.count ? "Hidden units: " : "Models: ") + Self.named(series) + "."
  }

  private static func named(_ series: [FigureSource.Series]) -> String {
    series.map { series in
      if series.name == series.form { return series.name }
      let name = series.name == series.fullName ? series.name : "\(series.name) = \(series.fullName)"
      return series.form.isEmpty ? name : "\(name): \(series.form)"
    }.joined(separator: "; ")
  }

  /// What a figure leaves out, by which criterion; empty if nothing.
  func shown(_ omissions: [Omission?]) -> String {
    let omissions = omissions.compactMap { $0 }
    guard !omissions.isEmpty else { return "" }
    let text = "Shown: " + omissions.map(\.words).joined(separator: "; ") + "."
    guard let best = omissions.compactMap(\.best).first, let ranking = source.ranking,
      let series = source.series(best.modelIndex)
    else { return text }
    let settings = source.words(ofVariant: source.ownVaried(best), keys: source.variedKeys)
    let name = settings.isEmpty ? series.name : "\(series.name) with \(settings.joined(separator: ", "))"
    let groups = [("The best", source.series), ("The best network", source.networks)]
    for (title, group) in groups where group.contains(series) {
      guard let equals = ranking.equals(of: best, among: source.settings(group)) else { continue }
      let count = Set(
        equals.map { equal in
          ModelSetting(modelIndex: equal.modelIndex, varied: source.ownVaried(equal))
        }
      ).count
      let ties = count > 1 ? " (one of \(NumberText.count(count)) that tie)" : ""
      return "\(text) \(title): \(name)\(ties), by \(ranking.criterion)."
    }
    return text
  }

  /// Names the models that have no training curves; empty if there are none.
  var inOneGo: String {
    let names = source.series.filter { $0.kind == .oneShot }.map(\.fullName)
    return names.isEmpty ? "" : "Not shown, because they are not trained in epochs: \(names.joined(separator: ", "))."
  }

  /// A subtitle with what all panels have in common.
  static func subtitle(_ text: String, shared: String) -> String {
    shared.isEmpty ? text : "\(text). Throughout: \(shared)"
  }

  /// Data and training settings, without the varied ones, and what was chosen on validation data.
  var settings: String { Self.joined(shared, tuned) }

  /// The settings that each model, size and replicate has chosen; empty if there are none.
  private var tuned: String {
    let settings = source.analysis.study.tune.filter { $0.values.count > 1 }
    guard !settings.isEmpty else { return "" }
    let words = settings.map { setting in
      let labels = VariedValues.ordered(setting).map { VariedValues.label($0, of: setting) }
      let values =
        labels.count > 6
        ? "\(labels.count) values, \(labels.first ?? "") to \(labels.last ?? "")"
        : labels.dropLast().joined(separator: ", ") + " or " + (labels.last ?? "")
      return "\(VariedValues.words(setting.key)) \(values)"
    }
    return "Chosen on validation data for each model, size, rule and replicate: \(words.joined(separator: "; "))."
  }

  /// The varied settings of which one value is shown, such as one that a command has chosen, with that value.
  private var only: [String] {
    source.analysis.study.vary.enumerated().compactMap { position, setting in
      let shown = Set(
        source.analysis.curves.compactMap {
          $0.key.varied.indices.contains(position) ? $0.key.varied[position] : nil
        })
      let texts = shown.isEmpty ? setting.values.map(\.text) : shown.sorted()
      guard let text = texts.first, texts.count == 1, !text.isEmpty else { return nil }
      return "\(VariedValues.words(setting.key)) \(VariedValues.label(text, of: setting))"
    }
  }

  private var shared: String {
    let study = source.analysis.study
    if let origin = study.origin {
      return Self.joined(origin.sentence, only.isEmpty ? "" : "All have \(only.joined(separator: ", ")).")
    }
    let data =
      "Trained on \(study.data.source.title)"
      + (study.data.labelNoise.map { " (\(NumberText.plain(100 * $0))\u{A0}% of the labels wrong)" } ?? "")
    // Settings of training are those of networks.
    guard !source.networks.isEmpty else { return data + "." }
    let varied = Set((study.vary + study.tune).map(\.key))
    let words = TrainingSetting.all.filter { $0.condition == nil }.compactMap { setting -> String? in
      // Settings that depend on this one complete what is said of it.
      let dependents = TrainingSetting.all.filter { $0.condition?.setting == setting.name }
      let parts = ([setting] + dependents).map {
        varied.contains($0.name) ? nil : Self.words(of: $0, in: study.training)
      }
      guard let first = parts.first ?? nil else { return nil }
      return ([first] + parts.dropFirst().compactMap { $0 }).joined(separator: " ")
    }
    let all = words + only
    return all.isEmpty ? data + "." : "\(data) with \(all.joined(separator: ", "))."
  }

  static func joined(_ sentences: String...) -> String {
    sentences.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What a model is, in a few words: the units of its hidden layers, or the kernel of a support vector machine.
  static func form(of key: CurveKey, in study: StudyDescription) -> String {
    if let form = study.baseline(key.model) { return form }
    guard let hidden = key.hidden ?? (key.recorded == nil ? [] : nil) else { return "" }
    return ([HiddenLayers.words(hidden)] + (study.layers(ofModelAt: key.modelIndex)?.structure.words ?? [])).joined(
      separator: ", ")
  }

  /// What is said of a setting; nil if nothing.
  private static func words(of setting: TrainingSetting, in settings: TrainingSettings) -> String? {
    guard let value = setting.value(in: settings) else { return nil }
    let text =
      switch value {
      case .number(let number): NumberText.plain(number)
      case .integer(let integer): NumberText.count(integer)
      case .word, .initialiser, .initialisers, .schedule: value.text
      }
    return setting.caption(settings, text: text)
  }
}
