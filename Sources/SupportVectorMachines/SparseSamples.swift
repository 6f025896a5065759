import CLibSVM

/// Samples as LIBSVM reads them: of each row the values that are not zero, with their columns, counted from 1, and an end
/// mark. A value takes 16 bytes.
final class SparseSamples {
  /// The first node of each row.
  let rows: UnsafeMutableBufferPointer<UnsafeMutablePointer<svm_node>?>
  private let nodes: UnsafeMutableBufferPointer<svm_node>

  /// Copies the rows of `features` that `order` lists, `featureCount` values each.
  init(features: [Float], featureCount: Int, order: [Int]) {
    func row(_ index: Int) -> ArraySlice<Float> { features[index * featureCount..<(index + 1) * featureCount] }
    let count = order.reduce(0) { $0 + row($1).count { $0 != 0 } + 1 }
    nodes = .allocate(capacity: count)
    rows = .allocate(capacity: order.count)
    var next = 0
    for (index, source) in order.enumerated() {
      let target = UnsafeMutableBufferPointer(rebasing: nodes[next...])
      rows.initializeElement(at: index, to: target.baseAddress)
      next += Self.write(row(source), to: target)
    }
  }

  /// Copies the rows of `samples` that `order` lists.
  init(_ samples: SupportVectorSamples, order: [Int]) {
    nodes = .allocate(capacity: samples.values.count + samples.count)
    rows = .allocate(capacity: order.count)
    var next = 0
    for (index, source) in order.enumerated() {
      rows.initializeElement(at: index, to: nodes.baseAddress.map { $0 + next })
      samples.forEachValue(of: source) { column, value in
        nodes.initializeElement(at: next, to: svm_node(index: Int32(column + 1), value: Double(value)))
        next += 1
      }
      nodes.initializeElement(at: next, to: svm_node(index: -1, value: 0))
      next += 1
    }
  }

  deinit {
    rows.deallocate()
    nodes.deallocate()
  }

  /// Writes the nodes of one row and its end mark to the start of `target`, which must have room for them; returns how many.
  static func write(_ row: ArraySlice<Float>, to target: UnsafeMutableBufferPointer<svm_node>) -> Int {
    var next = 0
    for (column, value) in row.enumerated() where value != 0 {
      target.initializeElement(at: next, to: svm_node(index: Int32(column + 1), value: Double(value)))
      next += 1
    }
    target.initializeElement(at: next, to: svm_node(index: -1, value: 0))
    return next + 1
  }
}
