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

    init(_ name: String, _ hidden: [Int], parameters: Int? = nil) {
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
  /// Whether there is a validation set.
  var hasValidation = false
  /// Trials that diverged at a model, size and rule (all indices).
  var diverged: (Int, Int, Int) -> Int = { _, _, _ in 0 }

  private func wiggle(_ parts: Int...) -> Double {
    sin(Double(parts.enumerated().reduce(7) { $0 * 31 + $1.element * (17 + $1.offset) } % 1000))
  }

  private func interval(_ mean: Double, _ half: Double) -> Interval {
    replicates > 1
      ? Interval(mean: mean, low: mean - half, high: mean + 0.8 * half) : Interval(mean: mean, low: mean, high: mean)
  }

  /// How far training goes under a rule, 0 to 1.
  private func strictness(_ rule: StoppingRule) -> Double {
    switch rule {
    case .lossChange(let threshold): min(max(-log10(threshold) / 3, 0.2), 1)
    case .generalisationLoss(let threshold): min(0.3 + threshold / 10, 1)
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
      sizes: .list(sizes), replicates: replicates, seed: 1,
      models: networks.map { Model(name: $0.name, hidden: .widths($0.hidden)) }, training: settings,
      stopping: rules.map { StoppingSpecification(name: $0.name, rules: [$0]) },
      vary: vary.map { VariedSetting(key: $0.key, values: $0.values.map { .init(text: $0, assignment: .l2(0)) }) },
      figures: nil)
    return StudyAnalysis(study: study, curves: curves, epochCurves: epochCurves, comparisons: comparisons)
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
              .trainAccuracy: interval(train, 0.005), .testAccuracy: interval(test, spread),
              .gap: interval(train - test, spread), .stoppedEpoch: interval(stop, stop * 0.1),
              .epoch: interval(stop, stop * 0.1),
              .updates: interval(stop * Double((size + 31) / 32), stop * 0.1 * Double((size + 31) / 32)),
            ]
            points.append(
              CurvePoint(
                key: CurveKey(
                  modelIndex: model, model: network.name, hidden: network.hidden, parameters: network.parameters,
                  varied: varied, rule: rule),
                size: size, count: replicates - lost, maxEpochs: 0, diverged: lost,
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
          .trainAccuracy: values { min(1, 1 - 0.7 * pow($0, -speed * 1.2)) },
          .testAccuracy: values { 0.96 - 0.6 * pow($0, -speed) },
        ]
        if hasValidation {
          summaries[.validationLoss] = values { 2.1 * pow($0, -0.9 * speed) + 0.2 + 0.0007 * $0 }
          summaries[.validationAccuracy] = values { 0.955 - 0.6 * pow($0, -speed) }
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
                  deeperIndex: deeper, deeper: networks[deeper].name, shallowerIndex: shallower,
                  shallower: networks[shallower].name, size: size, varied: varied, rule: rule,
                  pairs: replicates - lost, difference: lost < replicates ? difference : nil,
                  verdict: isDecided && lost < replicates ? (mean > 0 ? .deeper : .shallower) : .undecided))
            }
          }
        }
      }
    }
    return comparisons
  }
}

extension SyntheticAnalysis {
  /// A name that would do harm wherever text is taken for commands or markup.
  static let hostileName = "`touch canary` $(touch canary) \"';<b>%s\\ {}^_@&~|"

  /// Studies of very different shapes, by name.
  static var gallery: [(name: String, analysis: SyntheticAnalysis)] {
    var shapes: [(String, SyntheticAnalysis)] = [("plain", SyntheticAnalysis())]
    var one = SyntheticAnalysis()
    one.replicates = 1
    shapes.append(("one-replicate", one))
    var single = SyntheticAnalysis()
    single.sizes = [1000]
    shapes.append(("one-size", single))
    var six = SyntheticAnalysis()
    six.networks = (1...6).map { Network("depth-\($0)", Array(repeating: 64, count: $0)) }
    six.sizes = [50, 77, 118, 181, 277, 425, 652, 1000]
    six.rules = [0.05, 0.005, 0.001].map { .lossChange(threshold: $0) } + [.patience(epochs: 10, threshold: 0)]
    six.hasValidation = true
    shapes.append(("six-models", six))
    var families = SyntheticAnalysis()
    families.networks =
      (1...5).map { Network("depth-\($0)", Array(repeating: 64, count: $0)) }
      + (2...5).map {
        Network("depth-\($0)-parameters", Array(repeating: 60 - 7 * $0, count: $0), parameters: 4800 + $0)
      }
    families.sizes = [100, 200, 500, 1000, 2000, 5000]
    families.rules = [.lossChange(threshold: 0.005), .none]
    shapes.append(("families", families))
    var names = SyntheticAnalysis()
    names.title = "浅いネットワークと深いネットワーク: où l’apprentissage s’arrête, " + hostileName
    names.networks = [
      Network(hostileName, [64]), Network("深層ニューラルネットワーク", [64, 64]),
      Network("Größe–être–façade–naïve–Ελληνικά–кириллица", [64, 64, 64]),
    ]
    names.sizes = [100, 1000, 10000, 60000]
    names.rules = [.lossChange(threshold: 0.005), .generalisationLoss(threshold: 2), .none]
    shapes.append(("names", names))
    var varied = SyntheticAnalysis()
    varied.vary = [("learning-rate", ["0.01", "0.1"])]
    varied.rules = [0.05, 0.005, 0.001].map { .lossChange(threshold: $0) }
    varied.sizes = [100, 200, 500, 1000, 2000]
    shapes.append(("varied", varied))
    var holes = SyntheticAnalysis()
    holes.diverged = { model, size, rule in model == 1 && size < 2 && rule < 2 ? 10 : model == 0 && size == 4 ? 2 : 0 }
    holes.rules =
      [0.05, 0.005].map { .lossChange(threshold: $0) } + [1, 2, 5].map { .generalisationLoss(threshold: $0) }
    shapes.append(("holes", holes))
    return shapes
  }
}
