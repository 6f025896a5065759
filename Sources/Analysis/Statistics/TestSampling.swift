import Foundation
import NeuralNetwork

/// How the mean over replicates would differ with other test samples of the same kind.
///
/// The value of sample i in replicate r is split into the replicate's mean and a deviation e(r, i). The mean of a sample's
/// deviations over replicates says how much the result depends on that sample. Their sum of squares over the samples,
/// V(S) = Σ (Σ e / RN)², estimates the variance that the draw of the test samples gives the result, and with it some of the
/// variance that comes from both draws together, V(RS) = Σ e² / (RN)², which the spread of the replicates has already. What is
/// added to the variance over replicates is V(S) − V(RS) (two-way clustering: A. C. Cameron, J. B. Gelbach and D. L. Miller,
/// Journal of Business & Economic Statistics 29, 2011; for the bootstrap A. B. Owen, The Annals of Applied Statistics 1, 2007).
/// It is nothing where every replicate has test samples of its own.
///
/// Samples of one group are drawn together, so that their deviations are added up first, and what is said of samples here is
/// true of groups.
///
/// Resamples give blocks of samples a random sign each. All quantities of a study take the same signs, which keeps the
/// dependence between models, sizes and rules that are measured on the same samples.
public struct TestSampling: Sendable, Equatable {
  /// Number of blocks that the samples are divided into.
  static let blocks = UInt64.bitWidth
  /// The deviation of the mean due to each block; their sum of squares is ``variance``.
  private let deviations: [Double]
  /// The variance that the draw of the test samples adds to that over replicates.
  public let variance: Double

  /// Half the width of a 95 % interval that covers nothing but the draw of the test samples.
  var margin: Double { Interval.normalQuantile * variance.squareRoot() }

  /// One replicate: the value of a sample is the sum of those of the terms, each times its weight.
  typealias Terms = [(weight: Double, values: OutcomeValues)]

  /// Nil if the values of any replicate on the test samples are not known, or are of test sets that differ within it.
  init?(_ replicates: [Terms]) {
    guard replicates.count > 1 else { return nil }
    var sampleCount = 0
    for terms in replicates {
      for case .samples(let values, let drawn, let groups) in terms.map(\.values) {
        let last = groups.map { $0.max() ?? 0 } ?? drawn?.last
        sampleCount = max(sampleCount, last.map { $0 + 1 } ?? values.count)
      }
    }
    guard sampleCount > 1 else { return nil }
    /// Σ e / RN of each sample.
    var scores = Array(repeating: 0.0, count: sampleCount)
    var isTested = Array(repeating: false, count: sampleCount)
    var squares = 0.0
    for terms in replicates {
      guard let replicate = Replicate(terms) else { return nil }
      guard !replicate.deviations.isEmpty else { continue }
      let scale = 1 / Double(replicates.count * replicate.deviations.count)
      scores.withUnsafeMutableBufferPointer { scores in
        isTested.withUnsafeMutableBufferPointer { isTested in
          replicate.forEachUnit { sample, deviation in
            let share = deviation * scale
            scores[sample] += share
            squares += share * share
            isTested[sample] = true
          }
        }
      }
    }
    let tested = Double(isTested.count { $0 })
    guard tested > 1 else { return nil }
    let ofSamples = scores.reduce(0) { $0 + $1 * $1 }
    let variance = max(ofSamples - squares, 0) * tested / (tested - 1)
    var deviations = Array(repeating: 0.0, count: Self.blocks)
    for (sample, score) in scores.enumerated() { deviations[Self.block(of: sample)] += score }
    let sum = deviations.reduce(0) { $0 + $1 * $1 }
    self.variance = sum > 0 ? variance : 0
    let scale = sum > 0 ? (variance / sum).squareRoot() : 0
    self.deviations = deviations.map { $0 * scale }
  }

  /// The values of one replicate on its test samples.
  private struct Replicate {
    /// Value minus mean, by position in the test set; empty if all terms are the same for every sample.
    var deviations: [Double] = []
    var drawn: [Int]?
    var groups: [Int]?

    /// Calls `body` with the number of each sample, or group, and its deviation; deviations within a group are added up.
    @inline(__always)
    func forEachUnit(_ body: (_ unit: Int, _ deviation: Double) -> Void) {
      if let groups {
        let sums = Dictionary(zip(groups, deviations), uniquingKeysWith: +)
        for (unit, deviation) in sums.sorted(by: { $0.key < $1.key }) { body(unit, deviation) }
      } else if let drawn {
        for (index, deviation) in deviations.enumerated() { body(drawn[index], deviation) }
      } else {
        for (index, deviation) in deviations.enumerated() { body(index, deviation) }
      }
    }

    /// Nil if a term is not known, or the test sets of two differ.
    init?(_ terms: Terms) {
      for (weight, values) in terms {
        switch values {
        case .unknown: return nil
        case .constant: continue
        case .samples(let values, let drawn, let groups):
          if deviations.isEmpty {
            deviations = Array(repeating: 0, count: values.count)
            (self.drawn, self.groups) = (drawn, groups)
          }
          guard values.count == deviations.count, drawn == self.drawn, groups == self.groups else { return nil }
          deviations.withUnsafeMutableBufferPointer { values.add(times: weight, to: $0) }
        }
      }
      guard !deviations.isEmpty else { return }
      let mean = deviations.reduce(0, +) / Double(deviations.count)
      guard mean.isFinite else { return nil }
      deviations.withUnsafeMutableBufferPointer { buffer in
        for index in buffer.indices { buffer[index] -= mean }
      }
    }
  }

  /// Spreads samples over the blocks, neighbours apart: the upper six bits of the number times 2⁶⁴ divided by the golden
  /// ratio (D. E. Knuth, "The Art of Computer Programming", volume 3, section 6.4).
  private static func block(of sample: Int) -> Int { Int((UInt64(sample) &* 0x9E37_79B9_7F4A_7C15) >> 58) }

  /// How much the mean changes in each of some resamples, whose bits are the signs of the blocks.
  func shifts(_ signs: [UInt64]) -> [Double] {
    // The sums of eight blocks for each of their 256 combinations of signs, one block after the other.
    let sums = stride(from: 0, to: Self.blocks, by: 8).flatMap { first in
      deviations[first..<first + 8].reduce([0.0]) { sums, deviation in
        sums.map { $0 - deviation } + sums.map { $0 + deviation }
      }
    }
    return signs.map { signs in
      stride(from: 0, to: Self.blocks, by: 8).reduce(0.0) { sum, first in
        let combination = Int(signs >> UInt64(first) & 255)
        return sum + sums[first * 32 + combination]
      }
    }
  }
}

/// The values on the test samples that an outcome is the mean of.
enum OutcomeValues: Sendable, Equatable {
  /// The values in the order of the test set, and the samples that it draws from the pool; see ``TestSampleValues``.
  case samples(SampleValues, drawn: [Int]?, groups: [Int]? = nil)
  /// The same for every sample, as for a run that diverged.
  case constant
  /// They were not kept.
  case unknown
}

extension SampleValues {
  /// Adds the value of each sample, times a weight and up to a constant, to that of `sums`.
  fileprivate func add(times weight: Double, to sums: UnsafeMutableBufferPointer<Double>) {
    switch self {
    case .correct(let words, let count):
      // Only the errors, as they are few.
      for (index, word) in words.enumerated() {
        var errors = ~word
        while errors != 0 {
          let sample = index * 64 + errors.trailingZeroBitCount
          if sample < count { sums[sample] -= weight }
          errors &= errors - 1
        }
      }
    case .numbers(let numbers):
      for (index, number) in numbers.enumerated() { sums[index] += weight * Double(number) }
    }
  }
}
