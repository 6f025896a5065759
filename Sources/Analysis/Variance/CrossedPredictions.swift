import Foundation

/// The predictions of crossed replicates for the same test samples.
struct CrossedPredictions {
  /// Number of test samples.
  let samples: Int
  let dataDraws: Int
  let initialWeights: Int
  /// Of each sample that any network gets wrong, the predictions [data draw][initial weights] as ``Predictions`` encodes
  /// them: 0 is right.
  private var rows: [[UInt8]] = []

  /// Nil unless there are two draws of each, all of them with predictions of equally many samples.
  ///
  /// - Parameter predictions: [data draw][initial weights]
  init?(_ predictions: [[Data]]) {
    guard let samples = predictions.first?.first?.count, let weights = predictions.first?.count, samples > 0,
      predictions.count > 1, weights > 1,
      predictions.allSatisfy({ $0.count == weights && $0.allSatisfy { $0.count == samples } })
    else { return nil }
    self.samples = samples
    dataDraws = predictions.count
    initialWeights = weights
    let columns = predictions.flatMap { $0.map { [UInt8]($0) } }
    for sample in 0..<samples where columns.contains(where: { $0[sample] != 0 }) {
      rows.append(columns.map { $0[sample] })
    }
  }

  /// The parts of the test error; fractions.
  struct Parts: Equatable {
    var bias: Double
    var data: Double
    var initial: Double
    var interaction: Double

    var testError: Double { bias + data + initial + interaction }
  }

  /// The parts for all draws but those given, from 0; at least two of each must be left.
  ///
  /// With N(c) the networks that predict class c for a sample, N_d(c) those of data draw d and N_w(c) those of initial
  /// weights w, all sums of squares of the analysis of variance follow from ΣN², ΣN_d² and ΣN_w².
  func parts(leavingOutData leftData: Int? = nil, leavingOutInitial leftInitial: Int? = nil) -> Parts {
    let data = (0..<dataDraws).filter { $0 != leftData }
    let initial = (0..<initialWeights).filter { $0 != leftInitial }
    let (d, w) = (Double(data.count), Double(initial.count))
    let cells = d * w
    var counts = Array(repeating: 0, count: 256)
    /// ΣN(c)² of some cells of a row.
    func squares(_ row: [UInt8], _ data: some Sequence<Int>, _ initial: some Sequence<Int>) -> Int {
      var sum = 0
      for draw in data {
        for weights in initial {
          let prediction = Int(row[draw * initialWeights + weights])
          sum += 2 * counts[prediction] + 1
          counts[prediction] += 1
        }
      }
      for draw in data {
        for weights in initial { counts[Int(row[draw * initialWeights + weights])] = 0 }
      }
      return sum
    }
    // Sums over samples; what all networks get right adds nothing to any of them.
    var (betweenData, betweenInitial, interaction, distance) = (0.0, 0.0, 0.0, 0.0)
    for row in rows {
      var right = 0
      for draw in data {
        for weights in initial where row[draw * initialWeights + weights] == 0 { right += 1 }
      }
      let all = Double(squares(row, data, initial)) / cells
      let byData = data.reduce(0.0) { $0 + Double(squares(row, CollectionOfOne($1), initial)) } / w
      let byInitial = initial.reduce(0.0) { $0 + Double(squares(row, data, CollectionOfOne($1))) } / d
      betweenData += byData - all
      betweenInitial += byInitial - all
      interaction += cells - byData - byInitial + all
      distance += all / cells - 2 * Double(right) / cells + 1
    }
    let residual = interaction / ((d - 1) * (w - 1))
    let ofData = (betweenData / (d - 1) - residual) / w
    let ofInitial = (betweenInitial / (w - 1) - residual) / d
    let bias = distance - ofData / d - ofInitial / w - residual / cells
    let scale = 2 * Double(samples)
    return Parts(
      bias: bias / scale, data: ofData / scale, initial: ofInitial / scale, interaction: residual / scale)
  }
}
