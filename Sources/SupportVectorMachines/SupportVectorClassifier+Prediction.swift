import CLibSVM
import Foundation

/// What LIBSVM's `svm_predict` computes, for eight samples at a time: its own walks through the zeros of each sample anew
/// for every support vector, and takes over ten times as long for images.
extension SupportVectorClassifier {
  private typealias Lanes = SIMD8<Double>

  /// Returns the predicted label of each sample of `features` [samples × features], row by row.
  ///
  /// - Throws: ``SupportVectorError`` if the length is not a multiple of the number of features, or a value is not
  ///   finite.
  public func predict(_ features: [Float]) throws -> [Int32] {
    let count = features.count / featureCount
    try Self.check(features, featureCount: featureCount, count: count)
    return predict(count) { columns(of: features, first: $0, lanes: $1) }
  }

  /// Returns the predicted label of each sample, of which only the values other than zero are given.
  ///
  /// - Throws: ``SupportVectorError`` if they have another number of features, or a value is not finite.
  public func predict(_ samples: SupportVectorSamples) throws -> [Int32] {
    try samples.check(count: samples.count)
    guard samples.featureCount == featureCount else {
      throw SupportVectorError("svm: samples of \(samples.featureCount) features, and not \(featureCount)")
    }
    return predict(samples.count) { first, lanes in
      var columns = [Lanes](repeating: Lanes(), count: featureCount)
      for lane in 0..<Lanes.scalarCount {
        samples.forEachValue(of: first + min(lane, lanes - 1)) { columns[$0][lane] = Double($1) }
      }
      return columns
    }
  }

  /// The predicted labels of `count` samples; `columns` returns the features of up to eight, from the first given.
  private func predict(_ count: Int, columns: (_ first: Int, _ lanes: Int) -> [Lanes]) -> [Int32] {
    let squares = supportVectors.map { nodes in nodes.reduce(0) { $0 + $1.value * $1.value } }
    var labels: [Int32] = []
    labels.reserveCapacity(count)
    for first in stride(from: 0, to: count, by: Lanes.scalarCount) {
      let lanes = min(Lanes.scalarCount, count - first)
      let votes = votes(kernelValues(columns(first, lanes), squares: squares))
      for lane in 0..<lanes {
        let best = votes.indices.reduce(0) { votes[$1][lane] > votes[$0][lane] ? $1 : $0 }
        labels.append(model.pointee.label[best])
      }
    }
    return labels
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

  /// The votes for each class, [classes]: class i against j > i decides by Σ coefficient · kernel − ρ over their support
  /// vectors.
  private func votes(_ kernels: [Lanes]) -> [Lanes] {
    let model = model.pointee
    let classes = Int(model.nr_class)
    var votes = [Lanes](repeating: Lanes(), count: classes)
    var ends: [Int] = []
    for index in 0..<classes { ends.append((ends.last ?? 0) + Int(model.nSV[index])) }
    let vectors = ends.indices.map { ends[$0] - Int(model.nSV[$0])..<ends[$0] }
    var pair = 0
    for i in 0..<classes {
      for j in i + 1..<max(classes, i + 1) {
        var decision = Lanes(repeating: -model.rho[pair])
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
