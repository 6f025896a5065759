import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study

/// An analysis made by formula instead of training: accuracies rise with log n, train above test, with wiggles that depend
/// on the model, size and rule alone.
struct SyntheticAnalysis {
  struct Network {
    var name: String
    var hidden: [Int]
    var parameters: Int
    /// Of a range of depths with equal parameters, the width it starts from.
    var matching: Int?

    init(_ name: String, _ hidden: [Int], parameters: Int? = nil, matching: Int? = nil) {
      self.matching = matching
      self.name = name
      self.hidden = hidden
      self.parameters =
        parameters
        ?? zip([64] + hidden, hidden + [10]).reduce(0) { $0 + ($1.0 + 1) * $1.1 }
    }
  }

  var name = "synthetic"
  var title = "Shallow and deep networks on handwritten digits"
  var networks = [Network("shallow", [64]), Network("deep", [64, 64, 64])]
  var sizes = [250, 1250, 2250, 3250, 4250, 5250, 6250, 7250, 8250, 9250, 10000]
  var rules = [0.05, 0.02, 0.01, 0.005, 0.002, 0.001].map { StoppingRule.lossChange(threshold: $0) }
  var replicates = 10
  var vary: [(key: String, values: [String])] = []
  /// A key with the values that each model chooses from, ascending.
  var tune: (key: String, values: [String])?
  /// Whether there is a validation set.
  var hasValidation = false
  /// Trials that diverged at a model, size and rule (all indices).
  var diverged: (Int, Int, Int) -> Int = { _, _, _ in 0 }

  /// Trials not distinguishable from chance, likewise.
  var atChance: (Int, Int, Int) -> Int = { _, _, _ in 0 }
  /// Draws of the initial weights that each of the replicates, then draws of the data, is crossed with; nil for none.
  var initialWeights: Int?
  /// Whether batch losses and dead neurons were recorded.
  var isRecorded = false
  /// The classes of data with two features; nil for other data.
  var planeClasses: Int?
  /// The shape of samples that are images.
  var images: SampleShape?
  /// A study whose words figures take, in the place of one made of the rest.
  var given: StudyDescription?

  private func wiggle(_ parts: Int...) -> Double {
    sin(Double(parts.enumerated().reduce(7) { $0 * 31 + $1.element * (17 + $1.offset) } % 1000))
  }

  private func interval(_ mean: Double, _ half: Double) -> Interval {
    replicates >= Interval.fewestReplicates
      ? Interval(mean: mean, low: mean - half, high: mean + 0.8 * half) : Interval(mean: mean, low: mean, high: mean)
  }

  /// How far training goes under a rule, 0 to 1.
  private func strictness(_ rule: StoppingRule) -> Double {
    let threshold = rule.threshold ?? 0
    return switch rule.kind {
    case .lossChange: min(max(-log10(threshold) / 3, 0.2), 1)
    case .generalisationLoss: min(0.3 + threshold / 10, 1)
    case .patience: 0.8
    default: 1
    }
  }

  private var variants: [[String]] {
    vary.reduce([[]]) { combinations, setting in
      combinations.flatMap { combination in setting.values.map { combination + [$0] } }
    }
  }

  private func epochs(_ rule: StoppingRule, _ network: Network, _ size: Int) -> Double {
    5 + 160 * pow(strictness(rule), 3) * (1 + 0.1 * Double(network.hidden.count)) / pow(Double(size) / 1000, 0.2)
  }

  var value: StudyAnalysis {
    var settings = TrainingSettings()
    settings.epochs = 300
    let study = StudyDescription(
      name: name, title: title,
      data: StudyData(
        source: DataSource(name: "digits"), test: .canonical, validation: hasValidation ? .fraction(0.2) : .count(0),
        scale: .unit),
      sizes: .list(sizes),
      replicates: initialWeights.map { .crossed(data: replicates, initialWeights: $0) } ?? .independent(replicates),
      seed: 1,
      models: networks.map { network in
        Model(
          name: network.name,
          hidden: network.matching.map { .matchingParameters(depth: network.hidden.count, width: $0) }
            ?? .widths(network.hidden))
      }, training: settings,
      stopping: rules.map { StoppingSpecification(name: $0.name, rules: [$0]) },
      vary: vary.map {
        VariedSetting(key: $0.key, values: $0.values.map { .init(text: $0, assignment: .init(\.l2, 0)) })
      },
      tune: tune.map {
        [VariedSetting(key: $0.key, values: $0.values.map { .init(text: $0, assignment: .init(\.l2, 0)) })]
      } ?? [],
      figures: nil)
    return StudyAnalysis(
      study: given ?? study, curves: curves, epochCurves: epochCurves, comparisons: comparisons,
      specifications: specifications, choices: choices,
      biasVariances: initialWeights.map(biasVariances) ?? [],
      batchLossCurves: isRecorded ? configurations.map(batchLossCurve) : [],
      deadNeuronCurves: isRecorded ? configurations.flatMap(deadNeuronCurves) : [],
      portraits: planeClasses == nil && images == nil ? [] : configurations.map(portrait))
  }

  /// Larger training sets, and deeper networks, take lower values.
  private var choices: [TunedChoice] {
    guard let (setting, values) = tune else { return [] }
    return networks.enumerated().flatMap { model, network in
      variants.flatMap { varied in
        rules.flatMap { rule in
          sizes.enumerated().flatMap { position, size -> [TunedChoice] in
            let first = max(values.count - 1 - (position + model) / 3, 0)
            return values.indices.map { index in
              let share = index == first ? 0.7 : index == first - 1 || (first == 0 && index == 1) ? 0.3 : 0
              return TunedChoice(
                key: CurveKey(
                  modelIndex: model, model: network.name, hidden: network.hidden, parameters: network.parameters,
                  varied: varied, rule: rule), size: size, setting: setting, value: values[index],
                end: index == 0 ? .lowest : index == values.count - 1 ? .highest : nil,
                chosen: Int((share * Double(replicates)).rounded()), count: replicates, validation: nil, test: nil)
            }
          }
        }
      }
    }
  }

  /// Of the first two networks at the largest size.
  private var specifications: [SpecificationCurve] {
    guard !vary.isEmpty || tune != nil, networks.count > 1, let size = sizes.last else { return [] }
    func side(_ model: Int) -> Contrast.Side {
      Contrast.Side(modelIndex: model, model: networks[model].name, depth: networks[model].hidden.count)
    }
    let tuned: [[String]] = (tune?.values.map { [$0] } ?? []) + [[]]
    let all = variants.enumerated().flatMap { variant, varied in
      tuned.enumerated().flatMap { position, tuned in
        rules.enumerated().map { index, rule -> Specification in
          let mean = 0.03 * wiggle(variant, position, index)
          let isDecided = abs(mean) > 0.025
          return Specification(
            varied: varied, tuned: tuned, rule: rule, pairs: replicates, difference: interval(mean, 0.012),
            test: MeanTest.Values(single: 0.02, corrected: isDecided ? 0.01 : 0.4),
            verdict: isDecided ? (mean > 0 ? .better : .worse) : .undecided, isTuned: tune != nil && tuned.isEmpty)
        }
      }
    }
    return [
      SpecificationCurve(
        first: side(1), second: side(0), kind: .depth, size: size,
        specifications: all.sorted { ($0.difference?.mean ?? 0) < ($1.difference?.mean ?? 0) }, median: 0.001,
        jointProbability: 0.3)
    ]
  }

  /// Those of the largest size.
  private var configurations: [Configuration] {
    networks.indices.flatMap { model in
      variants.map { varied in
        Configuration(
          modelIndex: model, model: networks[model].name, hidden: networks[model].hidden,
          parameters: networks[model].parameters, size: sizes.last ?? 1, varied: varied)
      }
    }
  }

  private func biasVariances(initialWeights: Int) -> [BiasVariance] {
    networks.enumerated().flatMap { model, network in
      variants.enumerated().flatMap { variant, varied in
        rules.flatMap { rule in
          sizes.map { size in
            let (train, test) = accuracy(model, size, rule, variant)
            let error = 1 - test
            let both = 0.2 * error * (1 + 0.3 * wiggle(model, size))
            let (data, initial) = (0.3 * error, 0.1 * error)
            return BiasVariance(
              configuration: Configuration(
                modelIndex: model, model: network.name, hidden: network.hidden, parameters: network.parameters,
                size: size, varied: varied), rule: rule, dataDraws: replicates, initialWeights: initialWeights,
              testError: interval(error, 0.02), trainError: interval(1 - train, 0.005),
              bias: interval(error - data - initial - both, 0.02), data: interval(data, 0.01),
              initial: interval(initial, 0.01), interaction: interval(both, 0.02),
              difference: interval(data - initial, 0.01))
          }
        }
      }
    }
  }

  private func batchLossCurve(_ configuration: Configuration) -> BatchLossCurve {
    let updates = (0..<60).map { Double(10 * $0 + 5) }
    func loss(_ update: Double) -> Double { 2.3 * exp(-update / 100) + 0.01 }
    return BatchLossCurve(
      configuration: configuration,
      points: (1...600).map { .init(update: $0, loss: loss(Double($0)) * (1 + 0.4 * wiggle($0, 3))) },
      updatesPerBin: 10, updates: updates, course: updates.map { interval(loss($0), 0.1 * loss($0)) },
      counts: updates.map { _ in replicates })
  }

  private func deadNeuronCurves(_ configuration: Configuration) -> [DeadNeuronCurve] {
    (configuration.hidden ?? []).enumerated().map { layer, units in
      let shares = (0...12).map { epoch in
        let share = min(0.02 * Double(layer) + 0.03 * Double(epoch * (configuration.modelIndex + 1)), 1)
        return interval(share, min(0.02, share))
      }
      return DeadNeuronCurve(
        configuration: configuration, layer: layer + 1, units: units, probes: 256, shares: shares,
        counts: shares.map { _ in replicates }, final: shares.last, finalCount: replicates)
    }
  }

  private func portrait(_ configuration: Configuration) -> ModelPortrait {
    let side = DecisionMap.side
    let decisions = planeClasses.map { classes in
      // Sectors around the middle, one for each class.
      func label(_ x: Double, _ y: Double) -> Int {
        min(Int((atan2(y, x) / .pi + 1) / 2 * Double(classes)), classes - 1)
      }
      let range = -1.5...1.5
      let map = (0..<side * side).map { index in
        UInt8(label(DecisionMap.position(index % side, in: range), DecisionMap.position(index / side, in: range)))
      }
      let points = (0..<400).map { index in
        let (x, y) = (1.2 * wiggle(index, 1), 1.2 * wiggle(index, 2, 3))
        return DecisionMap.Point(x: x, y: y, label: label(x, y))
      }
      return DecisionMap(x: range, y: range, classes: Data(map), points: points)
    }
    let firstLayer = images.map { shape in
      let units = Array(0..<min(configuration.hidden?.first ?? 10, 64))
      return FirstLayerImages(
        shape: shape, units: units,
        pixels: Data(units.flatMap { unit in (0..<shape.featureCount).map { UInt8(1 + ($0 * 7 + unit * 13) % 255) } }))
    }
    return ModelPortrait(
      configuration: configuration,
      record: EpochRecord(
        epoch: 12, updates: 600, train: Score(loss: 0.1, [.accuracy: 0.99]), validation: nil,
        test: Score(loss: 0.2, [.accuracy: 0.975]), seconds: 1),
      decisions: decisions, firstLayer: firstLayer)
  }

  private func accuracy(_ model: Int, _ size: Int, _ rule: StoppingRule, _ variant: Int) -> (
    train: Double, test: Double
  ) {
    let depth = Double(networks[model].hidden.count)
    let strict = strictness(rule)
    let reach = log10(Double(size)) / 4
    let index = rules.firstIndex(of: rule) ?? 0
    let test =
      0.62 + 0.33 * min(reach, 1.1) + 0.02 * strict + 0.012 * (depth - 1) * (reach - 0.8) * strict * 3
      + 0.012 * (1.1 - strict) * wiggle(model, size, index) - 0.03 * Double(variant)
    let train = min(0.9 + 0.1 * strict + 0.004 * depth + 0.01 * (1 - strict) * wiggle(size, model, index), 1)
    return (train, min(test, train))
  }

  private var curves: [CurvePoint] {
    var points: [CurvePoint] = []
    for (model, network) in networks.enumerated() {
      for (variant, varied) in variants.enumerated() {
        for (ruleIndex, rule) in rules.enumerated() {
          for (sizeIndex, size) in sizes.enumerated() {
            let lost = diverged(model, sizeIndex, ruleIndex)
            let (train, test) = accuracy(model, size, rule, variant)
            let spread = 0.03 / Double(size / 250 + 1) + 0.012 * (1.05 - strictness(rule))
            let stop = epochs(rule, network, size)
            let summaries: [Measure: Interval] = [
              .train(.accuracy): interval(train, 0.005), .test(.accuracy): interval(test, spread),
              .gap(.accuracy): interval(train - test, spread), .stoppedEpoch: interval(stop, stop * 0.1),
              .epoch: interval(stop, stop * 0.1),
              .updates: interval(stop * Double((size + 31) / 32), stop * 0.1 * Double((size + 31) / 32)),
            ]
            points.append(
              CurvePoint(
                key: CurveKey(
                  modelIndex: model, model: network.name, hidden: network.hidden, parameters: network.parameters,
                  varied: varied, rule: rule),
                size: size, count: replicates - lost, maxEpochs: 0, diverged: lost,
                atChance: atChance(model, sizeIndex, ruleIndex),
                summaries: lost < replicates ? summaries : [:]))
          }
        }
      }
    }
    return points
  }

  private var epochCurves: [EpochCurve] {
    guard let size = sizes.last else { return [] }
    var curves: [EpochCurve] = []
    for (model, network) in networks.enumerated() {
      for varied in variants {
        let last = Int((rules.map { epochs($0, network, size) }.max() ?? 10).rounded(.up))
        let range = Array(1...max(last, 2))
        func values(_ value: (Double) -> Double) -> [Interval] {
          range.map { interval(value(Double($0)), value(Double($0)) * 0.02) }
        }
        let speed = 0.6 + 0.1 * Double(network.hidden.count)
        var summaries: [Measure: [Interval]] = [
          .trainLoss: values { 2.3 * pow($0, -1.1 * speed) + 0.001 },
          .testLoss: values { 2.1 * pow($0, -0.9 * speed) + 0.18 + 0.0006 * $0 },
          .train(.accuracy): values { min(1, 1 - 0.7 * pow($0, -speed * 1.2)) },
          .test(.accuracy): values { 0.96 - 0.6 * pow($0, -speed) },
        ]
        if hasValidation {
          summaries[.validationLoss] = values { 2.1 * pow($0, -0.9 * speed) + 0.2 + 0.0007 * $0 }
          summaries[.validation(.accuracy)] = values { 0.955 - 0.6 * pow($0, -speed) }
        }
        curves.append(
          EpochCurve(
            configuration: Configuration(
              modelIndex: model, model: network.name, hidden: network.hidden, parameters: network.parameters,
              size: size,
              varied: varied),
            epochs: range, counts: range.map { $0 < last - 3 ? replicates : max(replicates - 2, 1) },
            summaries: summaries,
            stops: rules.map { .init(rule: $0, meanEpoch: epochs($0, network, size).rounded()) }))
      }
    }
    return curves
  }

  private var comparisons: [Comparison] {
    func side(_ network: Int) -> Contrast.Side {
      Contrast.Side(modelIndex: network, model: networks[network].name, depth: networks[network].hidden.count)
    }
    var comparisons: [Comparison] = []
    for deeper in networks.indices {
      for shallower in networks.indices
      where networks[shallower].hidden.count < networks[deeper].hidden.count
        || (networks[shallower].hidden.count == networks[deeper].hidden.count && shallower < deeper)
      {
        for (variant, varied) in variants.enumerated() {
          for (ruleIndex, rule) in rules.enumerated() {
            for (sizeIndex, size) in sizes.enumerated() {
              let lost = max(diverged(deeper, sizeIndex, ruleIndex), diverged(shallower, sizeIndex, ruleIndex))
              let mean = accuracy(deeper, size, rule, variant).test - accuracy(shallower, size, rule, variant).test
              let difference = interval(mean, 0.002 + 0.02 * (1.1 - strictness(rule)))
              let isDecided = replicates > 1 && (difference.low > 0 || difference.high < 0)
              comparisons.append(
                Comparison(
                  metric: .accuracy,
                  contrast: Contrast(
                    first: side(deeper), second: side(shallower),
                    kind: networks[shallower].hidden.count < networks[deeper].hidden.count ? .depth : .width,
                    varied: varied),
                  size: size, rule: rule,
                  pairs: replicates - lost, difference: lost < replicates ? difference : nil,
                  pairwise: .init(single: isDecided ? 0.001 : 0.5, corrected: isDecided ? 0.01 : 1)))
            }
          }
        }
      }
    }
    return comparisons
  }
}
