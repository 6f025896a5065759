import CKernels

/// The products, and what else takes most of the time, go to the kernels in C in double precision too; the rest is plain.
extension Double: KernelScalar {
  private static var kernels: UnsafePointer<fathom_double_kernels> { KernelSet.current.pointee.in_double }

  /// Copies the first of the listed rows of source into target, in vector code.
  public static func gather(_ source: Matrix<Double>, rows: IndexList, ahead: Int, into target: Matrix<Double>) {
    kernels.pointee.gather(
      source.base, source.stride, source.columns, rows.base, target.rows, ahead, target.base, target.stride)
  }

  /// output ← bias + x · wᵀ, in vector code.
  public static func product(
    _ x: InputRows<Double>, _ w: WeightMatrix<Double>, bias: Matrix<Double>, into output: Matrix<Double>
  ) {
    kernels.pointee.product(
      x.count, w.outputs, x.dense.columns, x.denseColumns.base, w.inputs, x.dense.base, x.dense.stride, w.base,
      bias.base, output.base, output.stride)
    x.sparse?.withKernelView(fathom_double_sparse.self) { rows, indices, ahead in
      kernels.pointee.sparse_product(
        &rows, indices, x.count, ahead, w.outputs, w.inputs, w.base, output.base, output.stride)
    }
  }

  /// w ← keep · w + deltaᵀ · x, in vector code.
  public static func update(_ w: WeightMatrix<Double>, keep: Double, delta: Matrix<Double>, _ x: InputRows<Double>) {
    var keepDense = keep
    if x.denseColumns.count < w.inputs && keep != 1 {
      kernels.pointee.scale(WeightMatrix<Double>.storageCount(outputs: w.outputs, inputs: w.inputs), keep, w.base)
      keepDense = 1
    }
    kernels.pointee.update(
      x.count, w.outputs, x.dense.columns, x.denseColumns.base, w.inputs, x.dense.base, x.dense.stride, delta.base,
      delta.stride, keepDense, w.base)
    x.sparse?.withKernelView(fathom_double_sparse.self) { rows, indices, _ in
      kernels.pointee.sparse_update(&rows, indices, x.count, w.outputs, w.inputs, delta.base, delta.stride, w.base)
    }
  }

  /// below ← delta · w, in vector code.
  public static func deltaBelow(
    _ delta: Matrix<Double>, _ w: WeightMatrix<Double>, outputs: IndexList, scratch: Buffer<Double>,
    into below: Matrix<Double>
  ) {
    kernels.pointee.delta_below(
      delta.rows, w.outputs, w.inputs, outputs.base, delta.base, delta.stride, w.base, scratch.base, below.base,
      below.stride)
  }

  /// bias ← keep · bias + Σ rows of delta, in vector code.
  public static func update(_ bias: Matrix<Double>, keep: Double, delta: Matrix<Double>) {
    kernels.pointee.sum_rows(delta.rows, delta.columns, delta.base, delta.stride, keep, bias.base)
  }

  /// z ← max(z, 0) in place, in vector code.
  public static func relu(_ z: Matrix<Double>) { kernels.pointee.relu(z.rows, z.columns, z.base, z.stride) }

  /// delta ← delta where output > 0, else 0, in vector code.
  public static func reluBackward(_ delta: Matrix<Double>, output: Matrix<Double>) {
    kernels.pointee.relu_backward(delta.rows, delta.columns, delta.base, delta.stride, output.base, output.stride)
  }

  /// sum ← a + b, in vector code.
  public static func add(_ a: Matrix<Double>, _ b: Matrix<Double>, into sum: Matrix<Double>) {
    kernels.pointee.add(a.rows, a.columns, a.base, a.stride, b.base, b.stride, sum.base, sum.stride)
  }

  /// Takes a step of each parameter, in vector code.
  public static func takeStep(
    _ step: OptimiserStep<Double>, _ w: UnsafeMutablePointer<Double>, gradient: UnsafePointer<Double>,
    state: OptimiserState<UnsafeMutablePointer<Double>>, count: Int
  ) {
    var step = fathom_double_step(step, state)
    kernels.pointee.take_step(count, gradient, &step, w)
  }

  /// Takes a step of each weight while its gradient is in a register; nothing is written to `gradient`.
  public static func takeStep(
    _ step: OptimiserStep<Double>, _ w: WeightMatrix<Double>, delta: Matrix<Double>, _ x: InputRows<Double>,
    gradient: WeightMatrix<Double>, state: OptimiserState<WeightMatrix<Double>>
  ) {
    var step = fathom_double_step(step, (state.first.base, state.second.base))
    kernels.pointee.step_update(
      x.count, w.outputs, x.dense.columns, x.denseColumns.base, w.inputs, x.dense.base, x.dense.stride, delta.base,
      delta.stride, &step, w.base)
    guard let sparse = x.sparse else { return }
    let (starts, entries) = sparse.transposed.room
    let samples = UnsafeMutableRawPointer(entries).assumingMemoryBound(to: fathom_double_sample.self)
    sparse.withKernelView(fathom_double_sparse.self) { rows, indices, _ in
      kernels.pointee.transpose(&rows, indices, x.count, w.inputs, starts, samples)
    }
    kernels.pointee.sparse_step_update(
      starts, samples, w.outputs, w.inputs, x.denseColumns.base, x.denseColumns.count, delta.base, delta.stride, &step,
      w.base)
  }
}
