import Foundation
import Threads

/// The two sides of an unpaired difference, and what dividing their replicates anew needs.
struct UnpairedSides {
  var first: SideSample
  var second: SideSample
  /// Of both sides, by replicate: the numbers of the replicates and their values, counted from the mean of all.
  var replicates: [Int]
  var values: [Double]
  /// A variance of a mean below this is no more than rounding.
  var rounding: Double

  init(_ sides: ReplicateValues.Sides) {
    (first, second) = (SideSample(sides.first), SideSample(sides.second))
    let all = zip(sides.first, sides.second).enumerated().compactMap { replicate, values in
      (values.0 ?? values.1).map { (replicate: replicate, value: $0) }
    }
    let mean = all.reduce(0) { $0 + $1.value } / Double(max(all.count, 1))
    replicates = all.map(\.replicate)
    values = all.map { $0.value - mean }
    let largest = values.map { abs($0) }.max() ?? 0
    rounding = (Interval.rounding * largest) * (Interval.rounding * largest)
  }

  /// The share of all divisions of the replicates that are as this one. If both sides are equally many, exchanging them is a
  /// division of its own.
  var leastProbability: Double {
    let (one, other) = (Double(first.count), Double(second.count))
    let divisions = exp(lgamma(one + other + 1) - lgamma(one + 1) - lgamma(other + 1)).rounded()
    return (one == other ? 2 : 1) / divisions
  }
}

extension MeanTest.Sample {
  /// A sample of an unpaired difference, with Welch's t.
  init(_ sides: ReplicateValues.Sides, sampling: TestSampling?, rounding: Double) {
    let sides = UnpairedSides(sides)
    let (first, second) = (sides.first, sides.second)
    self.sides = sides
    count = first.count + second.count
    fewer = min(first.count, second.count)
    mean = first.mean - second.mean
    isTested = fewer >= Comparison.fewestUnpaired
    leastProbability = sides.leastProbability
    guard fewer > 1 else { return }
    if let sampling, sampling.variance > 0 { self.sampling = sampling }
    let variance = first.squaredError + second.squaredError
    replicateError = variance.squareRoot()
    standardError = (variance + (self.sampling?.variance ?? 0)).squareRoot()
    // What is not tested must not keep others from being decided.
    t = !isTested || abs(mean) < rounding ? 0 : abs(mean) / standardError
    orientation = mean.sign == .minus ? -1 : 1
  }
}

extension MeanTest {
  /// Whether a difference has enough independent pairs, or enough runs of each side, for a verdict.
  func isDecidable(_ difference: ReplicateValues) -> Bool {
    difference.isPaired
      ? independentCount(difference.values) >= Comparison.fewestPairs : difference.fewer >= Comparison.fewestUnpaired
  }

  /// |t| of each resample of the first replicates, for each number of them in `firsts`, ascending; 0 with fewer than two of a
  /// side.
  ///
  /// Each side is resampled by itself around its mean, with a normal number of the variance s²/2n added to every value. The
  /// place of a replicate in a resample is the same for all cells, which keeps the dependence between them.
  func unpairedStatistics(_ sample: Sample, _ sides: UnpairedSides, firsts: [Int]) -> [[Double]] {
    let shifts = sample.sampling?.shifts(signs)
    let samplingVariance = sample.sampling?.variance ?? 0
    // So a difference, its mirror image and the same with sides exchanged are judged the same.
    let one = sums(sides.first, firsts: firsts, noiseSign: sample.orientation)
    let other = sums(sides.second, firsts: firsts, noiseSign: -sample.orientation)
    return firsts.indices.map { look in
      (0..<Self.resamples).map { resample in
        let (x, y) = (one[look][resample], other[look][resample])
        guard x.count > 1, y.count > 1 else { return 0 }
        let change = x.mean - y.mean + (shifts?[resample] ?? 0)
        return abs(change)
          / max(x.squaredError + y.squaredError + samplingVariance, .leastNonzeroMagnitude).squareRoot()
      }
    }
  }

  private struct Sums {
    var count = 0.0
    var sum = 0.0
    var squares = 0.0

    var mean: Double { sum / count }
    var squaredError: Double { max(squares - sum * sum / count, 0) / (count - 1) / count }
  }

  /// Of the first replicates of one side, by number of them and by resample.
  private func sums(_ side: SideSample, firsts: [Int], noiseSign: Double) -> [[Sums]] {
    let bandwidth = noiseSign * (side.variance / (2 * Double(max(side.count, 1)))).squareRoot()
    var sums = Array(repeating: Sums(), count: Self.resamples)
    var taken = 0
    return firsts.map { first in
      let places = side.replicates.filter { taken..<max(first, taken) ~= $0 }
      taken = max(first, taken)
      for resample in stride(from: 0, to: Self.resamples, by: 8) {
        for place in places {
          let values = drawnValues(resample, at: place, of: side.deviations, bandwidth: bandwidth)
          for lane in 0..<8 {
            sums[resample + lane].sum += values[lane]
            sums[resample + lane].squares += values[lane] * values[lane]
          }
        }
      }
      for resample in sums.indices { sums[resample].count += Double(places.count) }
      return sums
    }
  }

  /// |t| of each of some random divisions of the replicates in two sides of the same numbers.
  ///
  /// Studentised, the test keeps its level for large numbers of runs even if the two sides differ in their spread (A. Janssen,
  /// Statistics and Probability Letters 36, 1997; E. Chung and J. P. Romano, The Annals of Statistics 41, 2013). All cells
  /// take the same divisions, as far as they have the same replicates.
  func dividedStatistics(_ sample: Sample, _ sides: UnpairedSides) -> [Double] {
    let shifts = sample.sampling?.shifts(signs)
    let samplingVariance = sample.sampling?.variance ?? 0
    // As above, whichever side is called the first.
    let isFirstLow =
      (sides.first.count, sides.first.replicates[0]) < (sides.second.count, sides.second.replicates[0])
    let lowest = min(sides.first.count, sides.second.count)
    let keys = keys.value
    var order = Array(repeating: UInt64(0), count: sides.values.count)
    return (0..<Self.resamples).map { resample in
      for (position, replicate) in sides.replicates.enumerated() {
        order[position] = UInt64(keys[resample * groups.count + replicate]) << 32 | UInt64(position)
      }
      order.sort()
      func part(_ positions: ArraySlice<UInt64>) -> (mean: Double, squaredError: Double) {
        let count = Double(positions.count)
        let mean = positions.reduce(0) { $0 + sides.values[Int($1 & 0xFFFF_FFFF)] } / count
        let squares = positions.reduce(0) { sum, position in
          let deviation = sides.values[Int(position & 0xFFFF_FFFF)] - mean
          return sum + deviation * deviation
        }
        return (mean, squares / (count - 1) / count)
      }
      let (low, high) = (part(order[..<lowest]), part(order[lowest...]))
      let (one, other) = isFirstLow ? (low, high) : (high, low)
      let spread = one.squaredError + other.squaredError
      let change = one.mean - other.mean + (shifts?[resample] ?? 0)
      let variance = (spread > sides.rounding ? spread : 0) + samplingVariance
      return abs(change) < rounding ? 0 : abs(change) / variance.squareRoot()
    }
  }
}
