import CForkedTraining
import CLibSVM
import Foundation

/// A machine that LIBSVM has trained, for classes or for a quantity.
final class TrainedMachine {
  let featureCount: Int
  /// The model's support vectors are nodes of these.
  private let samples: SparseSamples
  let model: UnsafeMutablePointer<svm_model>
  /// Processor seconds that training took in a process of its own.
  let secondsElsewhere: Double
  private let isStopped: @Sendable () -> Bool

  /// Trains with `features` [samples × `featureCount`], row by row, and the target of each sample, taken in `order`; `type` is
  /// one of LIBSVM's kinds of machines. Training and prediction end when `isStopped` returns true.
  ///
  /// - Throws: ``SupportVectorError``.
  convenience init(
    features: [Float], featureCount: Int, targets: [Double], order: [Int], _ settings: SupportVectorSettings,
    type: some BinaryInteger, isStopped: @escaping @Sendable () -> Bool
  ) throws {
    try Self.check(count: targets.count)
    try Self.check(features, featureCount: featureCount, count: targets.count)
    let parameters = try settings.parameters(featureCount: featureCount) {
      // Two passes, the mean first: sums of squares would cancel.
      let mean = features.reduce(0.0) { $0 + Double($1) } / Double(features.count)
      return features.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(features.count)
    }
    try self.init(
      SparseSamples(features: features, featureCount: featureCount, order: order), featureCount: featureCount,
      order.map { targets[$0] }, parameters, type: Int32(type), isStopped: isStopped)
  }

  /// Trains with samples of which only the values other than zero are given.
  ///
  /// - Throws: ``SupportVectorError``.
  convenience init(
    _ samples: SupportVectorSamples, targets: [Double], order: [Int], _ settings: SupportVectorSettings,
    type: some BinaryInteger, isStopped: @escaping @Sendable () -> Bool
  ) throws {
    try Self.check(count: targets.count)
    try samples.check(count: targets.count)
    let parameters = try settings.parameters(featureCount: samples.featureCount) { samples.variance }
    try self.init(
      SparseSamples(samples, order: order), featureCount: samples.featureCount, order.map { targets[$0] }, parameters,
      type: Int32(type), isStopped: isStopped)
  }

  /// Trains with samples in the order of their `targets`.
  private init(
    _ samples: SparseSamples, featureCount: Int, _ targets: [Double], _ parameters: svm_parameter, type: Int32,
    isStopped: @escaping @Sendable () -> Bool
  ) throws {
    var (targets, parameters) = (targets, parameters)
    parameters.svm_type = type
    Self.silenceLibrary
    (model, secondsElsewhere) = try targets.withUnsafeMutableBufferPointer { targets in
      var problem = svm_problem(l: Int32(targets.count), y: targets.baseAddress, x: samples.rows.baseAddress)
      if let objection = svm_check_parameter(&problem, &parameters) {
        throw SupportVectorError("svm: " + String(cString: objection))
      }
      return try Self.train(&problem, &parameters, isStopped)
    }
    self.samples = samples
    self.featureCount = featureCount
    self.isStopped = isStopped
    guard isFinite else { throw SupportVectorError.overflow }
  }

  deinit {
    var model: UnsafeMutablePointer<svm_model>? = model
    svm_free_and_destroy_model(&model)
  }

  /// Number of training samples that the machine depends on.
  var supportVectorCount: Int { Int(svm_get_nr_sv(model)) }

  /// With fewer samples training is over in a moment, and a process of its own would take longer than that.
  private static let fewestSamplesApart = 100

  /// Trains in a process of its own, as LIBSVM's training cannot be stopped; in this one if there are few samples, or no
  /// process can be started.
  private static func train(
    _ problem: inout svm_problem, _ parameters: inout svm_parameter, _ isStopped: @Sendable () -> Bool
  ) throws -> (UnsafeMutablePointer<svm_model>, seconds: Double) {
    if problem.l >= fewestSamplesApart {
      var model: UnsafeMutablePointer<svm_model>?
      var seconds = 0.0
      let end = withoutActuallyEscaping(isStopped) { isStopped in
        withUnsafePointer(to: isStopped) { stop in
          forked_training(
            &problem, &parameters,
            { context in context?.assumingMemoryBound(to: (@Sendable () -> Bool).self).pointee() ?? false },
            UnsafeMutableRawPointer(mutating: stop), &model, &seconds)
        }
      }
      switch end {
      case forked_training_stopped: throw SupportVectorError.stopped
      case forked_training_not_started: break
      default:
        guard let model else {
          throw SupportVectorError(
            "svm: the process that trains it on \(problem.l) samples ended before it was done; is memory short?")
        }
        return (model, seconds)
      }
    }
    guard !isStopped() else { throw SupportVectorError.stopped }
    return (svm_train(&problem, &parameters), 0)
  }

  /// LIBSVM reports its progress on standard output unless told otherwise, once for the whole process.
  private static let silenceLibrary: Void = svm_set_print_string_function { _ in }

  private static func check(count: Int) throws {
    guard 1..<Int(Int32.max) ~= count else {
      throw SupportVectorError("svm: \(count) samples to train with are not in 1…\(Int32.max - 1)")
    }
  }

  private static func check(_ features: [Float], featureCount: Int, count: Int) throws {
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

  /// False if kernel values overflowed in training. A machine for a quantity counts as one of two classes.
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
extension TrainedMachine: @unchecked Sendable {}

// MARK: prediction

/// What LIBSVM's `svm_predict` computes, for eight samples at a time: its own walks through the zeros of each sample anew
/// for every support vector, and takes over ten times as long for images.
extension TrainedMachine {
  typealias Lanes = SIMD8<Double>

  /// The kernels of support vectors with samples, which are computed for eight samples at a time.
  struct Kernels {
    let count: Int
    let isStopped: () -> Bool
    let kernels: (_ first: Int, _ lanes: Int) -> [Lanes]

    /// Calls `use` with the kernel of each support vector with eight samples, [support vectors], for one group of samples
    /// after the other, and how many of the eight there are.
    ///
    /// - Throws: ``SupportVectorError/stopped``.
    func forEachGroup(_ use: (_ kernels: [Lanes], _ lanes: Int) -> Void) throws {
      for first in stride(from: 0, to: count, by: Lanes.scalarCount) {
        guard !isStopped() else { throw SupportVectorError.stopped }
        let lanes = min(Lanes.scalarCount, count - first)
        use(kernels(first, lanes), lanes)
      }
    }
  }

  /// The kernels with the samples of `features` [samples × features], row by row.
  ///
  /// - Throws: ``SupportVectorError`` if the length is not a multiple of the number of features, or a value is not
  ///   finite.
  func kernels(of features: [Float]) throws -> Kernels {
    let count = features.count / featureCount
    try Self.check(features, featureCount: featureCount, count: count)
    return kernels(count) { self.columns(of: features, first: $0, lanes: $1) }
  }

  /// The kernels with samples of which only the values other than zero are given.
  ///
  /// - Throws: ``SupportVectorError`` if they have another number of features, or a value is not finite.
  func kernels(of samples: SupportVectorSamples) throws -> Kernels {
    try samples.check(count: samples.count)
    guard samples.featureCount == featureCount else {
      throw SupportVectorError("svm: samples of \(samples.featureCount) features, and not \(featureCount)")
    }
    return kernels(samples.count) { [featureCount] first, lanes in
      var columns = [Lanes](repeating: Lanes(), count: featureCount)
      for lane in 0..<Lanes.scalarCount {
        samples.forEachValue(of: first + min(lane, lanes - 1)) { columns[$0][lane] = Double($1) }
      }
      return columns
    }
  }

  /// Those with `count` samples; `columns` returns the features of up to eight, from the first given.
  private func kernels(_ count: Int, columns: @escaping (_ first: Int, _ lanes: Int) -> [Lanes]) -> Kernels {
    let squares = supportVectors.map { nodes in nodes.reduce(0) { $0 + $1.value * $1.value } }
    return Kernels(count: count, isStopped: isStopped) { self.kernelValues(columns($0, $1), squares: squares) }
  }

  /// The columns of up to eight samples, [features]; lanes without a sample repeat the last.
  private func columns(of features: [Float], first: Int, lanes: Int) -> [Lanes] {
    let starts = (0..<Lanes.scalarCount).map { (first + min($0, lanes - 1)) * featureCount }
    return (0..<featureCount).map { column in
      var values = Lanes()
      for lane in values.indices { values[lane] = Double(features[starts[lane] + column]) }
      return values
    }
  }

  /// The kernel of each support vector with eight samples, [support vectors].
  private func kernelValues(_ columns: [Lanes], squares: [Double]) -> [Lanes] {
    let parameters = model.pointee.param
    let sampleSquares = columns.reduce(Lanes()) { $0 + $1 * $1 }
    return columns.withUnsafeBufferPointer { columns in
      zip(supportVectors, squares).map { nodes, square in
        var product = Lanes()
        for node in nodes { product += node.value * columns[Int(node.index) - 1] }
        switch parameters.kernel_type {
        case Int32(POLY):
          let base = parameters.gamma * product + parameters.coef0
          return base.mapLanes { pow($0, Double(parameters.degree)) }
        case Int32(RBF):
          return (-parameters.gamma * (square + sampleSquares - 2 * product)).mapLanes(exp)
        default:
          return product
        }
      }
    }
  }

  /// The nodes of each support vector, without end marks.
  private var supportVectors: [UnsafeBufferPointer<svm_node>] {
    (0..<supportVectorCount).map { vector in
      guard let nodes = model.pointee.SV[vector] else { return UnsafeBufferPointer(start: nil, count: 0) }
      var count = 0
      while nodes[count].index >= 0 { count += 1 }
      return UnsafeBufferPointer(start: nodes, count: count)
    }
  }
}

extension SIMD8<Double> {
  fileprivate func mapLanes(_ transform: (Double) -> Double) -> Self {
    var result = self
    for lane in indices { result[lane] = transform(self[lane]) }
    return result
  }
}
