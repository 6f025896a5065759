import CLibSVM

/// A support vector machine that predicts a quantity: LIBSVM's ε-SVR.
///
/// C.-C. Chang and C.-J. Lin, "LIBSVM: a library for support vector machines", ACM TIST 2:27 (2011). Training is
/// deterministic: the same samples in the same order give the same machine.
public final class SupportVectorRegressor: Sendable {
  private let machine: TrainedMachine

  /// Trains with `features` [samples × `featureCount`], row by row, and the quantity of each sample. Errors of up to
  /// ``SupportVectorSettings/epsilon`` do not count, so quantities should be scaled to a standard deviation of about 1.
  ///
  /// See ``SupportVectorClassifier`` for the time that it takes, and for `isStopped`.
  ///
  /// - Throws: ``SupportVectorError`` for impossible settings and for features that are not finite;
  ///   ``SupportVectorError/overflow`` if kernel values overflow; ``SupportVectorError/stopped``.
  public init(
    features: [Float], featureCount: Int, targets: [Double], settings: SupportVectorSettings,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws {
    machine = try TrainedMachine(
      features: features, featureCount: featureCount, targets: targets, order: Array(targets.indices), settings,
      type: EPSILON_SVR, isStopped: isStopped)
  }

  /// Trains with samples of which only the values other than zero are given, which take memory alone.
  ///
  /// - Throws: as ``init(features:featureCount:targets:settings:isStopped:)``.
  public init(
    _ samples: SupportVectorSamples, targets: [Double], settings: SupportVectorSettings,
    isStopped: @escaping @Sendable () -> Bool = { false }
  ) throws {
    machine = try TrainedMachine(
      samples, targets: targets, order: Array(targets.indices), settings, type: EPSILON_SVR, isStopped: isStopped)
  }

  /// Processor seconds that training took outside the calling thread.
  public var secondsElsewhere: Double { machine.secondsElsewhere }

  /// Returns the predicted quantity of each sample of `features` [samples × features], row by row: Σ coefficient · kernel −
  /// ρ over the support vectors.
  ///
  /// - Throws: ``SupportVectorError`` if the length is not a multiple of the number of features, or a value is not
  ///   finite.
  public func predict(_ features: [Float]) throws -> [Double] {
    try quantities(machine.kernels(of: features))
  }

  /// Returns the same for samples of which only the values other than zero are given.
  ///
  /// - Throws: ``SupportVectorError`` if they have another number of features, or a value is not finite.
  public func predict(_ samples: SupportVectorSamples) throws -> [Double] {
    try quantities(machine.kernels(of: samples))
  }

  private func quantities(_ groups: TrainedMachine.Kernels) throws -> [Double] {
    let model = machine.model.pointee
    var predicted: [Double] = []
    try groups.forEachGroup { kernels, lanes in
      var values = TrainedMachine.Lanes(repeating: -model.rho[0])
      for (vector, kernel) in kernels.enumerated() { values += (model.sv_coef[0]?[vector] ?? 0) * kernel }
      predicted += (0..<lanes).map { values[$0] }
    }
    return predicted
  }
}
