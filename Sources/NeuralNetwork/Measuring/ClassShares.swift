import Foundation

/// The share of each class among some samples, and the scores that a model that knows only these shares may reach.
///
/// An accuracy counts if it reaches that of always predicting the most frequent class plus three standard errors
/// √(p(1 − p)/n) of a share p of n samples. If one class is very frequent, no accuracy may be high enough. So a loss
/// counts as well, if it is clearly below that of always predicting the share of each class: by a twentieth, and by
/// ln(1/α)/n, with α the probability of three standard errors. On n samples a model that knows nothing gains as much
/// with a probability of at most α, since its likelihood divided by that of the shares has a mean of at most 1
/// (Markov's inequality). For squared errors the same holds for their sum over the outputs (T. van Erven and others,
/// "Fast rates in statistical and online learning", Journal of Machine Learning Research 16, 2015); of outputs that are no
/// probabilities as well, as the nearest probabilities have no larger errors.
///
/// Samples in groups, such as the scans of each patient, may all be right or wrong together. So many independent samples are
/// counted then as there are groups, or fewer if groups differ in size; see ``IndependentCount``.
struct ClassShares {
  /// The share of each class that occurs, ascending.
  private let shares: [Double]
  /// The numbers of independent samples of each class and of all others.
  private let counts: [(ofClass: Double, others: Double)]
  /// Number of independent samples of all classes.
  private let samples: Double
  private let classes: Int

  /// Of samples with `labels`, of data with `classes` classes; `groups` are those of the samples, if they are in any.
  init(_ labels: some Collection<Int32>, classes: Int, groups: [Int]? = nil) {
    var byClass: [Int32: IndependentCount] = [:]
    var all = IndependentCount()
    for (index, label) in labels.enumerated() {
      let group = groups?[index]
      byClass[label, default: IndependentCount()].add(group)
      all.add(group)
    }
    // Sums must not depend on the order of a dictionary.
    let ofClasses = byClass.values.map { (samples: $0.samples, ofClass: $0.value, others: all.value(without: $0)) }
      .sorted { $0 < $1 }
    shares = ofClasses.map { Double($0.samples) / Double(labels.count) }
    counts = ofClasses.map { ($0.ofClass, $0.others) }
    samples = all.value
    self.classes = classes
  }

  /// The accuracy below which a model may know nothing.
  var accuracyLimit: Double {
    guard let share = shares.max() else { return 0 }
    return share + 3 * (share * (1 - share) / samples).squareRoot()
  }

  /// The balanced accuracy or macro-averaged F1 below which a model may know nothing: what the mean recall of such a model
  /// exceeds with the probability of three standard errors at most.
  var meanOverClassesLimit: Double {
    counts.isEmpty ? 0 : MeanRecall(counts.map(\.ofClass)).limit(probability: Self.rareness)
  }

  /// The area under the ROC curve below which a model may know nothing: one half plus three standard errors
  /// √((m + k + 1)/(12·m·k)) of that for m samples of the class and k others (J. A. Hanley and B. J. McNeil, Radiology 143,
  /// 1982), but no more than 1 for a class. The mean of these over classes is at least that of the mean.
  var areaUnderCurveLimit: Double {
    let errors = counts.filter { $0.others > 0 }.map {
      (($0.ofClass + $0.others + 1) / (12 * $0.ofClass * $0.others)).squareRoot()
    }
    return errors.isEmpty ? 1 : 0.5 + errors.reduce(0) { $0 + min(3 * $1, 0.5) } / Double(errors.count)
  }

  /// The mean loss at or above which a model may know nothing.
  func limit(of loss: Loss) -> Double {
    let outputs = Double(loss == .meanSquaredError ? max(classes, 1) : 1)
    let known: Double =
      switch loss {
      case .crossEntropy, .binaryCrossEntropy: shares.reduce(0) { $0 - $1 * log($1) }
      case .meanSquaredError: (1 - shares.reduce(0) { $0 + $1 * $1 }) / outputs
      }
    return known - max(known / 20, -log(Self.rareness) / (max(samples, 1) * outputs))
  }

  /// The probability that a normal number is more than three standard deviations above its mean.
  private static let rareness = erfc(3 / 2.0.squareRoot()) / 2
}
