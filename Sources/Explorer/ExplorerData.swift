public import Foundation

/// Everything that the explorer of a report shows: the page only draws it.
///
/// Values are in the unit in which they are shown (percent for fractions), with five significant digits. Positions in one
/// list (`model`, `setting`, `reading`, …) count from 0.
public struct ExplorerData: Encodable, Sendable {
  /// A model that has results.
  public struct Model: Encodable, Sendable {
    /// The name in the study file.
    public var name: String
    /// What it is, e.g. `64-64`.
    public var form: String
    /// `#RRGGBB`, as in the figures.
    public var colour: String
    /// The shape of its points in the figures: `circle`, `triangle`, `square`, `diamond` or `inverted-triangle`.
    public var shape: String
    /// Whether it learns epoch by epoch.
    public var hasEpochs: Bool
  }

  /// Something that points have a mean of.
  public struct Quantity: Encodable, Sendable {
    /// Name for addresses, e.g. `test_accuracy`.
    public var key: String
    /// In words, e.g. `test accuracy`.
    public var name: String
    /// The unit, e.g. `%`; empty for none.
    public var unit: String
  }

  /// What a reader can choose to see, drawn from one or several quantities.
  public struct View: Encodable, Sendable {
    /// Name for addresses.
    public var key: String
    /// In words, e.g. `accuracy, test and train`.
    public var name: String
    /// The label of the axis.
    public var axis: String
    /// Position of the quantity that is drawn as a solid line with its intervals.
    public var solid: Int
    /// Position of the quantity that is drawn as a dashed line; nil for none.
    public var dashed: Int?
    /// Whether histories have it.
    public var hasHistory: Bool
  }

  /// A learning curve, whatever the rule: a model with its varied settings.
  public struct Line: Encodable, Sendable {
    /// Position of the model.
    public var model: Int
    /// Position of the settings.
    public var setting: Int
  }

  /// Two things that are compared.
  public struct Contrast: Encodable, Sendable {
    /// Names and colours of the two sides; differences are first − second.
    public var first, second, firstColour, secondColour: String
    /// What both have in common, e.g. `learning rate 0.1`; empty if there is nothing to say.
    public var shared: String
  }

  /// The rules of the study that differ in their thresholds alone.
  public struct Family: Encodable, Sendable {
    /// The rule without its threshold, as tables name it.
    public var key: String
    /// The same in a figure's words, e.g. `|ΔL|`.
    public var name: String
    /// What the threshold is in, e.g. `%` or `updates`; empty for nothing in particular.
    public var unit: String
    /// Whether a larger threshold ends training sooner.
    public var stopsSoonerAbove: Bool
    /// The thresholds, ascending; a rule without a threshold has one step.
    public var steps: [Step]
  }

  /// One threshold.
  public struct Step: Encodable, Sendable {
    /// The threshold; nil if the rule has none.
    public var threshold: Double?
    /// The whole rule in words, e.g. `|ΔL| < 0.005`.
    public var name: String
    /// Whether the study itself has it.
    public var isOwn: Bool
    /// What the trials under it show.
    public var reading: Int
    /// [contrast × size]: what the study's own tables say under this rule; nil where it is not compared. Empty if the study
    /// does not have the rule.
    public var study: [[StudyVerdict?]]
  }

  /// A verdict of the study, corrected for all of its rules, coded as an array.
  public struct StudyVerdict: Encodable, Sendable {
    /// As in ``Cell``.
    public var verdict: Int
    /// p-value, corrected for all comparisons of the study that answer the same question.
    public var probability: Double
  }

  /// What the trials under one rule show. Thresholds that end every trial at the same epoch share it.
  public struct Reading: Encodable, Sendable {
    /// [line × size]; nil without a result.
    public var points: [[Point?]]
    /// [contrast × size]; nil where it is not compared.
    public var comparisons: [[Cell?]]
    /// Whether intervals take the test samples' share from the nearest epoch of which it was kept.
    public var isApproximate: Bool
  }

  /// One point of a learning curve, coded as an array.
  public struct Point: Encodable, Sendable {
    /// Numbers of trials: with a result, of these without their rule firing, diverged.
    public var count, maxEpochs, diverged: Int
    /// Of those with a result, the number no better than chance; nil if that is not known.
    public var atChance: Int?
    /// Mean and ends of the interval of each quantity: nothing, one or three numbers.
    public var values: [[Double]]
  }

  /// One comparison, coded as an array.
  public struct Cell: Encodable, Sendable {
    /// 1 if the first side is better, −1 if it is worse, 0 if undecided.
    public var verdict: Int
    /// The same for the sign of the difference.
    public var lead: Int
    /// p-value, corrected for all comparisons under the rule that answer the same question.
    public var probability: Double
    /// Pairs of runs, and runs of each side that are compared, and those among them that diverged.
    public var pairs, first, second, firstDiverged, secondDiverged: Int
    /// Difference and difference of the gaps: nothing, one or three numbers each.
    public var difference, gapDifference: [Double]
  }

  /// The mean training history of a line at one size.
  public struct History: Encodable, Sendable {
    /// Position of the line.
    public var line: Int
    /// Position of the size.
    public var size: Int
    /// The epochs that are kept, ascending.
    public var epochs: [Int]
    /// Mean number of weight updates after each epoch; empty if it is not known.
    public var updates: [Double?]
    /// Number of runs behind each mean.
    public var counts: [Int]
    /// [quantity of ``ExplorerData/historyQuantities`` × epoch].
    public var means: [[Double?]]
  }

  /// A specification curve: all ways to compare two models at one size.
  public struct SpecificationCurve: Encodable, Sendable {
    /// Names and colours of the two models; differences are first − second.
    public var first, second, firstColour, secondColour: String
    /// Number of training samples.
    public var size: Int
    /// What is chosen, e.g. `learning rate`.
    public var keys: [String]
    /// From the lowest difference to the highest.
    public var specifications: [Specification]
  }

  /// One way to compare two models, coded as an array.
  public struct Specification: Encodable, Sendable {
    /// As in ``Cell``.
    public var verdict: Int
    /// Runs of each side.
    public var first, second: Int
    /// As in ``Cell``.
    public var difference: [Double]
    /// The value of each key.
    public var choices: [String]
  }

  /// The metric that verdicts are about, in words.
  public var metric: String
  /// The unit of differences, e.g. `percentage points`.
  public var differenceUnit: String
  /// The label of an axis of differences, without the names of the two sides.
  public var differenceAxis: String
  /// The same for differences of gaps.
  public var gapDifferenceAxis: String
  /// The models that have results, in the order of the study.
  public var models: [Model]
  /// The combinations of varied settings in words; one empty text if nothing is varied.
  public var settings: [String]
  /// Training-set sizes, ascending.
  public var sizes: [Int]
  /// What points have means of.
  public var quantities: [Quantity]
  /// What a reader can choose to see, besides differences.
  public var views: [View]
  /// The learning curves.
  public var lines: [Line]
  /// What is compared.
  public var contrasts: [Contrast]
  /// Numbers of comparisons under one rule that verdicts are corrected for, ascending: one for each question, such as depth or
  /// a setting.
  public var familySizes: [Int]
  /// The stopping rules.
  public var families: [Family]
  /// What the trials show, one for each way in which thresholds end them.
  public var readings: [Reading]
  /// Positions of the quantities that histories have.
  public var historyQuantities: [Int]
  /// The mean histories; empty where there are too many.
  public var histories: [History]
  /// The specification curves; those at the largest size if there are too many.
  public var specificationCurves: [SpecificationCurve]

  /// The data as JSON, the same for the same results.
  ///
  /// - Throws: An error if a number is not finite.
  public func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    return try encoder.encode(self)
  }
}

extension ExplorerData.Point {
  /// Writes `[count, maxEpochs, diverged, atChance, [mean, low, high], …]`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for number in [count, maxEpochs, diverged] { try container.encode(number) }
    try container.encode(atChance)
    for value in values { try container.encode(value) }
  }
}

extension ExplorerData.Cell {
  /// Writes the properties in their order.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for number in [verdict, lead] { try container.encode(number) }
    try container.encode(probability)
    for number in [pairs, first, second, firstDiverged, secondDiverged] { try container.encode(number) }
    try container.encode(difference)
    try container.encode(gapDifference)
  }
}

extension ExplorerData.StudyVerdict {
  /// Writes `[verdict, probability]`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    try container.encode(verdict)
    try container.encode(probability)
  }
}

extension ExplorerData.Specification {
  /// Writes `[verdict, first, second, [mean, low, high], [choice, …]]`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for number in [verdict, first, second] { try container.encode(number) }
    try container.encode(difference)
    try container.encode(choices)
  }
}
