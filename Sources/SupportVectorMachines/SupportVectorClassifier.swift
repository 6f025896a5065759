import CLibSVM

/// A support vector machine for classification: LIBSVM's C-SVC, one against one, decided by majority vote.
///
/// C.-C. Chang and C.-J. Lin, "LIBSVM: a library for support vector machines", ACM TIST 2:27 (2011). Training is
/// deterministic: the same samples in the same order give the same classifier. If votes are tied, the smallest of the
/// tied labels wins.
public final class SupportVectorClassifier {
  let featureCount: Int
  /// The model's support vectors are nodes of these.
  private let samples: SparseSamples
  let model: UnsafeMutablePointer<svm_model>

  /// Trains with `features` [samples × `featureCount`], row by row, and the label of each sample.
  ///
  /// If all samples have the same label, every prediction is that label. Training cannot be interrupted. Its time grows
  /// with the square of the number of samples or faster; with a large `c` or unscaled features it can take very long.
  ///
  /// - Throws: ``SupportVectorError`` for impossible settings and for features that are not finite;
  ///   ``SupportVectorError/overflow`` if kernel values overflow.
  public convenience init(
    features: [Float], featureCount: Int, labels: [Int32], settings: SupportVectorSettings
  ) throws {
    try Self.check(count: labels.count)
    try Self.check(features, featureCount: featureCount, count: labels.count)
    let parameters = try settings.parameters(featureCount: featureCount) {
      // Two passes, the mean first: sums of squares would cancel.
      let mean = features.reduce(0.0) { $0 + Double($1) } / Double(features.count)
      return features.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(features.count)
    }
    let order = Self.order(labels)
    try self.init(
      SparseSamples(features: features, featureCount: featureCount, order: order), featureCount: featureCount,
      order.map { Double(labels[$0]) }, parameters)
  }

  /// Trains with samples of which only the values other than zero are given, which take memory alone.
  ///
  /// - Throws: as ``init(features:featureCount:labels:settings:)``.
  public convenience init(_ samples: SupportVectorSamples, labels: [Int32], settings: SupportVectorSettings) throws {
    try Self.check(count: labels.count)
    try samples.check(count: labels.count)
    let parameters = try settings.parameters(featureCount: samples.featureCount) { samples.variance }
    let order = Self.order(labels)
    try self.init(
      SparseSamples(samples, order: order), featureCount: samples.featureCount, order.map { Double(labels[$0]) },
      parameters)
  }

  /// LIBSVM numbers the classes as it meets them, and ties go to the first.
  private static func order(_ labels: [Int32]) -> [Int] {
    labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
  }

  private static func check(count: Int) throws {
    guard 1..<Int(Int32.max) ~= count else {
      throw SupportVectorError("svm: \(count) samples to train with are not in 1…\(Int32.max - 1)")
    }
  }

  /// Trains with samples in the order of their `classes`.
  private init(
    _ samples: SparseSamples, featureCount: Int, _ classes: [Double], _ parameters: svm_parameter
  ) throws {
    var (classes, parameters) = (classes, parameters)
    Self.silenceLibrary
    model = try classes.withUnsafeMutableBufferPointer { classes in
      var problem = svm_problem(l: Int32(classes.count), y: classes.baseAddress, x: samples.rows.baseAddress)
      if let objection = svm_check_parameter(&problem, &parameters) {
        throw SupportVectorError("svm: " + String(cString: objection))
      }
      return svm_train(&problem, &parameters)
    }
    self.samples = samples
    self.featureCount = featureCount
    guard isFinite else { throw SupportVectorError.overflow }
  }

  deinit {
    var model: UnsafeMutablePointer<svm_model>? = model
    svm_free_and_destroy_model(&model)
  }

  /// Number of training samples that the classifier depends on (support vectors).
  public var supportVectorCount: Int { Int(svm_get_nr_sv(model)) }

  /// Returns the share of samples that are classified correctly, 0–1. `features` is [samples × features], row by row.
  ///
  /// - Throws: ``SupportVectorError`` if there are no samples, the numbers of samples and labels differ, or features
  ///   are not finite.
  public func accuracy(features: [Float], labels: [Int32]) throws -> Double {
    let predicted = try predict(features)
    guard predicted.count == labels.count, !labels.isEmpty else {
      throw SupportVectorError("svm: \(predicted.count) samples cannot be compared with \(labels.count) labels")
    }
    return Double(zip(predicted, labels).count { $0 == $1 }) / Double(labels.count)
  }

  /// LIBSVM reports its progress on standard output unless told otherwise, once for the whole process.
  private static let silenceLibrary: Void = svm_set_print_string_function { _ in }

  static func check(_ features: [Float], featureCount: Int, count: Int) throws {
    guard 1...Int(Int32.max) ~= featureCount else {
      throw SupportVectorError("svm: \(featureCount) features to a sample are not in 1…\(Int32.max)")
    }
    guard count.multipliedReportingOverflow(by: featureCount) == (features.count, false) else {
      throw SupportVectorError("svm: \(features.count) values are not \(count) samples of \(featureCount) features")
    }
    if let position = features.firstIndex(where: { !$0.isFinite }) {
      throw SupportVectorError(
        "svm: feature \(position % featureCount + 1) of sample \(position / featureCount + 1) is \(features[position]), "
          + "not a finite number", isOverflow: true)
    }
  }

  /// False if kernel values overflowed in training.
  private var isFinite: Bool {
    let model = model.pointee
    let (classes, vectors) = (Int(model.nr_class), Int(model.l))
    let offsets = UnsafeBufferPointer(start: model.rho, count: classes * (classes - 1) / 2)
    return offsets.allSatisfy(\.isFinite)
      && (0..<classes - 1).allSatisfy {
        UnsafeBufferPointer(start: model.sv_coef[$0], count: vectors).allSatisfy(\.isFinite)
      }
  }
}

/// Several threads may ask at once: LIBSVM only reads a trained model, and keeps no other state that predictions share.
extension SupportVectorClassifier: @unchecked Sendable {}
