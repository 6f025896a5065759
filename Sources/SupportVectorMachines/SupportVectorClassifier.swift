import CLibSVM

/// A support vector machine for classification: LIBSVM's C-SVC, one against one, decided by majority vote.
///
/// C.-C. Chang and C.-J. Lin, "LIBSVM: a library for support vector machines", ACM TIST 2:27 (2011). Training is
/// deterministic: the same samples in the same order give the same classifier. If votes are tied, the smallest of the
/// tied labels wins.
public final class SupportVectorClassifier: Sendable {
  let machine: TrainedMachine

  /// Trains with `features` [samples × `featureCount`], row by row, and the label of each sample.
  ///
  /// If all samples have the same label, every prediction is that label. The time of training grows with the square of the
  /// number of samples or faster; with a large `c` or unscaled features it can take very long. It is done in a copy of the
  /// process, unless samples are few; `isStopped` is asked every few milliseconds whether to end it, and later to end predictions.
  ///
  /// - Throws: ``SupportVectorError`` for impossible settings and for features that are not finite;
  ///   ``SupportVectorError/overflow`` if kernel values overflow; ``SupportVectorError/stopped``.
  public init(
    features: [Float], featureCount: Int, labels: [Int32], settings: SupportVectorSettings,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws {
    machine = try TrainedMachine(
      features: features, featureCount: featureCount, targets: labels.map { Double($0) }, order: Self.order(labels),
      settings, type: C_SVC, isStopped: isStopped)
  }

  /// Trains with samples of which only the values other than zero are given, which take memory alone.
  ///
  /// - Throws: as ``init(features:featureCount:labels:settings:isStopped:)``.
  public init(
    _ samples: SupportVectorSamples, labels: [Int32], settings: SupportVectorSettings,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws {
    machine = try TrainedMachine(
      samples, targets: labels.map { Double($0) }, order: Self.order(labels), settings, type: C_SVC,
      isStopped: isStopped)
  }

  /// LIBSVM numbers the classes as it meets them, and ties go to the first.
  private static func order(_ labels: [Int32]) -> [Int] {
    labels.indices.sorted { (labels[$0], $0) < (labels[$1], $1) }
  }

  /// Processor seconds that training took outside the calling thread.
  public var secondsElsewhere: Double { machine.secondsElsewhere }

  /// Number of training samples that the classifier depends on (support vectors).
  public var supportVectorCount: Int { machine.supportVectorCount }

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

  /// Returns the predicted label of each sample of `features` [samples × features], row by row.
  ///
  /// - Throws: ``SupportVectorError`` if the length is not a multiple of the number of features, or a value is not
  ///   finite.
  public func predict(_ features: [Float]) throws -> [Int32] { try labels(machine.kernels(of: features)) }

  /// Returns the predicted label of each sample, of which only the values other than zero are given.
  ///
  /// - Throws: ``SupportVectorError`` if they have another number of features, or a value is not finite.
  public func predict(_ samples: SupportVectorSamples) throws -> [Int32] {
    try labels(machine.kernels(of: samples))
  }

  private func labels(_ groups: TrainedMachine.Kernels) throws -> [Int32] {
    var labels: [Int32] = []
    try groups.forEachGroup { kernels, lanes in
      let votes = votes(kernels)
      for lane in 0..<lanes {
        let best = votes.indices.reduce(0) { votes[$1][lane] > votes[$0][lane] ? $1 : $0 }
        labels.append(machine.model.pointee.label[best])
      }
    }
    return labels
  }

  /// The votes for each class, [classes]: class i against j > i decides by Σ coefficient · kernel − ρ over their support
  /// vectors.
  private func votes(_ kernels: [TrainedMachine.Lanes]) -> [TrainedMachine.Lanes] {
    let model = machine.model.pointee
    let classes = Int(model.nr_class)
    var votes = [TrainedMachine.Lanes](repeating: .zero, count: classes)
    var ends: [Int] = []
    for index in 0..<classes { ends.append((ends.last ?? 0) + Int(model.nSV[index])) }
    let vectors = ends.indices.map { ends[$0] - Int(model.nSV[$0])..<ends[$0] }
    var pair = 0
    for i in 0..<classes {
      for j in i + 1..<max(classes, i + 1) {
        var decision = TrainedMachine.Lanes(repeating: -model.rho[pair])
        for vector in vectors[i] { decision += (model.sv_coef[j - 1]?[vector] ?? 0) * kernels[vector] }
        for vector in vectors[j] { decision += (model.sv_coef[i]?[vector] ?? 0) * kernels[vector] }
        let isFirst = decision .> 0
        votes[i].replace(with: votes[i] + 1, where: isFirst)
        votes[j].replace(with: votes[j] + 1, where: .!isFirst)
        pair += 1
      }
    }
    return votes
  }
}
