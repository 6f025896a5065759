import Analysis
import CurveFitting
import NeuralNetwork
import Study
import SupportVectorMachines
import TestSupport
import Testing

@testable import Plotting

/// What figures show where there is not room for all.
@Suite struct ChoiceTests {
  // MARK: nothing is left out without a word

  /// The rich study with two support vector machines among its models and fits to its curves.
  private static let study = study(.rich)

  /// The same with a third width of two layers.
  private static let widths: StudyAnalysis = {
    var rich = SyntheticAnalysis.rich
    rich.networks.append(.init("two-of-8", [8, 8]))
    return study(rich)
  }()

  private static func study(_ synthetic: SyntheticAnalysis) -> StudyAnalysis {
    var value = synthetic.value
    for index in [7, 8] { value.study.models[index].kind = .supportVectorMachine(SupportVectorSettings()) }
    func isMachine(_ index: Int) -> Bool { index == 7 || index == 8 }
    for index in value.curves.indices where isMachine(value.curves[index].key.modelIndex) {
      (value.curves[index].key.hidden, value.curves[index].key.parameters) = (nil, nil)
    }
    for index in value.portraits.indices where isMachine(value.portraits[index].configuration.modelIndex) {
      value.portraits[index].configuration.hidden = nil
      value.portraits[index].firstLayer = nil
    }
    value.epochCurves.removeAll { isMachine($0.configuration.modelIndex) }
    value.batchLossCurves.removeAll { isMachine($0.configuration.modelIndex) }
    value.deadNeuronCurves.removeAll { isMachine($0.configuration.modelIndex) }
    let sizes = [100, 200, 500, 1000, 2000]
    let points = CurvePoints(
      sizes: sizes.map { Double($0) }, errors: sizes.map { 0.1 + 2 / Double($0) }, weights: sizes.map { _ in 1 },
      unit: 80)
    if let fit = CurveFit(.powerLaw, points), let key = value.curves.first?.key {
      value.fittedCurves = [
        FittedCurve(
          key: key, metric: .accuracy, sizes: sizes, errors: points.errors, replicates: 4, heldOut: 1,
          fits: [FittedCurve.Fit(curve: fit, holdOutError: 0)], flatHoldOutError: 0.01)
      ]
    }
    return value
  }

  /// Words beside what is drawn, in their parts.
  private static func labels(_ figure: Figure) -> Set<String> {
    var texts: [String] = []
    for panel in figure.panels {
      texts.append(panel.title)
      texts += panel.layers.compactMap { $0.key?.label }
      texts += figure.marks(of: panel).map { $0.label }
      texts += panel.x.ticks.map { $0.label }
      texts += panel.y.ticks.map { $0.label }
    }
    for separator in [", ", " − ", "  ", ": "] {
      texts = texts.flatMap { (text: String) -> [String] in text.split(separator: separator).map { String($0) } }
    }
    return Set(texts)
  }

  /// The numbers of `4 of 18 models, …` in a caption, for one of some nouns, with the criterion.
  private static func counts(_ nouns: String, in caption: String) -> [(shown: Int, all: Int)] {
    guard let pattern = try? Regex("([0-9]+) of ([0-9]+) (\(nouns)), ([^;.]+)") else { return [] }
    return caption.matches(of: pattern).compactMap { match in
      guard let shown = match[1].substring.flatMap({ Int($0) }), let all = match[2].substring.flatMap({ Int($0) })
      else { return nil }
      return (shown, all)
    }
  }

  @Test(arguments: FigureName.allCases) func nothingIsLeftOutWithoutAWord(_ name: FigureName) throws {
    let value = name == .width ? Self.widths : Self.study
    let kind = try FigureKind.named(name.rawValue)
    let figure = try #require(kind.build(value), "\(name)")
    let labels = Self.labels(figure)
    let said = figure.title + figure.subtitle + ". " + figure.caption

    // Models.
    let missing = value.study.models.map(\.name).filter { !labels.contains($0) }
    let isChosen = !Self.counts("models|networks|models and settings", in: said).isEmpty
    for model in missing {
      let isNamed = ["Not shown", "Lines join", "Throughout"].contains { start in
        said.split(separator: start, maxSplits: 1).dropFirst().contains {
          $0.prefix(while: { $0 != ";" }).contains(model)
        }
      }
      #expect(isNamed || isChosen, "\(name): \(model) in \(said)")
    }
    if let best = figure.caption.firstMatch(of: /The best: ([^ ]+) with/)?.1 {
      let isJoined = figure.caption.split(separator: "Lines join").last?.prefix { $0 != ";" }.contains(best) ?? false
      #expect(labels.contains(String(best)) || figure.subtitle.contains(best) || isJoined, "\(name): \(best)")
    }

    // Settings of the three keys.
    for (key, setting) in value.study.vary.enumerated() {
      for text in setting.values.map(\.text) {
        let words = FigureSource(value).words(ofVariant: ["?", "?", "?"].replaced(key, text), keys: [0, 1, 2])[key]
        let plain = VariedValues.label(text, of: setting)
        let isDrawn = labels.contains {
          $0 == words || $0 == plain || $0 == "\(VariedValues.words(setting.key)) \(plain)"
        }
        #expect(
          isDrawn || !Self.counts("settings|models and settings", in: said).isEmpty, "\(name): \(text) in \(said)")
      }
    }

    // Rules, but for figures of whole trainings.
    let isOfTrainings = [.progress, .batchLoss, .deadNeurons, .decisionBoundary, .weights].contains(name)
    for rule in FigureSource(value).rules where !isOfTrainings {
      let words = [RuleText.short(rule), RuleText.title(rule), NumberText.plain(rule.threshold ?? -1)]
      let isDrawn = words.contains { labels.contains($0) || said.contains($0) }
      #expect(
        isDrawn || !Self.counts("stopping rules", in: said).isEmpty || name == .epochs && rule == .none,
        "\(name): \(rule) in \(said)")
    }

    // Sizes: all, a choice that is told, or one that is named.
    let drawn = Set(figure.tables.flatMap { $0["size"] }.compactMap { $0.map { Int($0) } })
    for size in FigureSource(value).sizes where !drawn.contains(size) {
      #expect(
        labels.contains(NumberText.count(size)) || labels.contains("n = \(NumberText.count(size))")
          || !Self.counts("training-set sizes", in: said).isEmpty || figure.subtitle.contains("at n = 2,000"),
        "\(name): \(size) in \(said)")
    }
  }

  /// The caption counts what is there.
  @Test func countsAreThoseOfTheFigure() throws {
    let epochs = try #require(EpochsFigure.figure(Self.study))
    // Ten networks do not fit into eight places, the settings are those of the best.
    #expect(epochs.panels.filter { !$0.title.isEmpty }.count == 8)
    #expect(
      epochs.caption.contains("Shown: 8 of 120 models and settings, which differ in model alone, else as the best"))
    #expect(epochs.caption.contains("by test accuracy at n = 2,000 after the last epoch, for illustration"))
    let verdicts = try #require(VerdictsFigure.figure(Self.study))
    let maps = verdicts.panels.filter { $0.title.contains(" − ") && !$0.title.hasPrefix("Row") }
    #expect(maps.count == 6)
    #expect(verdicts.caption.contains("maps of 6 of 66 pairs of models"))
    #expect(verdicts.panels[0].y.ticks.count == 12 && verdicts.panels[0].x.ticks.count == 12)
  }

  /// A support vector machine has the varied settings of the data, and none of training.
  @Test func settingsOfTheDataAreThoseOfEveryModel() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = [.init("deep", [8, 8]), .init("svm", [3])]
    synthetic.vary = [("data.label-noise", ["0", "0.2"]), ("l2", ["0", "0.1"])]
    synthetic.sizes = [100]
    synthetic.rules = [.none]
    var value = synthetic.value
    value.study.models[1] = Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings()))
    for (place, noise) in [0, 0.2].enumerated() {
      value.study.vary[0].values[place].assignment = .data(.labelNoise(noise))
    }
    for index in value.curves.indices where value.curves[index].key.modelIndex == 1 {
      (value.curves[index].key.hidden, value.curves[index].key.parameters) = (nil, nil)
      // The best of all is the machine on clean labels.
      let mean = value.curves[index].key.varied[0] == "0" ? 0.999 : 0.1
      value.curves[index].summaries[.test(.accuracy)] = Interval(mean: mean, low: mean, high: mean)
    }
    let source = FigureSource(value)
    #expect(source.ownVaried(ModelSetting(modelIndex: 1, varied: ["0.2", "0.1"])) == ["0.2", ""])
    #expect(source.ownVaried(ModelSetting(modelIndex: 0, varied: ["0.2", "0.1"])) == ["0.2", "0.1"])
    let all = source.settings(source.series)
    // Both amounts of noise are shown of both models, but the machine with one of the two settings of training.
    let named = NamedConfigurations(all, atMost: 8, in: source)
    #expect(
      named.entries.map(\.name).filter { $0.hasPrefix("svm") } == ["svm, label noise 0", "svm, label noise 0.2"],
      "\(named.entries.map(\.name))")
    #expect(named.entries.count == 6)
    let caption = CaptionText(source: source).shown([
      Omission("some", best: ModelSetting(modelIndex: 1, varied: ["0", "0.1"]))
    ])
    #expect(caption.hasPrefix("Shown: some. The best: svm with label noise 0, by"), "\(caption)")
  }

  // MARK: what is shown can be compared

  /// Of random studies: the best is shown; what is shown is all that differs from it in certain things alone, or, where
  /// that is too much of the first thing, as much of it as there is room for.
  @Test func whatIsShownDiffersInAsLittleAsPossible() throws {
    var random = RandomNumbers(seed: printedSeed())
    for _ in 0..<200 {
      var synthetic = SyntheticAnalysis()
      synthetic.networks = (0..<random.int(1...6)).map { .init("m\($0)", [8 + $0]) }
      synthetic.vary = (0..<random.int(0...3)).map { key in
        ("key-\(key)", (0..<random.int(1...4)).map { "v\($0)" })
      }
      synthetic.sizes = [100]
      synthetic.rules = [.none]
      synthetic.hasValidation = false
      var value = synthetic.value
      for index in value.curves.indices {
        let accuracy = Double(random.int(0...1000)) / 1000
        value.curves[index].summaries[.test(.accuracy)] = Interval(mean: accuracy, low: accuracy, high: accuracy)
      }
      let source = FigureSource(value)
      let all = source.settings(source.series)
      let most = random.int(1...8)
      let choice = ComparableSettings(all, atMost: most, in: source)
      #expect(choice.shown.count <= most && Set(choice.shown).count == choice.shown.count)
      #expect((choice.omission == nil) == (choice.shown.count == all.count))
      #expect(all.count > most || choice.shown == all)
      let best = try #require(
        value.curves.max { ($0[.test(.accuracy)]?.mean ?? 0) < ($1[.test(.accuracy)]?.mean ?? 0) }?[.test(.accuracy)]?
          .mean)
      #expect(
        choice.shown.contains {
          source.point(source.series[$0.modelIndex], $0.varied, .none, 100)?[.test(.accuracy)]?.mean == best
        })
      guard choice.shown.count < all.count else { continue }
      let values = choice.shown.map { [String($0.modelIndex)] + $0.varied }
      let counts = (0...value.study.vary.count).map { axis in Set(values.map { $0[axis] }).count }
      // A complete grid.
      #expect(counts.reduce(1, *) == choice.shown.count)
      // Nothing more would fit whole.
      let whole = [value.study.models.count] + value.study.vary.map(\.values.count)
      if zip(counts, whole).allSatisfy({ $0 == 1 || $0 == $1 }) {
        for (count, all) in zip(counts, whole) where count < all { #expect(choice.shown.count * all > most) }
      } else {
        #expect(counts.count { $0 > 1 } == 1 && choice.shown.count == most)
      }
    }
  }

  /// A machine has no settings to be shown as the best: the networks are shown as the best of them.
  @Test func ofABestMachineTheSettingsAreThoseOfTheBestNetwork() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = ["a", "b", "c"].map { .init($0, [8]) }
    synthetic.vary = [("key", ["v0", "v1", "v2"])]
    (synthetic.sizes, synthetic.rules, synthetic.hasValidation) = ([100], [.none], false)
    var value = synthetic.value
    value.study.models[2].kind = .supportVectorMachine(SupportVectorSettings())
    for index in value.curves.indices {
      let key = value.curves[index].key
      let isMachine = key.modelIndex == 2
      if isMachine { (value.curves[index].key.hidden, value.curves[index].key.parameters) = (nil, nil) }
      let accuracy = isMachine ? 0.9 : key.varied == ["v1"] ? 0.8 : 0.3
      value.curves[index].summaries[.test(.accuracy)] = Interval(mean: accuracy, low: accuracy, high: accuracy)
    }
    let source = FigureSource(value)
    let choice = ComparableSettings(source.settings(source.series), atMost: 3, in: source)
    #expect(choice.shown == (0..<3).map { ModelSetting(modelIndex: $0, varied: ["v1"]) })
    #expect(
      choice.omission?.words == "3 of 7 models and settings, which differ in model alone, else as the best network")
    // The caption names the network whose settings these are.
    #expect(choice.omission?.best?.varied == ["v1"] && choice.omission?.best?.modelIndex != 2)
    #expect(CaptionText(source: source).shown([choice.omission]).contains("The best network: a with key v1"))
  }

  @Test func theBestTakesThePlaceOfItsNeighbour() {
    #expect(Array(0..<10).evenlySpaced(4, keeping: 3) == [0, 3, 6, 9])
    #expect(Array(0..<10).evenlySpaced(4, keeping: 1) == [0, 1, 6, 9])
    #expect(Array(0..<10).evenlySpaced(4, keeping: 8) == [0, 3, 8, 9])
    #expect(Array(0..<10).evenlySpaced(2, keeping: 4) == [4, 9])
    #expect(Array(0..<10).evenlySpaced(1, keeping: 4) == [4])
    #expect(Array(0..<3).evenlySpaced(4, keeping: 1) == [0, 1, 2])
  }

  @Test func theBestIsChosenOnValidationDataIfThereAreAny() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.rules = [.lossChange(threshold: 0.01), .lossChange(threshold: 0.001)]
    var value = synthetic.value
    let all = [ModelSetting(modelIndex: 0, varied: []), ModelSetting(modelIndex: 1, varied: [])]
    let onTest = try #require(Ranking(value))
    #expect(onTest.criterion.hasPrefix("test accuracy at n = 10,000 under |ΔL| < 0.001, for illustration"))
    #expect(onTest.best(of: all)?.modelIndex == 1)
    for index in value.curves.indices {
      let accuracy = value.curves[index].key.modelIndex == 0 ? 0.9 : 0.8
      value.curves[index].summaries[.validation(.accuracy)] = Interval(mean: accuracy, low: accuracy, high: accuracy)
    }
    let onValidation = try #require(Ranking(value))
    #expect(onValidation.criterion == "validation accuracy at n = 10,000 under |ΔL| < 0.001")
    #expect(onValidation.best(of: all)?.modelIndex == 0)
  }

  // MARK: verdicts

  /// Four models have six pairs: a map each. Five have ten: the six with most decided cells and a matrix of all.
  @Test func aMapForEachPairUpToSix() throws {
    var synthetic = SyntheticAnalysis()
    synthetic.networks = (1...4).map { .init("depth-\($0)", Array(repeating: 64, count: $0)) }
    synthetic.sizes = [100, 1000]
    let six = try #require(VerdictsFigure.figure(synthetic.value))
    #expect(six.panels.count == 6 && !six.caption.contains("Shown"))
    synthetic.networks.append(.init("depth-5", Array(repeating: 64, count: 5)))
    var value = synthetic.value
    // One pair alone is decided, the last.
    for index in value.comparisons.indices {
      let isLast = value.comparisons[index].contrast.sides.map(\.modelIndex) == [4, 3]
      value.comparisons[index].pairwise = .init(single: isLast ? 0.001 : 1, corrected: isLast ? 0.001 : 1)
      value.comparisons[index].difference = Interval(mean: 0.05, low: 0.02, high: 0.08)
    }
    let figure = try #require(VerdictsFigure.figure(value))
    #expect(figure.panels.contains { $0.title == "depth-5 − depth-4" })
    #expect(figure.caption.contains("maps of 6 of 10 pairs of models, those with most decided cells"))
    let matrix = figure.tables[0]
    // Twenty cells, each pair from either side: row 4 (depth-5) beats column 3 (depth-4).
    #expect(matrix["row"].count == 20)
    for (row, column, expected) in [(4.0, 3.0, 5.0), (3.0, 4.0, -5.0)] {
      let index = try #require(
        matrix["row"].indices.first { matrix["row"][$0] == row && matrix["column"][$0] == column })
      #expect(matrix["decided"][index] == expected)
    }
    #expect(matrix["decided"].compactMap { $0 }.count == 2)
    #expect(figure.rowHeights == [180])
  }
}

extension [String] {
  fileprivate func replaced(_ index: Int, _ value: String) -> [String] {
    var copy = self
    copy[index] = value
    return copy
  }
}

/// Random numbers that a printed seed repeats.
private struct RandomNumbers {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func int(_ range: ClosedRange<Int>) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return range.lowerBound + Int(state >> 33) % range.count
  }
}
