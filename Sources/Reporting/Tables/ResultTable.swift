public import Analysis
public import NeuralNetwork
public import Study

/// The tables of a results folder; the raw value is the name without `.tsv`.
public enum ResultTable: String, Sendable, CaseIterable {
  /// See ``summary(_:)`` for what each table holds.
  case epochs, trials, curves, gaps, verdicts, crossovers, fits, drops, costs, initialisers, models
  /// Where wider networks are worse.
  case widthDrops = "width-drops"
  /// What was chosen of the settings under `tune`.
  case choices
  /// Every way to compare two models.
  case specifications
  /// Parts of the test error: bias, and variance by the draw of data and by initial weights.
  case biasVariance = "bias-variance"
  /// The settings in which studies that are compared differ.
  case settings
  /// Share of dead neurons in each hidden layer, before and after training.
  case deadNeurons = "dead-neurons"

  /// Returns one line on what the table holds, for a study with this first metric.
  public func summary(_ metric: Metric) -> String {
    switch self {
    case .epochs: "loss and \(metric.words) of every trajectory at the end of each epoch"
    case .trials: "one row for each trajectory, stopping rule and threshold"
    case .curves: "learning curves: mean of every measure over replicates, with its 95 % bootstrap interval"
    case .gaps: "overfitting gaps: \(metric.gapFormula), with intervals"
    case .verdicts:
      "paired differences in test \(metric.words)\(metric.directionNote), first − second, tested and corrected"
    case .crossovers: "the training-set size from which one of two models is ahead, with interval"
    case .fits: "families of learning curves fitted to each curve, compared by the sizes held out"
    case .drops: "learning curves that \(metric.worsening) significantly as training data grow"
    case .widthDrops: "networks of which \(metric.words) \(metric.worsening)s significantly as they get wider"
    case .costs:
      "what each rule and threshold costs in test \(metric.words) and saves in updates, against the one that trains longest"
    case .biasVariance:
      "where the test error comes from: bias, and variance by the draw of data and by initial weights"
    case .initialisers: "results of each initialiser: best epoch, dead neurons, loss and \(metric.words), failures"
    case .models: "the files of recorded models"
    case .choices: "what was chosen of each tuned setting, by \(metric.words) on validation data, and how often"
    case .specifications:
      "differences between two models under every choice of settings and rules, sorted, with a joint test"
    case .settings: "the settings in which studies that are compared differ"
    case .deadNeurons: "share of dead neurons in each hidden layer, before and after training"
    }
  }

  /// Name of its file in `tables/`, e.g. `curves.tsv`.
  public var fileName: String { "\(rawValue).tsv" }

  /// Returns the filled table.
  public func table(_ results: StudyResults, _ analysis: StudyAnalysis) -> Table {
    switch self {
    case .epochs: EpochsTable.table(results, of: analysis.study)
    case .trials: TrialsTable.table(results, of: analysis.study)
    case .curves: CurvesTable.table(analysis)
    case .gaps: GapsTable.table(analysis)
    case .verdicts: VerdictsTable.table(analysis)
    case .crossovers: CrossoversTable.table(analysis)
    case .fits: FitsTable.table(analysis)
    case .drops: DropsTable.table(analysis)
    case .widthDrops: WidthDropsTable.table(analysis)
    case .costs: CostsTable.table(analysis)
    case .biasVariance: BiasVarianceTable.table(analysis)
    case .initialisers: InitialisersTable.table(results, analysis)
    case .models: ModelsTable.table(results)
    case .choices: ChoicesTable.table(analysis)
    case .specifications: SpecificationsTable.table(analysis)
    case .settings: SettingsTable.table(analysis.study)
    case .deadNeurons: DeadNeuronsTable.table(results)
    }
  }
}
