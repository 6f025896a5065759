import ArgumentParser
import NeuralNetwork
import Study
import StudyFile
import Workflow

/// The other keys of a study file that say how one network is trained.
struct TrainingOptions: ParsableArguments {
  @OptionGroup var test: TestOption

  @Option(
    help: ArgumentHelp(
      "Fraction or count of the training pool held out as the validation set; 0 for none, \(StudyFile.usual("data.validation")) unless given."
    ))
  var validation: String?

  @Option(help: "How features are scaled; \(StudyFile.usual(DataSetting.scale.key)) unless given.")
  var scale: String?

  @Option(
    help:
      "Share of the training samples that get the label of another class; \(StudyFile.usual(DataSetting.labelNoise.key)) unless given."
  )
  var labelNoise: String?

  @Option(help: "Seed that all random numbers derive from; \(StudyFile.usualSeed) unless given.")
  var seed: String?

  @Option(
    help:
      "What is measured besides the loss, the first of them in each epoch, such as balanced-accuracy,accuracy; \(Metric.usual.name) or, of a quantity, \(Metric.usualOfQuantities.name) unless given."
  )
  var metrics: String?

  @OptionGroup var keys: DeclaredOptions<TrainingKeys>

  @Option(help: "The stopping rule, such as loss-change or patience; without one, all epochs are trained.")
  var rule: String?

  @Option(help: "The threshold of the rule.")
  var threshold: String?

  @Option(help: ArgumentHelp(StoppingRule.Length.epochs.help))
  var patience: String?

  @Option(help: ArgumentHelp(StoppingRule.Length.strip.help))
  var strip: String?

  @Option(help: "What has to reach the threshold of the rule target, such as train-loss.")
  var metric: String?

  @Option(
    help:
      "What the rule patience monitors, such as validation-accuracy; \(StudyFile.usual("stopping.monitor")) unless given."
  )
  var monitor: String?

  @Flag(help: "Take the threshold of the rule loss-change as a share of the loss one epoch before.")
  var relative = false

  @Option(
    help: "The first epoch after which the rule may end training; unless given, the first at which it is defined.")
  var fromEpoch: String?

  @Option(help: "Updates of the weights after which the rule budget ends training.")
  var updates: String?

  var settings: [StudyFileSetting] {
    let data = [("validation", validation), ("scale", scale), ("label-noise", labelNoise)]
    func settings(_ section: [String], _ values: [(name: String, text: String?)]) -> [StudyFileSetting] {
      values.compactMap { name, text in
        text.map { StudyFileSetting(section + [name], .init(option: $0), origin: "--\(name)") }
      }
    }
    let training = keys.given.map { option, text in
      StudyFileSetting(
        ["training", TrainingOptionName.key(option)], .init(option: text), origin: "--\(option)")
    }
    let measured = metrics.map { StudyFileSetting(["metrics"], .list(items: $0), origin: "--metrics") }
    return test.settings + settings(["data"], data) + settings([], [("seed", seed)])
      + [measured].compactMap(\.self) + training + stopping
  }

  private var stopping: [StudyFileSetting] {
    guard let rule else { return [] }
    let values = [
      ("rule", rule), ("threshold", threshold), (StoppingRule.Length.epochs.name, patience),
      (StoppingRule.Length.strip.name, strip),
      (StoppingRule.QuantityChoice.metric.name, metric),
      (StoppingRule.QuantityChoice.monitor.name, monitor),
      (StoppingRule.Option.relative.rawValue, relative ? "true" : nil),
      (StoppingRule.Option.fromEpoch.rawValue, fromEpoch), (StoppingRule.Kind.budget.thresholdName, updates),
    ]
    let keys = values.compactMap { key, text in text.map { (key, StudyFileSetting.Value.text($0)) } }
    return [
      StudyFileSetting(
        ["stopping"], .list([.keys(Dictionary(uniqueKeysWithValues: keys))]), origin: "--rule")
    ]
  }

  func validate() throws {
    let parts = [
      ("--threshold", threshold), ("--patience", patience), ("--strip", strip), ("--metric", metric),
      ("--monitor", monitor),
      ("--relative", relative ? "" : nil), ("--from-epoch", fromEpoch), ("--updates", updates),
    ]
    if rule == nil, let part = parts.first(where: { $0.1 != nil }) {
      throw ValidationError("\(part.0) needs --rule: it is part of a stopping rule")
    }
  }
}

/// The keys of `training`, as options.
enum TrainingKeys: OptionTable {
  static var options: [(name: String, help: String)] {
    TrainingSetting.all.map { (TrainingOptionName.ofKey($0.name), $0.help) }
  }
}
