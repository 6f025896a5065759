/// A metric that is a function of the confusion matrix, with the value that each sample contributes.
///
/// The metric need not be a mean over samples. What is kept for a sample is then the metric plus the sample's influence
/// on it: the derivative of the metric with respect to the share of samples of its class and predicted class, minus the
/// mean of that derivative (the infinitesimal jackknife: L. A. Jaeckel, "The Infinitesimal Jackknife", Bell Laboratories
/// 1972). The mean of these values is the metric, and their spread is that of the metric over sets of samples.
struct ConfusionScore: Sendable {
  /// The metric; nil without samples.
  let value: @Sendable (ConfusionMatrix) -> Double?
  /// The influence of a sample, as influences[class][predicted class].
  let influences: @Sendable (ConfusionMatrix) -> [[Double]]

  /// The mean over the classes that occur of the share of their samples that are classified correctly, r.
  ///
  /// A sample of a class with m of the n samples, of K classes that occur, has the influence n/(K·m)·(1 − r) if it is
  /// classified correctly, else −n/(K·m)·r.
  static let balancedAccuracy = ConfusionScore(
    value: { matrix in mean(zip(matrix.correct, matrix.samples).filter { $1 > 0 }.map { Double($0) / Double($1) }) },
    influences: influencesOnBalancedAccuracy)

  /// The mean of F1 = 2t/(2t + e) over the classes that occur among labels or predictions, with t the share of samples
  /// that are of the class and assigned to it, and e that of samples for which only one of the two is true.
  ///
  /// The derivatives with respect to t and e are 2e/(2t + e)² and −2t/(2t + e)²; their mean over samples is 0.
  static let macroF1 = ConfusionScore(
    value: { matrix in mean(f1(matrix).map { 2 * $0.hits / (2 * $0.hits + $0.misses) }) },
    influences: influencesOnMacroF1)

  private static func mean(_ values: [Double]) -> Double? {
    values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
  }

  private static func influencesOnBalancedAccuracy(_ matrix: ConfusionMatrix) -> [[Double]] {
    let samples = matrix.samples
    let occurring = samples.count { $0 > 0 }
    return zip(matrix.correct, samples).enumerated().map { label, counts in
      guard counts.1 > 0 else { return Array(repeating: 0, count: matrix.classes) }
      let scale = Double(samples.reduce(0, +)) / Double(occurring * counts.1)
      let recall = Double(counts.0) / Double(counts.1)
      var row = Array(repeating: -scale * recall, count: matrix.classes)
      row[label] += scale
      return row
    }
  }

  private static func influencesOnMacroF1(_ matrix: ConfusionMatrix) -> [[Double]] {
    let total = Double(matrix.samples.reduce(0, +))
    let parts = f1(matrix)
    var ofHit = Array(repeating: 0.0, count: matrix.classes)
    var ofMiss = ofHit
    for part in parts {
      let sum: Double = 2 * part.hits + part.misses
      let scale: Double = 2 * total / (sum * sum * Double(parts.count))
      ofHit[part.label] = scale * part.misses
      ofMiss[part.label] = -scale * part.hits
    }
    return ofMiss.enumerated().map { label, influence in
      var row = ofMiss
      for predicted in row.indices { row[predicted] += influence }
      row[label] = ofHit[label]
      return row
    }
  }

  /// The counts that make up F1, of each class that occurs among labels or predictions.
  private static func f1(_ matrix: ConfusionMatrix) -> [(label: Int, hits: Double, misses: Double)] {
    let (samples, predicted, correct) = (matrix.samples, matrix.predicted, matrix.correct)
    return (0..<matrix.classes).compactMap { label in
      let all = samples[label] + predicted[label]
      return all > 0 ? (label, Double(correct[label]), Double(all - 2 * correct[label])) : nil
    }
  }
}

/// See ``ConfusionScore``.
final class ConfusionTally: ClassTally {
  private let score: ConfusionScore
  private var matrix: ConfusionMatrix
  /// Nil unless the samples are kept.
  private var kept: [(label: Int32, predicted: Int32)]?

  init(_ score: ConfusionScore, classes: Int, keepingSamples: Bool) {
    self.score = score
    matrix = ConfusionMatrix(classes: classes)
    kept = keepingSamples ? [] : nil
  }

  func add(predicted: ArraySlice<Int32>, labels: ArraySlice<Int32>) {
    matrix.add(predicted: predicted, labels: labels)
    kept?.append(contentsOf: zip(labels, predicted).lazy.map { ($0, $1) })
  }

  var value: Double? { score.value(matrix) }

  var samples: SampleValues? {
    guard let kept, let value else { return nil }
    let influences = score.influences(matrix)
    return .numbers(kept.map { Float(value + influences[Int($0.label)][Int($0.predicted)]) })
  }
}
