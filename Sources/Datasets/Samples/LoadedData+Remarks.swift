extension LoadedData {
  /// What may surprise in the data, one line each; mostly in a file of the user's own.
  public var remarks: [String] {
    let sets = [("", pool)] + (canonicalTest.map { [("Test samples: ", $0)] } ?? [])
    return sets.flatMap { name, samples in
      (samples.remarks + [samples.extreme].compactMap(\.self)).map { name + $0 }
    }
      + (isOwnFile && pool.table == nil ? ArrayRemarks(pool).lines : [])
      + [
        isOwnFile ? alike : nil, isOwnFile ? repetitions : nil, isOwnFile ? farTest : nil, isOwnFile ? farTarget : nil,
        isOwnFile ? farValues : nil, singles,
      ].compactMap(\.self)
  }

  /// One line on features of the test set that lie far from those of the pool; nil if there are none.
  private var farTest: String? {
    guard let canonicalTest, canonicalTest.table != nil, pool.features.count <= Dataset.mostValues else { return nil }
    return FeatureScaler(.standardise, fittedTo: pool, rows: pool.labels.indices)
      .remark(on: canonicalTest, .standardise, farFrom: "the samples to train on").map { "Test samples: \($0)" }
  }

  /// One line on a quantity of which most test samples are beyond all to train on; nil if they are not.
  private var farTarget: String? {
    guard let ours = pool.quantity?.values, let theirs = canonicalTest?.quantity?.values,
      let low = ours.min(), let high = ours.max(), min(ours.count, theirs.count) >= TableRemarks.fewestSamples,
      2 * theirs.count(where: { !(low...high).contains($0) }) > theirs.count
    else { return nil }
    let words = [theirs.sorted()[theirs.count / 2], low, high].map { Float($0).description }
    return
      "Test samples: most values of the target are beyond those to train on, as in another unit (such as \(words[0]), beyond "
      + "\(words[1]) to \(words[2])); check how both were measured"
  }

  /// How many times larger the largest value of one set may be than that of the other.
  private static let largestRatio = 20.0

  /// One line on test samples without named columns whose largest value is far from that of the samples to train on; nil of
  /// others.
  private var farValues: String? {
    guard let canonicalTest, pool.table == nil, pool.features.count <= Dataset.mostValues,
      canonicalTest.features.count <= Dataset.mostValues, canonicalTest.count >= TableRemarks.fewestSamples
    else { return nil }
    let (ours, theirs) = (pool.features.largestMagnitude, canonicalTest.features.largestMagnitude)
    guard ours > 0, theirs > 0, max(ours / theirs, theirs / ours) > Self.largestRatio else { return nil }
    return
      "Test samples: values are up to \(Float(theirs)), and those to train on up to \(Float(ours)), as in another unit; check how "
      + "both were scaled"
  }

  /// One line on classes with a single sample; nil if there are none.
  private var singles: String? {
    guard pool.quantity == nil else { return nil }
    let names = zip(pool.classNames, pool.classCounts).filter { $1 == 1 }.map { quoted($0.0) }
    guard !names.isEmpty else { return nil }
    let use = canonicalTest == nil ? "trained on or tested on" : "trained on or validated on"
    return "\(names.count == 1 ? "A class" : "Classes") with one sample, which is \(use), never both: \(listed(names))"
  }

  /// One line on classes with nearly the same name; nil if there are none.
  private var alike: String? {
    TableRemarks.alike(pool.classNames).map {
      "Classes that differ only in case or in spaces, such as \($0.map(quoted).joined(separator: " and ")); spell them alike if "
        + "they are one"
    }
  }

  private var isOwnFile: Bool {
    pool.table != nil || (try? DatasetCatalogue.source(named: pool.name))?.isOwnFile == true
  }

  /// One line on samples that may be trained on and tested on; nil if there are none.
  private var repetitions: String? {
    guard pool.features.count <= Dataset.mostValues else { return nil }
    let training = pool.fingerprints()
    let target = pool.quantity == nil ? "class" : "target"
    guard let canonicalTest else {
      let counts = Dictionary(training.map { ($0, 1) }, uniquingKeysWith: +)
      let repeated = counts.values.reduce(0) { $0 + ($1 > 1 ? $1 : 0) }
      return repeated == 0
        ? nil
        : "\(repeated) of \(training.count) samples have the same values and \(target) as another, so that what is tested on may have "
          + "been trained on"
    }
    let different = Set(training)
    let shared = canonicalTest.fingerprints().count { different.contains($0) }
    return shared == 0
      ? nil
      : "\(shared) of \(canonicalTest.count) test samples \(shared == 1 ? "has" : "have") the same values and \(target) as "
        + "one to train on"
  }
}

extension Dataset {
  /// The share of the squared deviations of a target that one sample may have without a word.
  private static let largestShare = 0.25

  /// One line on a sample whose target is so far from all others that the squared errors are mostly its; nil if there is none.
  fileprivate var extreme: String? {
    guard let quantity, count >= TableRemarks.fewestSamples else { return nil }
    let mean = quantity.values.reduce(0) { $0 + $1 / Double(count) }
    let squares = quantity.values.map { ($0 - mean) * ($0 - mean) }
    let sum = squares.reduce(0, +)
    guard let most = squares.indices.max(by: { squares[$0] < squares[$1] }), squares[most] > Self.largestShare * sum
    else {
      return nil
    }
    let place = lines.map { "in line \($0[most])" } ?? "of sample \(most + 1)"
    let value = quantity.values[most]
    return "\(quoted(quantity.name)) is \(Int(exactly: value).map(String.init) ?? "\(value)") \(place), which has "
      + "\(Int((100 * squares[most] / sum).rounded()))\u{A0}% of the squared deviations from the mean of all \(count) samples, so that RMSE "
      + "and R² depend on which set it is in; check it, and prefer the metric mae, on which a single sample has less influence"
  }

  /// The most values that are looked through for samples that occur twice.
  fileprivate static let mostValues = 1 << 24

  /// How many samples have the same values and class, or quantity, as one of those of `other` at `rows`; 0 if there are too many
  /// values to look through.
  package func count(of other: Dataset, rows: [Int]) -> Int {
    guard featureCount == other.featureCount, (quantity == nil) == (other.quantity == nil),
      max(features.count, other.features.count) <= Self.mostValues
    else { return 0 }
    let known = Set(other.fingerprints(of: rows))
    return fingerprints().count(where: known.contains)
  }

  /// A number for each sample, or for those at `rows`: the same for samples with the same features and class, and for others
  /// only by rare chance.
  fileprivate func fingerprints(of rows: [Int]? = nil) -> [Int] {
    (rows ?? Array(labels.indices)).map { sample in
      var hasher = Hasher()
      if let quantity {
        hasher.combine(quantity.values[sample])
      } else {
        hasher.combine(classNames[Int(labels[sample])])
      }
      for value in features.doubles(in: sample * featureCount..<(sample + 1) * featureCount) {
        // NaN, which stands for a missing value, is not equal to itself.
        hasher.combine(value.isNaN ? Double.infinity : value)
      }
      return hasher.finalize()
    }
  }
}
