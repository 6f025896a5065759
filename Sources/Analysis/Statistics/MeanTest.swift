import Foundation
import SeededRandom
import Study
import Threads

/// Tests many cells at once for a mean difference from zero, and gives intervals of such means.
///
/// Differences between training runs are skewed (a few runs fail), so neither Student's t nor flipped signs tell how far
/// a mean may be from the truth. The statistic of a cell is t = mean / standard error. Its distribution without a
/// difference is that of resamples of whole replicates around the mean of the sample (the studentised bootstrap; P. Hall,
/// "The Bootstrap and Edgeworth Expansion", 1992, chapter 3). A normal number of the variance s²/2n is added to every value
/// of a resample, as few replicates have few different values (A. M. Polansky and W. R. Schucany, Journal of the Royal
/// Statistical Society B 59, 1997). A resample takes all cells together, which keeps the dependence between them.
///
/// Corrected p-values step down from the largest statistic (J. P. Romano and M. Wolf, Econometrica 73, 2005): the
/// probability that any cell without a difference is decided is at most the level, whichever others differ. This is a
/// closed test. `Documentation/statistics.md` has measured errors, and those of other methods. Cells that are set aside,
/// as they have too few values for a verdict or some of their runs were lost, are corrected for all cells, and the others for
/// each other.
///
/// Where the values are means over test samples, the standard error includes what other test samples would change
/// (``TestSampling``), and each resample has a change of its own.
///
/// Unpaired differences have Welch's t. Their resamples draw each side by itself. A verdict on them has to hold in a
/// permutation test as well: what it says of one cell is exact, however few the runs are, if nothing but the names of the two
/// sides differs; resamples allow for sides of unequal spread, too. See `MeanTest+Unpaired.swift`.
///
/// Crossed replicates that share a draw are not independent. The draws of the data and those of the initial weights are
/// divided into as many groups as the rarer of the two has draws. The values tested are the means over the replicates in
/// the first group of both, in the second group of both, and so on; these means share no draws.
public struct MeanTest: Sendable {
  /// Number of resamples; a multiple of eight, as so many are computed at once.
  public static let resamples = 4000
  /// The probability with which all simultaneous intervals hold, and each interval by itself.
  static let confidence = 1 - Comparison.level
  /// Number of cells that are resampled at a time.
  static let batch = 64
  /// Standard errors by which a true difference has to exceed the critical value to be found in four of five studies: the
  /// normal quantile of 0.8.
  private static let powerQuantile = 0.8416

  /// The replicates, from 0, whose means are the values that are resampled.
  let groups: [[Int]]
  /// For intervals of crossed replicates.
  let bootstrap: ReplicateBootstrap
  /// For each place in a resample, which value each resample has there, as a fraction of 2³².
  let draws: [UInt32]
  /// For each place, the standard normal number that is added in each resample.
  let noise: [Float]
  /// For each resample, the signs of the blocks of test samples.
  let signs: [UInt64]
  /// For each resample, a random number for each replicate; those of the lowest numbers make up the first side of an unpaired
  /// difference.
  let keys: Lazy<[UInt32]>
  /// Numbers of replicates, ascending, of the earlier looks that are accounted for.
  let looks: [Int]
  /// The test of the last of these looks that had fewer replicates, if it can be repeated.
  let earlier: [MeanTest]
  /// A mean nearer to zero than this is no more than rounding.
  let rounding: Double

  /// Draws the resamples; the same replicates and seed give the same ones.
  ///
  /// `looks` are the numbers of replicates, ascending, with which verdicts were written before; ``LookSpending`` says what
  /// that costs. A mean nearer to zero than `rounding` counts as zero.
  public init(
    bootstrap: ReplicateBootstrap, seed: UInt64, looks: [Int] = [], rounding: Double = Interval.rounding
  ) {
    self.bootstrap = bootstrap
    self.rounding = rounding
    groups = bootstrap.replicates.independentGroups
    // With fewer values nothing was decided, and nothing spent.
    let looks = looks.filter { Comparison.isDecidable(pairs: $0, of: bootstrap.replicates) }
    self.looks = looks
    let fewer = looks.filter { $0 < bootstrap.replicates.count }
    // Earlier groups of replicates with draws in common were others.
    earlier =
      bootstrap.replicates.isCrossed
      ? []
      : fewer.suffix(1).map { count in
        MeanTest(
          bootstrap: ReplicateBootstrap(replicates: .independent(count), seed: seed), seed: seed,
          looks: fewer.dropLast(), rounding: rounding)
      }
    var generator = StudySeed(seed).generator(for: .meanTest)
    let count = Self.resamples * groups.count
    draws = Self.byPlace((0..<count).map { _ in UInt32(truncatingIfNeeded: generator.bits()) })
    noise = Self.byPlace((0..<count).map { _ in Float(generator.normal()) })
    signs = bootstrap.testSigns(Self.resamples)
    keys = Lazy {
      var generator = StudySeed(seed).generator(for: .divisions)
      return (0..<count).map { _ in UInt32(truncatingIfNeeded: generator.bits()) }
    }
  }

  /// Puts side by side what all resamples have at one place, so that several resamples are computed at once.
  private static func byPlace<Value>(_ byResample: [Value]) -> [Value] {
    let places = byResample.count / resamples
    return (0..<places).flatMap { place in (0..<resamples).map { byResample[$0 * places + place] } }
  }

  /// What the test says of one cell.
  public struct Values: Sendable, Equatable {
    /// The p-value as if this were the only cell, 0–1.
    public var single: Double
    /// The p-value corrected for all cells, 0–1.
    public var corrected: Double
    /// Half the width of the simultaneous interval around the mean: in 95 % of studies those of all cells hold together.
    /// Nil with fewer than two values.
    public var simultaneousMargin: Double?
    /// The true difference that is decided, corrected for all cells, in about four of five studies; nil with fewer than
    /// two values.
    public var detectable: Double?

    /// Creates the values of a cell.
    public init(
      single: Double, corrected: Double, simultaneousMargin: Double? = nil, detectable: Double? = nil
    ) {
      self.single = single
      self.corrected = corrected
      self.simultaneousMargin = simultaneousMargin
      self.detectable = detectable
    }

    /// Takes of each value the one that claims less.
    fileprivate func lessCertain(_ other: Values) -> Values {
      func largest(_ one: Double?, _ other: Double?) -> Double? { [one, other].compactMap(\.self).max() }
      return Values(
        single: max(single, other.single), corrected: max(corrected, other.corrected),
        simultaneousMargin: largest(simultaneousMargin, other.simultaneousMargin),
        detectable: largest(detectable, other.detectable))
    }
  }

  /// Tests each of `cells`, the differences of some replicates. Returns one result per cell, corrected for all cells and for
  /// earlier looks.
  public func values(_ cells: [ReplicateValues]) -> [Values] { corrected(valuesOfOneLook(cells), of: cells) }

  /// A verdict has to hold over the replicates alone, too. Where they are few or skewed, what test samples add can make the
  /// statistics of resamples more regular, and must not make anything more certain.
  private func valuesOfOneLook(_ cells: [ReplicateValues]) -> [Values] {
    var alone: StatisticsAlone? = nil
    guard cells.contains(where: { $0.sampling != nil }) else { return valuesOfAllMethods(cells, &alone) }
    if cells.count <= Self.mostKept { alone = [:] }
    let values = valuesOfAllMethods(cells, &alone)
    return zip(values, valuesOfAllMethods(cells.map(\.withoutSampling), &alone)).map { $0.lessCertain($1) }
  }

  /// |t| of each resample over replicates alone, by cell. It rests on the same draws as that over test samples, too, and is
  /// computed with it.
  private typealias StatisticsAlone = [Int: [Double]]
  /// The most cells of which it is kept until it is needed, as it takes 32 kB each.
  private static let mostKept = 1000

  /// A verdict on an unpaired difference has to hold when replicates are resampled and when they are divided anew.
  private func valuesOfAllMethods(_ cells: [ReplicateValues], _ alone: inout StatisticsAlone?) -> [Values] {
    let values = resampledValues(cells, &alone)
    guard cells.contains(where: { !$0.isPaired }) else { return values }
    var none: StatisticsAlone? = nil
    let divided = resampledValues(cells, &none, dividesUnpaired: true).map {
      // Limits of a difference are those of resamples: divisions tell what there is without one.
      Values(single: $0.single, corrected: $0.corrected)
    }
    return zip(values, divided).map { $0.lessCertain($1) }
  }

  private func resampledValues(
    _ cells: [ReplicateValues], _ alone: inout StatisticsAlone?, dividesUnpaired: Bool = false
  ) -> [Values] {
    let samples = cells.map(sample(of:))
    var values = cells.map { _ in Values(single: 1, corrected: 1) }
    let isFamily = samples.family
    // From the least statistic to the largest, each compared with the largest of those that are not above it: of all cells,
    // and of the family.
    var largest = (
      all: Array(repeating: 0.0, count: Self.resamples), family: Array(repeating: 0.0, count: Self.resamples)
    )
    var probabilities = cells.map { _ in (all: 1.0, family: 1.0) }
    let order = cells.indices.sorted { (samples[$0].t, $0) < (samples[$1].t, $1) }
    let tested = order.filter { samples[$0].isTested }
    // Resampling takes longest; some cells at a time, as all would take much memory.
    let batches = stride(from: 0, to: tested.count, by: Self.batch).lazy.map { tested[$0...].prefix(Self.batch) }
    let resamples = batches.lazy.flatMap { [alone] batch in
      zip(
        batch,
        batch.map { (sample: samples[$0], known: alone?[$0]) }.concurrentMap { cell -> StatisticsOfBoth in
          if let known = cell.known { return (known, nil) }
          if alone != nil, let both = statisticsOfBoth(cell.sample) { return both }
          return (statistics(cell.sample, dividesUnpaired: dividesUnpaired), nil)
        })
    }
    for (cell, both) in resamples {
      let resampled = both.all
      alone?[cell] = both.alone
      // Sums of the same numbers in another order differ by rounding.
      let level = samples[cell].t * (1 - 1e-9)
      var (single, all, family) = (0, 0, 0)
      for index in 0..<Self.resamples {
        largest.all[index] = max(largest.all[index], resampled[index])
        if isFamily[cell] { largest.family[index] = max(largest.family[index], resampled[index]) }
        if resampled[index] >= level { single += 1 }
        if largest.all[index] >= level { all += 1 }
        if largest.family[index] >= level { family += 1 }
      }
      values[cell].single = max(samples[cell].leastProbability, Self.probability(single))
      probabilities[cell] = (Self.probability(all), Self.probability(family))
    }
    // No cell is decided before one with a larger statistic among those that it is tested with.
    var least = (all: 0.0, family: 0.0)
    for cell in tested.reversed() {
      least.all = max(least.all, probabilities[cell].all)
      if isFamily[cell] { least.family = max(least.family, probabilities[cell].family) }
      values[cell].corrected = max(samples[cell].leastProbability, isFamily[cell] ? least.family : least.all)
    }
    let critical = (
      all: Self.critical(Self.confidence, largest.all), family: Self.critical(Self.confidence, largest.family)
    )
    for cell in cells.indices where samples[cell].isTested {
      let critical = isFamily[cell] ? critical.family : critical.all
      values[cell].simultaneousMargin = critical * samples[cell].standardError
      values[cell].detectable = (critical + Self.powerQuantile) * samples[cell].standardError
    }
    return values
  }

  /// Returns the mean of the differences of some replicates with its 95 % interval: the mean and what the test does not
  /// distinguish from it. That of crossed replicates is the bootstrap's.
  ///
  /// The result is nil without any value, and has no interval with fewer than ``Interval/fewestReplicates``. What is outside
  /// of `bounds`, which the differences cannot be, is cut off.
  public func interval(
    _ cell: ReplicateValues, within bounds: ClosedRange<Double> = Interval.unbounded
  ) -> Interval? {
    guard !bootstrap.replicates.isCrossed else { return bootstrap.interval(cell, within: bounds) }
    let sample = sample(of: cell)
    guard sample.fewer >= Interval.fewestReplicates else { return sample.fewer > 0 ? Interval(mean: sample.mean) : nil }
    var margin: Double
    if let both = statisticsOfBoth(sample), let alone = both.alone {
      let error = self.sample(of: cell.withoutSampling).standardError
      margin = max(Self.margin(both.all, sample.standardError), Self.margin(alone, error))
    } else {
      margin = Self.margin(statistics(sample), sample.standardError)
      if sample.sampling != nil {
        let alone = self.sample(of: cell.withoutSampling)
        margin = max(margin, Self.margin(statistics(alone), alone.standardError))
      }
    }
    // A mean that is no more than rounding is not told from zero.
    if sample.mean != 0, abs(sample.mean) < rounding { margin = max(margin, rounding) }
    var interval = Interval(mean: sample.mean, low: sample.mean - margin, high: sample.mean + margin)
    interval.samplingMargin = cell.sampling?.margin ?? 0
    return interval.kept(within: bounds)
  }

  /// The same of cells that do not depend on test samples.
  public func values(_ cells: [[Double?]]) -> [Values] { values(cells.map { ReplicateValues($0) }) }

  /// The same of a cell that does not depend on test samples.
  public func interval(_ cell: [Double?]) -> Interval? { interval(ReplicateValues(cell)) }

  func sample(of cell: ReplicateValues) -> Sample {
    var sample =
      cell.sides.map { Sample($0, sampling: cell.sampling, rounding: rounding) }
      ?? Sample(units(of: cell.values), sampling: cell.sampling, rounding: rounding)
    sample.hasStandIns = cell.hasStandIns
    return sample
  }

  /// Half the width of the interval of a sample, from |t| of its resamples.
  private static func margin(_ statistics: [Double], _ standardError: Double) -> Double {
    var statistics = statistics
    statistics.arrange(for: Self.confidence)
    return quantile(Self.confidence, of: statistics) * standardError
  }

  /// How many of the values that are resampled are above zero, and how many below.
  func signs(_ cell: [Double?]) -> (above: Int, below: Int) {
    let values = units(of: cell)
    return (values.count { $0 > rounding }, values.count { $0 < -rounding })
  }

  /// The number of values of a cell that are resampled: its differences, or their means over replicates with draws in
  /// common.
  func independentCount(_ cell: [Double?]) -> Int { units(of: cell).count }

  /// The differences by replicate, nil where missing; of crossed replicates, means over those with draws in common.
  func groupMeans(_ cell: [Double?]) -> [Double?] {
    groups.map { group in
      let values = group.compactMap { cell.indices.contains($0) ? cell[$0] : nil }
      return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }

  func units(of cell: [Double?]) -> [Double] { groupMeans(cell).compactMap(\.self) }

  /// |t| of each resample of a sample of at least two values; of an unpaired one, of each new division if `dividesUnpaired`.
  private func statistics(_ sample: Sample, dividesUnpaired: Bool = false) -> [Double] {
    guard let sides = sample.sides else { return statistics(sample, firsts: [sample.count])[0] }
    return dividesUnpaired
      ? dividedStatistics(sample, sides) : unpairedStatistics(sample, sides, firsts: [groups.count])[0]
  }

  /// |t| of each resample over replicates and test samples, and over replicates alone.
  private typealias StatisticsOfBoth = (all: [Double], alone: [Double]?)

  /// Both statistics of a paired sample that depends on test samples and whose values differ; nil of others.
  private func statisticsOfBoth(_ sample: Sample) -> StatisticsOfBoth? {
    guard sample.sides == nil, sample.sampling != nil, !sample.standardised.isEmpty, sample.standardError > 0 else {
      return nil
    }
    let statistics = statistics(sample, firsts: [sample.count, sample.count], alone: 1)
    return (statistics[0], statistics[1])
  }

  /// |t| of the first values of each resample, for each number of them in `firsts`, ascending; 0 for fewer than two. From
  /// position `alone` on it is that over replicates alone.
  func statistics(_ sample: Sample, firsts: [Int], alone: Int = .max) -> [[Double]] {
    let zeros = Array(repeating: 0.0, count: Self.resamples)
    guard sample.standardError > 0 else { return firsts.map { _ in zeros } }
    let shifts = sample.sampling?.shifts(signs)
    // Without a difference between replicates, only the test samples are left.
    guard !sample.standardised.isEmpty else {
      let byChance = shifts?.map { abs($0) / sample.standardError } ?? zeros
      return firsts.map { $0 > 1 ? byChance : zeros }
    }
    let bandwidth = 1 / (2 * Double(sample.count)).squareRoot()
    // In units of the standard deviation over replicates.
    let deviation = sample.replicateError * Double(sample.count).squareRoot()
    let scale = sample.orientation / deviation
    let samplingVariance = (sample.sampling?.variance ?? 0) / (deviation * deviation)
    var statistics = firsts.map { _ in zeros }
    // Eight resamples at a time, whose sums stay in registers.
    for resample in stride(from: 0, to: Self.resamples, by: 8) {
      var (sums, squares) = (SIMD8<Double>.zero, SIMD8<Double>.zero)
      var shift = SIMD8<Double>.zero
      if let shifts { for lane in 0..<8 { shift[lane] = shifts[resample + lane] * scale } }
      var taken = 0
      for (look, first) in firsts.enumerated() {
        while taken < first {
          let values = drawnValues(resample, at: taken, of: sample.standardised, bandwidth: bandwidth)
          sums += values
          squares += values * values
          taken += 1
        }
        guard first > 1 else { continue }
        let number = Double(first)
        var variance = (squares - sums * sums / number) / (number - 1)
        variance.replace(with: .leastNonzeroMagnitude, where: variance .< .leastNonzeroMagnitude)
        let isAlone = look >= alone
        let errors = (variance / number + (isAlone ? 0 : samplingVariance)).squareRoot()
        let values = (sums / number + (isAlone ? .zero : shift)) / errors
        for lane in 0..<8 { statistics[look][resample + lane] = abs(values[lane]) }
      }
    }
    return statistics
  }

  /// What eight resamples have at a place, with the noise that is added to it.
  @inline(__always)
  func drawnValues(_ resample: Int, at place: Int, of values: [Double], bandwidth: Double) -> SIMD8<Double> {
    let start = place * Self.resamples + resample
    let count = UInt64(values.count)
    var drawn = SIMD8<Double>.zero
    var added = SIMD8<Double>.zero
    draws.withUnsafeBufferPointer { draws in
      noise.withUnsafeBufferPointer { noise in
        values.withUnsafeBufferPointer { values in
          for lane in 0..<8 {
            drawn[lane] = values[Int(truncatingIfNeeded: (UInt64(draws[start + lane]) &* count) >> 32)]
            added[lane] = Double(noise[start + lane])
          }
        }
      }
    }
    return drawn + bandwidth * added
  }

  /// The p-value of a statistic that `count` resamples reach; the sample itself counts as one more.
  static func probability(_ count: Int) -> Double { Double(count + 1) / Double(resamples + 1) }
}

/// The p-value of an exact sign test, two-sided: `above` values above zero and `below` below it. Values of zero say
/// nothing.
func signTestProbability(above: Int, below: Int) -> Double {
  let count = above + below
  guard count > 0 else { return 1 }
  // Logarithms, as 2^−count underflows for many replicates.
  let all = lgamma(Double(count) + 1) - Double(count) * log(2)
  let tail = (max(above, below)...count).reduce(0) { sum, k in
    sum + exp(all - lgamma(Double(k) + 1) - lgamma(Double(count - k) + 1))
  }
  return min(1, 2 * tail)
}
