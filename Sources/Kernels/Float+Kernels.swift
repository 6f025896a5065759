import CKernels

/// Single precision goes to the kernels in C that suit this processor.
extension Float: KernelScalar {
  public static func product(
    _ x: Matrix<Float>, _ w: WeightMatrix<Float>, bias: Matrix<Float>, into output: Matrix<Float>
  ) {
    KernelSet.current.pointee.product(
      x.rows, w.outputs, w.inputs, x.base, x.stride, w.base, bias.base, output.base, output.stride)
  }

  public static func product(
    _ x: SparseBatch<Float>, _ w: WeightMatrix<Float>, bias: Matrix<Float>, into output: Matrix<Float>
  ) {
    x.rows.withKernelView { rows in
      KernelSet.current.pointee.sparse_product(
        &rows, x.indices, x.ahead, x.count, w.outputs, w.inputs, w.base, bias.base, output.base, output.stride)
    }
  }

  public static func update(_ w: WeightMatrix<Float>, keep: Float, delta: Matrix<Float>, _ x: Matrix<Float>) {
    KernelSet.current.pointee.update(
      x.rows, w.outputs, w.inputs, x.base, x.stride, delta.base, delta.stride, keep, w.base)
  }

  public static func update(_ w: WeightMatrix<Float>, keep: Float, delta: Matrix<Float>, _ x: SparseBatch<Float>) {
    let sorting = x.sorting
    x.rows.withKernelView { rows in
      var first = 0
      repeat {
        KernelSet.current.pointee.sparse_update(
          &rows, x.indices + first, min(x.count - first, SparseBatch<Float>.group), w.outputs, w.inputs,
          delta.base + first * delta.stride, delta.stride, first == 0 ? keep : 1, w.base, sorting.entries, sorting.offsets)
        first += SparseBatch<Float>.group
      } while first < x.count
    }
  }

  public static func deltaBelow(
    _ delta: Matrix<Float>, _ w: WeightMatrix<Float>, scratch: Buffer<Float>, into below: Matrix<Float>
  ) {
    KernelSet.current.pointee.delta_below(
      delta.rows, w.outputs, w.inputs, delta.base, delta.stride, w.base, scratch.base, below.base, below.stride)
  }

  public static func update(_ bias: Matrix<Float>, keep: Float, delta: Matrix<Float>) {
    KernelSet.current.pointee.sum_rows(delta.rows, delta.columns, delta.base, delta.stride, keep, bias.base)
  }

  public static func relu(_ z: Matrix<Float>) {
    KernelSet.current.pointee.relu(z.rows, z.columns, z.base, z.stride)
  }

  public static func sigmoid(_ z: Matrix<Float>) {
    KernelSet.current.pointee.sigmoid(z.rows, z.columns, z.base, z.stride)
  }

  public static func hyperbolicTangent(_ z: Matrix<Float>) {
    KernelSet.current.pointee.hyperbolic_tangent(z.rows, z.columns, z.base, z.stride)
  }

  public static func reluBackward(_ delta: Matrix<Float>, output: Matrix<Float>) {
    KernelSet.current.pointee.relu_backward(
      delta.rows, delta.columns, delta.base, delta.stride, output.base, output.stride)
  }

  public static func sigmoidBackward(_ delta: Matrix<Float>, output: Matrix<Float>) {
    KernelSet.current.pointee.sigmoid_backward(
      delta.rows, delta.columns, delta.base, delta.stride, output.base, output.stride)
  }

  public static func hyperbolicTangentBackward(_ delta: Matrix<Float>, output: Matrix<Float>) {
    KernelSet.current.pointee.hyperbolic_tangent_backward(
      delta.rows, delta.columns, delta.base, delta.stride, output.base, output.stride)
  }

  public static func softmaxCrossEntropy(
    _ logits: Matrix<Float>, labels: ArraySlice<Int32>, scale: Float
  ) -> Double {
    labels.withUnsafeBufferPointer { labels in
      guard let first = labels.baseAddress else { return 0 }
      return KernelSet.current.pointee.softmax_cross_entropy(
        logits.rows, logits.columns, logits.base, logits.stride, first, scale)
    }
  }

  public static func momentumStep(
    _ w: Buffer<Float>, gradient: Buffer<Float>, velocity: Buffer<Float>, rate: Float, momentum: Float, nesterov: Bool
  ) {
    KernelSet.current.pointee.momentum_step(
      w.count, w.base, gradient.base, velocity.base, rate, momentum, nesterov ? 1 : 0)
  }

  public static func adamStep(
    _ w: Buffer<Float>, gradient: Buffer<Float>, firstMoment: Buffer<Float>, secondMoment: Buffer<Float>, rate: Float,
    beta1: Float, beta2: Float, epsilon: Float, correction1: Float, correction2: Float
  ) {
    KernelSet.current.pointee.adam_step(
      w.count, w.base, gradient.base, firstMoment.base, secondMoment.base, rate, beta1, beta2, epsilon, correction1,
      correction2)
  }
}

extension SparseRows<Float> {
  /// The rows as the kernels see them, for the length of a call.
  fileprivate func withKernelView(_ body: (inout fathom_sparse) -> Void) {
    values.withUnsafeBufferPointer { values in
      blockColumns.withUnsafeBufferPointer { columns in
        starts.withUnsafeBufferPointer { starts in
          var view = fathom_sparse(
            values: values.baseAddress, columns: columns.baseAddress, starts: starts.baseAddress, blocks: blocks,
            block: block)
          body(&view)
        }
      }
    }
  }
}
