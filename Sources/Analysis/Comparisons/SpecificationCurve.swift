public import NeuralNetwork
import SeededRandom
import Study

/// All reasonable ways to compare two models at one size: a curve of differences, one for each combination of varied and
/// tuned values and each stopping rule (U. Simonsohn, J. P. Simmons and L. D. Nelson, "Specification curve analysis", Nature
/// Human Behaviour 4, 2020).
public struct SpecificationCurve: Sendable, Equatable {
  /// The first of the two models.
  public var first: Contrast.Side
  /// The second model; differences are first − second.
  public var second: Contrast.Side
  /// How the two differ.
  public var kind: Contrast.Kind
  /// Number of training samples.
  public var size: Int
  /// From the lowest difference to the highest.
  public var specifications: [Specification]
  /// The median difference of the specifications in which no value is tuned.
  public var median: Double
  /// The p-value of the median: the share of studies with the two models exchanged at random in each replicate (of unpaired
  /// ones, with the replicates divided anew) whose median is at least as far from zero. Small values speak against no difference in any specification.
  public var jointProbability: Double

  /// Creates a curve from its parts.
  public init(
    first: Contrast.Side, second: Contrast.Side, kind: Contrast.Kind, size: Int, specifications: [Specification],
    median: Double, jointProbability: Double
  ) {
    self.first = first
    self.second = second
    self.kind = kind
    self.size = size
    self.specifications = specifications
    self.median = median
    self.jointProbability = jointProbability
  }

  /// The specifications with tuned settings under a rule, one for each combination of varied settings.
  public func tuned(under rule: StoppingRule) -> [Specification] {
    specifications.filter { $0.isTuned && $0.rule == rule }
  }

  /// Number of specifications in which any run diverged.
  public var withDiverged: Int { specifications.count { $0.diverged > 0 } }

  /// The specifications in which one of the models is ahead, and how many of them are decided.
  public func ahead(first isFirst: Bool, metric: Metric) -> (count: Int, decided: Int) {
    let ahead = specifications.filter { specification in
      specification.difference.map { metric.sign * $0.mean * (isFirst ? 1 : -1) > 0 } ?? false
    }
    return (ahead.count, ahead.count { $0.verdict != .undecided })
  }
}

/// One way to compare two models.
public struct Specification: Sendable, Equatable {
  /// Values of the varied settings, as the study file spells them.
  public var varied: [String]
  /// Values of the tuned settings that both models have; empty where each has its own best.
  public var tuned: [String]
  /// The stopping rule.
  public var rule: StoppingRule
  /// Number of replicates in which both models have a result.
  public var pairs: Int
  /// Whether the runs are compared in pairs; if not, ``pairs`` is 0.
  public var isPaired = true
  /// Numbers of runs of the first and the second model that are compared.
  public var counts: [Int]
  /// Mean difference in the leading metric on test data with its 95 % interval.
  public var difference: Interval?
  /// What ``MeanTest`` says, corrected for all specifications of the curve.
  public var test: MeanTest.Values
  /// The verdict for the first model, corrected for all specifications of the curve.
  public var verdict: Comparison.Verdict

  /// Whether each model has its own best values of tuned settings.
  public var isTuned: Bool
  /// Whether the interval of ``difference`` covers the draw of the test samples.
  public var coversTestSamples = false
  /// Number of runs of both models, among those that are compared, that diverged and count as the worst outcome.
  public var diverged = 0

  /// Creates a specification from its parts.
  public init(
    varied: [String], tuned: [String], rule: StoppingRule, pairs: Int, difference: Interval?, test: MeanTest.Values,
    verdict: Comparison.Verdict, isTuned: Bool
  ) {
    self.varied = varied
    self.tuned = tuned
    self.rule = rule
    self.pairs = pairs
    counts = [pairs, pairs]
    self.difference = difference
    self.test = test
    self.verdict = verdict
    self.isTuned = isTuned
  }
}

extension StudyAnalysis {
  /// The specification curves at the largest size, those that differ most clearly first: with most decided, then with the
  /// lowest joint p-value.
  public var clearestSpecifications: [SpecificationCurve] {
    let size = specifications.map(\.size).max()
    return specifications.filter { $0.size == size }.enumerated().sorted { one, other in
      let (a, b) = (one.element, other.element)
      return (-a.decided, a.jointProbability, one.offset) < (-b.decided, b.jointProbability, other.offset)
    }.map(\.element)
  }
}

extension SpecificationCurve {
  /// Number of specifications that are decided.
  fileprivate var decided: Int { specifications.count { $0.verdict != .undecided } }

  /// The most ways to exchange the models; if there are more, as many random ones are taken.
  static let permutations = 4096

  /// A curve for each pair of models at each size, from the paired curves of tuned models and those of every combination.
  static func curves(
    tuned: [PairedCurve], combinations: [PairedCurve], of study: StudyDescription, test: MeanTest
  ) -> [SpecificationCurve] {
    guard (study.vary + study.tune).contains(where: { $0.values.count > 1 }) else { return [] }
    struct Place: Hashable {
      var first, second, size: Int
    }
    let isTuning = !study.tune.isEmpty
    var cells: [Place: [(curve: PairedCurve, cell: PairedCurve.Cell)]] = [:]
    var order: [Place] = []
    for curve in combinations + (isTuning ? tuned : []) where curve.contrast.isOfModels {
      for cell in curve.cells where cell.difference.count > 0 {
        let place = Place(
          first: curve.contrast.first.modelIndex, second: curve.contrast.second.modelIndex, size: cell.size)
        if cells[place] == nil { order.append(place) }
        cells[place, default: []].append((curve, cell))
      }
    }
    let places = order.map { (size: $0.size, cells: cells[$0] ?? []) }
    return places.concurrentMap { place in
      curve(place.cells, size: place.size, isTuning: isTuning, study: study, test: test)
    }.compactMap(\.self)
  }

  /// Nil for a single specification.
  private static func curve(
    _ cells: [(curve: PairedCurve, cell: PairedCurve.Cell)], size: Int, isTuning: Bool, study: StudyDescription,
    test: MeanTest
  ) -> SpecificationCurve? {
    guard cells.count > 1, let contrast = cells.first?.curve.contrast else { return nil }
    let values = test.values(cells.map(\.cell.difference))
    let specifications = zip(cells, values).map { place, values in
      let difference = place.cell.interval(test, of: study.metric)
      var specification = Specification(
        varied: place.curve.contrast.varied, tuned: place.curve.tuned, rule: place.curve.rule, pairs: place.cell.pairs,
        difference: difference, test: values,
        verdict: Comparison.verdict(difference, corrected: values.corrected, metric: study.metric),
        isTuned: isTuning && place.curve.tuned.isEmpty)
      specification.isPaired = place.cell.difference.isPaired
      let counts = place.cell.difference.sideCounts
      specification.counts = [counts.first, counts.second]
      specification.coversTestSamples = place.cell.difference.sampling != nil
      specification.diverged = place.cell.firstRuns.diverged + place.cell.secondRuns.diverged
      return specification
    }
    let fixed = cells.filter { !isTuning || !$0.curve.tuned.isEmpty }
    let (median, probability) = joint(fixed.map { Exchangeable($0.cell.difference, test) }, seed: study.seed)
    return SpecificationCurve(
      first: contrast.first, second: contrast.second, kind: contrast.kind, size: size,
      specifications: specifications.sorted { ($0.difference?.mean ?? 0) < ($1.difference?.mean ?? 0) },
      median: median, jointProbability: probability)
  }

  /// The median of the means of `cells`, and how often exchanging the models gives one as far from zero.
  private static func joint(_ cells: [Exchangeable], seed: UInt64) -> (median: Double, probability: Double) {
    func median(_ mean: (Exchangeable) -> Double) -> Double {
      let means = cells.map(mean).sorted()
      return means.isEmpty ? 0 : (means[(means.count - 1) / 2] + means[means.count / 2]) / 2
    }
    let count = cells.first?.count ?? 0
    let observed = median(\.mean)
    let level = abs(observed) * (1 - 1e-9)
    let arePaired = cells.allSatisfy(\.isPaired)
    let ways = arePaired && count < Int.bitWidth - 1 ? 1 << count : .max
    guard ways > permutations else {
      let reached = (0..<ways).count { way in
        let signs = (0..<count).map { way >> $0 & 1 == 0 ? 1.0 : -1 }
        return abs(median { $0.mean(signs: signs, keys: []) }) >= level
      }
      return (observed, Double(reached) / Double(ways))
    }
    var generator = StudySeed(seed).generator(for: .specifications)
    let reached = (0..<permutations).count { _ in
      let bits = (0..<count).map { _ in generator.bits() }
      let signs = bits.map { $0 & 1 == 0 ? 1.0 : -1 }
      return abs(median { $0.mean(signs: signs, keys: bits) }) >= level
    }
    return (observed, Double(reached + 1) / Double(permutations + 1))
  }
}

/// The difference of two models in one specification, with the models exchanged.
private enum Exchangeable {
  /// Differences by replicate; of crossed ones, means that share no draws.
  case pairs([Double?])
  /// Unpaired values of both models, by replicate.
  case sides(ReplicateValues.Sides)

  init(_ difference: ReplicateValues, _ test: MeanTest) {
    self = difference.sides.map(Exchangeable.sides) ?? .pairs(test.groupMeans(difference.values))
  }

  var isPaired: Bool { if case .pairs = self { true } else { false } }

  var count: Int {
    switch self {
    case .pairs(let values): values.count
    case .sides(let sides): sides.first.count
    }
  }

  /// The mean difference.
  var mean: Double {
    switch self {
    case .pairs(let values): mean(signs: values.map { _ in 1 }, keys: [])
    case .sides(let sides): SideSample(sides.first).mean - SideSample(sides.second).mean
    }
  }

  /// The same with each difference times the sign of its replicate; of unpaired values, with those of the lowest keys as the
  /// first side.
  func mean(signs: [Double], keys: [UInt64]) -> Double {
    switch self {
    case .pairs(let values):
      var (sum, count) = (0.0, 0.0)
      for case (let sign, let value?) in zip(signs, values) {
        sum += sign * value
        count += 1
      }
      return count > 0 ? sum / count : 0
    case .sides(let sides):
      let present = zip(keys, zip(sides.first, sides.second)).compactMap { key, values in
        (values.0 ?? values.1).map { (key: key, value: $0) }
      }.sorted { $0.key < $1.key }
      let count = sides.first.count { $0 != nil }
      func mean(_ part: some Collection<(key: UInt64, value: Double)>) -> Double {
        part.isEmpty ? 0 : part.reduce(0) { $0 + $1.value } / Double(part.count)
      }
      return mean(present.prefix(count)) - mean(present.dropFirst(count))
    }
  }
}
