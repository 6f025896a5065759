import Foundation

extension MeanTest {
  /// The values of a cell that are resampled.
  struct Sample {
    var count: Int
    /// Of an unpaired difference the values of the side that has fewer.
    var fewer: Int
    var mean: Double
    /// What an unpaired difference is of.
    var sides: UnpairedSides?
    /// Whether there are enough values for a test.
    var isTested: Bool
    /// Whether it is tested beside all other cells, and no other cell beside it: it could not be decided anyway, as it has too
    /// few values, or some of its values stand for runs that were lost. Resamples of such values have the largest statistics
    /// of all, so that others would be decided by how many runs were lost elsewhere.
    var isSetAside: Bool { leastProbability > Comparison.level || hasStandIns }
    /// Whether any value stands for a run that was lost, and was not measured.
    var hasStandIns = false
    /// All values have the same sign, or all of one side are above the other, by chance at least that often.
    var leastProbability = 1.0
    /// Nil if other test samples change nothing.
    var sampling: TestSampling?
    /// Of the mean, over replicates; 0 with fewer than two values, or where all are equal.
    var replicateError = 0.0
    /// Of the mean, over replicates and test samples; 0 with fewer than two values.
    var standardError = 0.0
    /// |mean / standard error|; infinite where all values are equal and not zero, and test samples change nothing.
    var t = 0.0
    /// −1 if the mean is negative, else 1: a difference and its mirror image are judged the same.
    var orientation = 1.0
    /// The values minus their mean, divided by their standard deviation, times ``orientation``; empty where all are equal.
    var standardised: [Double] = []

    init(_ values: [Double], sampling: TestSampling?, rounding: Double) {
      (count, fewer) = (values.count, values.count)
      isTested = count > 1
      leastProbability = pow(2, 1 - Double(count))
      mean = values.first ?? 0
      guard let first = values.first, count > 1 else { return }
      if let sampling, sampling.variance > 0 { self.sampling = sampling }
      let samplingVariance = self.sampling?.variance ?? 0
      var deviations: [Double] = []
      var deviation = 0.0
      if values.contains(where: { $0 != first }) {
        mean = values.reduce(0, +) / Double(count)
        deviations = values.map { [mean] in $0 - mean }
        deviation = (deviations.reduce(0) { $0 + $1 * $1 } / Double(count - 1)).squareRoot()
        // Differences that cancel each other leave their rounding.
        guard deviation > 0 || samplingVariance > 0 else { return }
      }
      replicateError = deviation / Double(count).squareRoot()
      standardError = (replicateError * replicateError + samplingVariance).squareRoot()
      t = abs(mean) < rounding ? 0 : abs(mean) / standardError
      orientation = (t == 0 ? first.sign : mean.sign) == .minus ? -1 : 1
      if deviation > 0 { standardised = deviations.map { [orientation] in $0 * orientation / deviation } }
    }
  }
}

extension [MeanTest.Sample] {
  /// Which of them are corrected for each other alone: those that are not set aside, or all if that leaves none.
  var family: [Bool] {
    let isTested = map { $0.isTested && !$0.isSetAside }
    return isTested.contains(true) ? map { !$0.isSetAside } : map { _ in true }
  }
}
