import CKernels

/// Single precision goes to the kernels in C that suit this processor.
extension Float: KernelScalar {
  /// Copies the first of the listed rows of source into target, in vector code.
  public static func gather(_ source: Matrix<Float>, rows: IndexList, ahead: Int, into target: Matrix<Float>) {
    KernelSet.current.pointee.gather(
      source.base, source.stride, source.columns, rows.base, target.rows, ahead, target.base, target.stride)
  }

  /// output ← bias + x · wᵀ, in vector code.
  public static func product(
    _ x: InputRows<Float>, _ w: WeightMatrix<Float>, bias: Matrix<Float>, into output: Matrix<Float>
  ) {
    KernelSet.current.pointee.product(
      x.count, w.outputs, x.dense.columns, x.denseColumns.base, w.inputs, x.dense.base, x.dense.stride, w.base,
      bias.base, output.base, output.stride)
    x.sparse?.withKernelView(fathom_sparse.self) { rows, indices, ahead in
      KernelSet.current.pointee.sparse_product(
        &rows, indices, x.count, ahead, w.outputs, w.inputs, w.base, output.base, output.stride)
    }
  }

  /// w ← keep · w + deltaᵀ · x, in vector code.
  public static func update(_ w: WeightMatrix<Float>, keep: Float, delta: Matrix<Float>, _ x: InputRows<Float>) {
    var keepDense = keep
    if x.denseColumns.count < w.inputs && keep != 1 {
      KernelSet.current.pointee.scale(
        WeightMatrix<Float>.storageCount(outputs: w.outputs, inputs: w.inputs), keep, w.base)
      keepDense = 1
    }
    KernelSet.current.pointee.update(
      x.count, w.outputs, x.dense.columns, x.denseColumns.base, w.inputs, x.dense.base, x.dense.stride, delta.base,
      delta.stride, keepDense, w.base)
    x.sparse?.withKernelView(fathom_sparse.self) { rows, indices, _ in
      KernelSet.current.pointee.sparse_update(
        &rows, indices, x.count, w.outputs, w.inputs, delta.base, delta.stride, w.base)
    }
  }

  /// below ← delta · w, in vector code.
  public static func deltaBelow(
    _ delta: Matrix<Float>, _ w: WeightMatrix<Float>, outputs: IndexList, scratch: Buffer<Float>,
    into below: Matrix<Float>
  ) {
    KernelSet.current.pointee.delta_below(
      delta.rows, w.outputs, w.inputs, outputs.base, delta.base, delta.stride, w.base, scratch.base, below.base,
      below.stride)
  }

  /// bias ← keep · bias + Σ rows of delta, in vector code.
  public static func update(_ bias: Matrix<Float>, keep: Float, delta: Matrix<Float>) {
    KernelSet.current.pointee.sum_rows(delta.rows, delta.columns, delta.base, delta.stride, keep, bias.base)
  }

  /// z ← max(z, 0) in place, in vector code.
  public static func relu(_ z: Matrix<Float>) {
    KernelSet.current.pointee.relu(z.rows, z.columns, z.base, z.stride)
  }

  /// z ← σ(z) in place, in vector code.
  public static func sigmoid(_ z: Matrix<Float>) {
    KernelSet.current.pointee.sigmoid(z.rows, z.columns, z.base, z.stride)
  }

  /// z ← tanh(z) in place, in vector code.
  public static func hyperbolicTangent(_ z: Matrix<Float>) {
    KernelSet.current.pointee.hyperbolic_tangent(z.rows, z.columns, z.base, z.stride)
  }

  /// delta ← delta where output > 0, else 0, in vector code.
  public static func reluBackward(_ delta: Matrix<Float>, output: Matrix<Float>) {
    KernelSet.current.pointee.relu_backward(
      delta.rows, delta.columns, delta.base, delta.stride, output.base, output.stride)
  }

  /// delta ← delta · output (1 − output), in vector code.
  public static func sigmoidBackward(_ delta: Matrix<Float>, output: Matrix<Float>) {
    KernelSet.current.pointee.sigmoid_backward(
      delta.rows, delta.columns, delta.base, delta.stride, output.base, output.stride)
  }

  /// delta ← delta · (1 − output²), in vector code.
  public static func hyperbolicTangentBackward(_ delta: Matrix<Float>, output: Matrix<Float>) {
    KernelSet.current.pointee.hyperbolic_tangent_backward(
      delta.rows, delta.columns, delta.base, delta.stride, output.base, output.stride)
  }

  /// Normalises each row, in vector code.
  public static func normalise(
    _ z: Matrix<Float>, gains: Matrix<Float>, offsets: Matrix<Float>, into x: Matrix<Float>, inverse: Matrix<Float>
  ) {
    KernelSet.current.pointee.normalise(
      z.rows, z.columns, z.base, z.stride, gains.base, offsets.base, x.base, x.stride, inverse.base)
  }

  /// delta ← inverse · (d − mean(d) − x · mean(d · x)) with d = gains · delta, in vector code.
  public static func normalisationBackward(
    _ delta: Matrix<Float>, gains: Matrix<Float>, normalised x: Matrix<Float>, inverse: Matrix<Float>
  ) {
    KernelSet.current.pointee.normalise_backward(
      delta.rows, delta.columns, delta.base, delta.stride, gains.base, x.base, x.stride, inverse.base)
  }

  /// gains ← keep · gains + Σ rows of delta · x, in vector code.
  public static func update(_ gains: Matrix<Float>, keep: Float, delta: Matrix<Float>, normalised x: Matrix<Float>) {
    KernelSet.current.pointee.sum_products(
      delta.rows, delta.columns, delta.base, delta.stride, x.base, x.stride, keep, gains.base)
  }

  /// sum ← a + b, in vector code.
  public static func add(_ a: Matrix<Float>, _ b: Matrix<Float>, into sum: Matrix<Float>) {
    KernelSet.current.pointee.add(a.rows, a.columns, a.base, a.stride, b.base, b.stride, sum.base, sum.stride)
  }

  /// Returns the summed cross-entropy on softmax outputs, in vector code; see the requirement of ``KernelScalar``.
  public static func softmaxCrossEntropy(
    _ logits: Matrix<Float>, labels: ArraySlice<Int32>, scale: Float
  ) -> Double {
    labels.withUnsafeBufferPointer { labels in
      guard let first = labels.baseAddress else { return 0 }
      return KernelSet.current.pointee.softmax_cross_entropy(
        logits.rows, logits.columns, logits.base, logits.stride, first, scale)
    }
  }

  /// Takes a step of each parameter, in vector code.
  public static func takeStep(
    _ step: OptimiserStep<Float>, _ w: UnsafeMutablePointer<Float>, gradient: UnsafePointer<Float>,
    state: OptimiserState<UnsafeMutablePointer<Float>>, count: Int
  ) {
    var step = fathom_step(step, state)
    KernelSet.current.pointee.take_step(count, gradient, &step, w)
  }

  /// Takes a step of each weight while its gradient is in a register; nothing is written to `gradient`.
  public static func takeStep(
    _ step: OptimiserStep<Float>, _ w: WeightMatrix<Float>, delta: Matrix<Float>, _ x: InputRows<Float>,
    gradient: WeightMatrix<Float>, state: OptimiserState<WeightMatrix<Float>>
  ) {
    var step = fathom_step(step, (state.first.base, state.second.base))
    KernelSet.current.pointee.step_update(
      x.count, w.outputs, x.dense.columns, x.denseColumns.base, w.inputs, x.dense.base, x.dense.stride, delta.base,
      delta.stride, &step, w.base)
    guard let sparse = x.sparse else { return }
    let (starts, entries) = sparse.transposed.room
    let samples = UnsafeMutableRawPointer(entries).assumingMemoryBound(to: fathom_sample.self)
    sparse.withKernelView(fathom_sparse.self) { rows, indices, _ in
      KernelSet.current.pointee.transpose(&rows, indices, x.count, w.inputs, starts, samples)
    }
    KernelSet.current.pointee.sparse_step_update(
      starts, samples, w.outputs, w.inputs, x.denseColumns.base, x.denseColumns.count, delta.base, delta.stride, &step,
      w.base)
  }
}
