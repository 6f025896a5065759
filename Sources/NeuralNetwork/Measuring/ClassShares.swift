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
/// Samples in groups may be right or wrong together, and count as fewer; see ``SampleGroups``.
struct ClassShares {
  /// The share of each class that occurs, ascending; how many independent samples there are to tell it from the others, and how
  /// many of these are of the class.
  private let shares: [(share: Double, independent: Double, ofClass: Double)]
  /// Number of independent samples.
  private let samples: Double
  private let classes: Int

  /// Of samples with `labels`, of data with `classes` classes; `groups` are those of the samples, if they are in any.
  init(_ labels: some Collection<Int32>, classes: Int, groups: [Int]? = nil) {
    var counts: [Int32: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    let sampleGroups = SampleGroups(groups, samples: labels.count)
    // Sums must not depend on the order of a dictionary.
    let found = counts.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map { label, count in
      let share = Double(count) / Double(labels.count)
      let between = groups == nil ? 1 : sampleGroups.shareBetween(labels.map { $0 == label ? 1 : 0 })
      return (share: share, count: Double(count), between: between)
    }
    shares = found.map { share, count, between in
      let independent = sampleGroups.independentCount(between: between)
      return (share, independent, count * (independent / Double(labels.count)))
    }
    let spread = found.reduce(0) { $0 + $1.share * (1 - $1.share) }
    samples = sampleGroups.independentCount(
      between: spread > 0 ? found.reduce(0) { $0 + $1.between * $1.share * (1 - $1.share) } / spread : 1)
    self.classes = classes
  }

  /// The accuracy below which a model may know nothing.
  var accuracyLimit: Double {
    guard let (share, independent, _) = shares.last else { return 0 }
    return share + 3 * (share * (1 - share) / independent).squareRoot()
  }

  /// The balanced accuracy or macro-averaged F1 below which a model may know nothing: what the mean recall of such a model
  /// exceeds with the probability of three standard errors at most.
  var meanOverClassesLimit: Double {
    shares.isEmpty ? 0 : MeanRecall(shares.map(\.ofClass)).limit(probability: Self.rareness)
  }

  /// The area under the ROC curve below which a model may know nothing: one half plus three standard errors
  /// √((n + 1)/(12·m·(n − m))) of that for m of n samples (J. A. Hanley and B. J. McNeil, Radiology 143, 1982). The mean of these
  /// over classes is at least that of the mean. A class counts with no more than 1, unless all would: a few samples of each are
  /// in the right order by luck, so that no value is beyond the limit then.
  var areaUnderCurveLimit: Double {
    let errors = shares.filter { $0.share < 1 }.map { share, n, _ in
      ((n + 1) / (12 * share * n * (1 - share) * n)).squareRoot()
    }
    guard !errors.isEmpty else { return 1 }
    let most = errors.allSatisfy { 3 * $0 >= 0.5 } ? .infinity : 0.5
    return 0.5 + errors.reduce(0) { $0 + min(3 * $1, most) } / Double(errors.count)
  }

  /// The mean loss at or above which a model may know nothing.
  func limit(of loss: Loss) -> Double {
    let outputs = Double(loss == .meanSquaredError ? max(classes, 1) : 1)
    let known: Double =
      switch loss {
      case .crossEntropy, .binaryCrossEntropy: shares.reduce(0) { $0 - $1.share * log($1.share) }
      case .meanSquaredError: (1 - shares.reduce(0) { $0 + $1.share * $1.share }) / outputs
      }
    return known - max(known / 20, -log(Self.rareness) / (max(samples, 1) * outputs))
  }

  /// The probability that a normal number is more than three standard deviations above its mean.
  private static let rareness = erfc(3 / 2.0.squareRoot()) / 2
}
