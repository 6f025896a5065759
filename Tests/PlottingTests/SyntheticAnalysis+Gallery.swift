import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study

extension SyntheticAnalysis {
  /// A name that would do harm wherever text is taken for commands or markup.
  static let hostileName = "`touch canary` $(touch canary) \"';<b>%s\\ {}^_@&~|"

  /// The longest names and titles that study files may have, in narrow and in wide letters, with three varied keys.
  static var longestNames: SyntheticAnalysis {
    var study = SyntheticAnalysis()
    study.title = String(String(repeating: "深い学習と浅い学習の比較 ", count: 16).prefix(199)) + "終"
    study.networks = [
      Network(String(repeating: "W", count: 64), [64]), Network(String(repeating: "深", count: 64), [64, 64]),
      Network(
        "the network with " + String(repeating: "a very long name ", count: 2) + "of 64 characters", [64, 64, 64]),
      Network("short", [32]),
    ]
    study.sizes = [100, 1000, 10000]
    study.rules = [.lossChange(threshold: 0.005), .patience(epochs: 10, threshold: 0.001), .none]
    study.vary = [
      ("learning-rate", ["0.0012345", "0.1"]), ("initialiser", ["uniform(-1,1)/uniform(-1,1)", "kaiming-uniform"]),
      ("batch", ["32", "full"]),
    ]
    study.isRecorded = true
    study.hasValidation = true
    study.planeClasses = 2
    study.images = .image(width: 8, height: 8, channels: 1)
    study.initialWeights = 3
    return study
  }

  /// More of everything than any figure has room for: 12 models, 5 sizes, 6 rules, 12 settings of three keys.
  static var rich: SyntheticAnalysis {
    var study = longestNames
    study.title = "A rich study"
    study.networks =
      (1...4).map { Network("depth-\($0)", Array(repeating: 64, count: $0)) }
      + (2...4).map {
        Network("matched-\($0)", Array(repeating: 60 - 7 * $0, count: $0), parameters: 4800 + $0, matching: 64)
      }
      + [
        Network("narrow", [4]), Network("wide", [512]), Network("cone", [64, 32]), Network("linear", []),
        Network("funnel", [256, 16]),
      ]
    study.sizes = [100, 200, 500, 1000, 2000]
    study.rules =
      [0.05, 0.02, 0.01, 0.005].map { .lossChange(threshold: $0) } + [.patience(epochs: 10, threshold: 0), .none]
    study.vary[1].values.append("constant(0.1)")
    study.tune = ("decay", ["0.9", "0.95", "1"])
    return study
  }

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
        Network("depth-\($0)-parameters", Array(repeating: 60 - 7 * $0, count: $0), parameters: 4800 + $0, matching: 64)
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
    shapes.append(("longest-names", longestNames))
    shapes.append(("rich", rich))
    var varied = SyntheticAnalysis()
    varied.vary = [("learning-rate", ["0.01", "0.1"])]
    varied.rules = [0.05, 0.005, 0.001].map { .lossChange(threshold: $0) }
    varied.sizes = [100, 200, 500, 1000, 2000]
    shapes.append(("varied", varied))
    var tuned = SyntheticAnalysis()
    tuned.tune = ("learning-rate", ["0.01", "0.03", "0.1", "0.3", "1"])
    tuned.hasValidation = true
    tuned.rules = [.lossChange(threshold: 0.005), .none]
    tuned.sizes = [100, 200, 500, 1000, 2000]
    shapes.append(("tuned", tuned))
    var holes = SyntheticAnalysis()
    holes.diverged = { model, size, rule in model == 1 && size < 2 && rule < 2 ? 10 : model == 0 && size == 4 ? 2 : 0 }
    holes.rules =
      [0.05, 0.005].map { .lossChange(threshold: $0) } + [1, 2, 5].map { .generalisationLoss(threshold: $0) }
    shapes.append(("holes", holes))
    var recorded = SyntheticAnalysis()
    recorded.networks = [Network("three-layers", [256, 128, 64])]
    recorded.sizes = [5000]
    recorded.rules = [.none]
    recorded.isRecorded = true
    recorded.hasValidation = true
    recorded.vary = [("learning-rate", ["0.001", "0.003", "0.01", "0.03"])]
    recorded.diverged = { _, _, _ in 3 }
    recorded.atChance = { _, _, _ in 2 }
    shapes.append(("recorded", recorded))
    var initialisers = recorded
    initialisers.networks = [Network("shallow", [256]), Network("deep", [256, 128, 64, 32, 16])]
    initialisers.vary = [
      ("initialiser", ["uniform(-1,1)/uniform(-1,1)", "constant(0.1)/constant(0.1)", "kaiming-uniform"]),
      ("batch", ["1", "10", "full"]),
    ]
    shapes.append(("initialisers", initialisers))
    var hostile = recorded
    hostile.networks = [Network(hostileName, [8]), Network("深層ニューラルネットワーク", [8, 8])]
    hostile.title = hostileName
    hostile.vary = [("initialiser", [hostileName, "深い/深い"])]
    hostile.planeClasses = 10
    hostile.images = .image(width: 8, height: 8, channels: 1)
    shapes.append(("hostile", hostile))
    var crossed = names
    crossed.initialWeights = 4
    shapes.append(("crossed", crossed))
    crossed.sizes = [100]
    crossed.vary = [("learning-rate", ["0.01", hostileName])]
    shapes.append(("crossed-hostile", crossed))
    var plane = SyntheticAnalysis()
    plane.networks = (1...14).map { Network("network-\($0)", [$0]) }
    plane.sizes = [400]
    plane.rules = [.none]
    plane.planeClasses = 3
    shapes.append(("plane", plane))
    var images = SyntheticAnalysis()
    images.sizes = [1000]
    images.rules = [.none]
    images.images = .image(width: 28, height: 28, channels: 1)
    shapes.append(("images", images))
    images.images = .image(width: 32, height: 32, channels: 3)
    images.networks = [Network("colour", [100])]
    shapes.append(("colour-images", images))
    return shapes
  }
}
