import Kernels

/// The area under the receiver operating characteristic of scores that should be higher for some samples, the positive
/// ones, than for the others: the share of pairs of a positive and another sample in which the positive one has the
/// higher score, ties counting one half (J. A. Hanley and B. J. McNeil, Radiology 143, 1982).
struct AreaUnderCurve {
  /// The area.
  let value: Double
  /// For each sample the share of samples of the other kind on the right side of it.
  let shares: [Double]
  /// Number of positive samples.
  let positives: Int

  /// Nil unless there are samples of both kinds. A score that is no number makes the area none.
  init?(_ scores: [Double], isPositive: [Bool]) {
    let count = scores.count
    positives = isPositive.count { $0 }
    guard positives > 0, positives < count else { return nil }
    guard !scores.contains(where: \.isNaN) else {
      (value, shares) = (.nan, [])
      return
    }
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    var shares = Array(repeating: 0.0, count: count)
    /// The samples of each kind with lower scores.
    var (positivesBelow, othersBelow) = (0, 0)
    var start = 0
    while start < count {
      var end = start
      while end < count, scores[order[end]] == scores[order[start]] { end += 1 }
      let tiedPositives = order[start..<end].count { isPositive[$0] }
      let tiedOthers = end - start - tiedPositives
      let below = (Double(othersBelow) + Double(tiedOthers) / 2) / Double(count - positives)
      let above = (Double(positives - positivesBelow - tiedPositives) + Double(tiedPositives) / 2) / Double(positives)
      for sample in order[start..<end] { shares[sample] = isPositive[sample] ? below : above }
      (positivesBelow, othersBelow) = (positivesBelow + tiedPositives, othersBelow + tiedOthers)
      start = end
    }
    let sum = zip(shares, isPositive).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
    (value, self.shares) = (sum / Double(positives), shares)
  }

  /// How much `sample` changes the area (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44, 1988): the
  /// difference between its share and the area, times the number of samples for each one of its kind.
  func influence(of sample: Int, isPositive: Bool) -> Double {
    (shares[sample] - value) * Double(shares.count) / Double(isPositive ? positives : shares.count - positives)
  }
}

/// See ``Metric/rocAUC``.
final class AreaUnderCurveTally: OutputTally {
  private let output: OutputFunction
  private let keepsSamples: Bool
  /// One score for each sample and class; of two classes only for the second.
  private var scores: [Double] = []
  private var labels: [Int32] = []

  init(_ output: OutputFunction, keepingSamples: Bool) {
    self.output = output
    keepsSamples = keepingSamples
  }

  /// Ranks by what ``Evaluator/outputs(of:)`` gives, so that whoever computes the area from predictions finds the same:
  /// probabilities that are rounded to 1 or 0 are tied.
  func add<Scalar: KernelScalar>(_ logits: Matrix<Scalar>, labels: ArraySlice<Int32>) {
    self.labels += labels
    for row in 0..<logits.rows {
      let logits = (0..<logits.columns).map { Double(logits[row, $0]) }
      switch (logits.count, output) {
      case (1, _): scores += OutputFunction.sigmoid.values(of: logits)
      case (2, _): scores.append(output.values(of: logits)[1])
      default: scores += output.values(of: logits)
      }
    }
  }

  /// The area for each class against all others, of those for which there is one; of two classes for the second.
  private var areas: [(label: Int32, area: AreaUnderCurve)] {
    guard !labels.isEmpty else { return [] }
    let columns = scores.count / labels.count
    return (0..<columns).compactMap { column in
      let label = Int32(columns == 1 ? 1 : column)
      return AreaUnderCurve(
        stride(from: column, to: scores.count, by: columns).map { scores[$0] }, isPositive: labels.map { $0 == label }
      ).map { (label, $0) }
    }
  }

  private func mean(_ areas: [(label: Int32, area: AreaUnderCurve)]) -> Double? {
    areas.isEmpty ? nil : areas.reduce(0) { $0 + $1.area.value } / Double(areas.count)
  }

  var value: Double? { mean(areas) }

  var samples: SampleValues? {
    let areas = areas
    guard keepsSamples, let value = mean(areas) else { return nil }
    guard value.isFinite else { return .numbers(labels.map { _ in .nan }) }
    return .numbers(
      labels.indices.map { sample in
        let influence = areas.reduce(0) {
          $0 + $1.area.influence(of: sample, isPositive: labels[sample] == $1.label)
        }
        return Float(value + influence / Double(areas.count))
      })
  }
}
