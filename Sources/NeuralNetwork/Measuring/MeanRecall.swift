import Foundation

/// The mean over classes of the share of their samples that a model recognises, if the model knows nothing: it predicts
/// class k with a probability q(k), whatever the sample.
///
/// Of the m(k) samples of class k, a binomial number is then recognised. Chernoff's bound on the sum S of the shares is
/// ln P(S ≥ t) ≤ Σ m(k) ln(1 + q(k)(exp(λ/m(k)) − 1)) − λt for any λ > 0 (H. Chernoff, Annals of Mathematical Statistics 23,
/// 1952). It holds for few samples, too, where a normal distribution does not.
struct MeanRecall {
  /// The number of samples of each class, all above 0.
  private let counts: [Double]

  init(_ counts: [Double]) { self.counts = counts }

  /// What the mean reaches with at most this probability, whatever the model predicts; up to 1 and a little more.
  func limit(probability: Double) -> Double {
    let wanted = -log(probability)
    // (G + w)/λ has one minimum, as G is convex: a golden-section search on the logarithm of λ.
    func bound(_ logarithm: Double) -> Double {
      let rate = exp(logarithm)
      return (largestExponent(rate) + wanted) / rate
    }
    let (least, most) = (counts.min() ?? 1, counts.max() ?? 1)
    var (low, high) = (log(least / 100), log(min(500 * least, 100 * most)))
    let ratio = (5.0.squareRoot() - 1) / 2
    for _ in 0..<50 {
      let (one, other) = (high - ratio * (high - low), low + ratio * (high - low))
      if bound(one) < bound(other) { high = other } else { low = one }
    }
    return bound((low + high) / 2) / Double(counts.count)
  }

  /// The largest Σ m ln(1 + q(exp(λ/m) − 1)) over all q with a sum of 1, which is concave: where q is above 0, its
  /// derivative m/(1/c + q), with c = exp(λ/m) − 1, is the same for all classes.
  private func largestExponent(_ rate: Double) -> Double {
    let gains = counts.map { 1 / expm1(rate / $0) }
    func probabilities(_ derivative: Double) -> [Double] {
      zip(counts, gains).map { max(0, $0 / derivative - $1) }
    }
    // At the lower end one class alone has a probability of 1; at the upper end all have 0.
    var low = zip(counts, gains).map { $0 / (1 + $1) }.max() ?? 0
    var high = zip(counts, gains).map { $0 / $1 }.max() ?? 0
    for _ in 0..<50 {
      let middle = (low * high).squareRoot()
      if probabilities(middle).reduce(0, +) > 1 { low = middle } else { high = middle }
    }
    return zip(counts, zip(gains, probabilities(low))).reduce(0) { sum, cell in
      let (count, (gain, probability)) = cell
      return sum + count * log1p(probability / gain)
    }
  }
}
