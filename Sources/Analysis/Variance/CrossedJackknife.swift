/// 95 % intervals of quantities of crossed replicates, by leaving out each draw of the data and each of the initial weights.
///
/// The variance is the sum of the jackknife variances of the two (J. W. Tukey's, for each factor on its own), the interval
/// Student's with one degree of freedom less than there are draws of the factor that has fewer.
struct CrossedJackknife {
  let dataDraws: Int
  let initialWeights: Int

  /// The intervals of the quantities that `estimate` returns for all draws except those given, from 0. With fewer than
  /// ``Interval/fewestReplicates`` draws of either, they are means without intervals.
  func intervals(_ estimate: (_ leavingOutData: Int?, _ leavingOutInitial: Int?) -> [Double]) -> [Interval] {
    let whole = estimate(nil, nil)
    let fewest = min(dataDraws, initialWeights)
    guard fewest >= Interval.fewestReplicates else { return whole.map { Interval(mean: $0) } }
    let withoutData = (0..<dataDraws).map { estimate($0, nil) }
    let withoutInitial = (0..<initialWeights).map { estimate(nil, $0) }
    let reach = studentQuantile(within: 0.95, degrees: fewest - 1)
    return whole.indices.map { index in
      let variance = Self.variance(withoutData.map { $0[index] }) + Self.variance(withoutInitial.map { $0[index] })
      let half = reach * variance.squareRoot()
      return Interval(mean: whole[index], low: whole[index] - half, high: whole[index] + half)
    }
  }

  /// (n − 1)/n times the sum of squares about the mean.
  private static func variance(_ values: [Double]) -> Double {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    return (count - 1) / count * values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}
