import CKernels

// What kernels take as C structures, which have the same parts in both precisions.

/// `fathom_step` or `fathom_double_step`.
protocol KernelStep {
  associatedtype Real: KernelScalar
  init()
  var rule: Int32 { get set }
  var rate: Real { get set }
  var beta1: Real { get set }
  var beta2: Real { get set }
  var epsilon: Real { get set }
  var correction1: Real { get set }
  var correction2: Real { get set }
  var penalty: Real { get set }
  var keep: Real { get set }
  var first: UnsafeMutablePointer<Real>! { get set }
  var second: UnsafeMutablePointer<Real>! { get set }
}

extension fathom_step: KernelStep {}
extension fathom_double_step: KernelStep {}

extension KernelStep {
  init(_ step: OptimiserStep<Real>, _ state: OptimiserState<UnsafeMutablePointer<Real>>) {
    self.init()
    (rate, penalty, keep) = (step.rate, step.penalty, step.keep)
    (first, second) = (state.first, state.second)
    switch step.rule {
    case .momentum(let momentum): (rule, beta1) = (Int32(FATHOM_MOMENTUM), momentum)
    case .nesterov(let momentum): (rule, beta1) = (Int32(FATHOM_NESTEROV), momentum)
    case .adam(let beta1, let beta2, let epsilon, let correction1, let correction2):
      (rule, self.beta1, self.beta2, self.epsilon) = (Int32(FATHOM_ADAM), beta1, beta2, epsilon)
      (self.correction1, self.correction2) = (correction1, correction2)
    }
  }
}

/// `fathom_sparse` or `fathom_double_sparse`.
protocol KernelRows {
  associatedtype Entry
  init(entries: UnsafePointer<Entry>!, starts: UnsafePointer<UInt32>!)
}

extension fathom_sparse: KernelRows {}
extension fathom_double_sparse: KernelRows {}

extension SparseSelection {
  /// Rows and their indices as the kernels see them, for the length of a call.
  @inline(__always) func withKernelView<Rows: KernelRows>(
    _: Rows.Type, _ body: (inout Rows, _ indices: UnsafePointer<Int32>, _ ahead: Int) -> Void
  ) {
    let entries = UnsafeRawPointer(rows.entries).assumingMemoryBound(to: Rows.Entry.self)
    rows.starts.withUnsafeBufferPointer { starts in
      var view = Rows(entries: entries, starts: starts.baseAddress)
      body(&view, indices.base, ahead)
    }
  }
}
