import ElementaryFunctions

/// A number type that kernels work in: `Float` for fast training, `Double` for training and checking gradients
/// precisely.
///
/// Both have vector code for what takes most of the time; for the rest, `Double` has plain loops. Call the free
/// functions such as ``affine(_:_:bias:into:)``, which check shapes; the requirements here do not.
public protocol KernelScalar: BinaryFloatingPoint, Sendable {
  /// target ← the rows of source whose indices come first in `rows`. The next `ahead` indices are of the next batch,
  /// for prefetching.
  static func gather(_ source: Matrix<Self>, rows: IndexList, ahead: Int, into target: Matrix<Self>)

  /// output ← bias + x · wᵀ, [m, outputs] for x [m, inputs] and w [outputs, inputs].
  static func product(
    _ x: InputRows<Self>, _ w: WeightMatrix<Self>, bias: Matrix<Self>, into output: Matrix<Self>)

  /// w ← keep · w + deltaᵀ · x for delta [m, outputs] and x [m, inputs].
  static func update(_ w: WeightMatrix<Self>, keep: Self, delta: Matrix<Self>, _ x: InputRows<Self>)

  /// below ← delta · w, [m, inputs]. `scratch` has the length of ``deltaScratchCount(outputs:)``; `outputs` lists all
  /// outputs.
  static func deltaBelow(
    _ delta: Matrix<Self>, _ w: WeightMatrix<Self>, outputs: IndexList, scratch: Buffer<Self>,
    into below: Matrix<Self>)

  /// bias ← keep · bias + Σ rows of delta [m, outputs].
  static func update(_ bias: Matrix<Self>, keep: Self, delta: Matrix<Self>)

  /// z ← max(z, 0), in place; NaN stays NaN.
  static func relu(_ z: Matrix<Self>)
  /// z ← 1 / (1 + e^(−z)), in place.
  static func sigmoid(_ z: Matrix<Self>)
  /// z ← tanh(z), in place.
  static func hyperbolicTangent(_ z: Matrix<Self>)
  /// delta ← delta where output > 0, else 0, in place.
  static func reluBackward(_ delta: Matrix<Self>, output: Matrix<Self>)
  /// delta ← delta · output (1 − output), in place.
  static func sigmoidBackward(_ delta: Matrix<Self>, output: Matrix<Self>)
  /// delta ← delta · (1 − output²), in place.
  static func hyperbolicTangentBackward(_ delta: Matrix<Self>, output: Matrix<Self>)

  /// z ← gains · x + offsets with x ← (z − μ) · inverse and inverse ← 1 / √(σ² + 10⁻⁵), with mean μ and variance σ² of
  /// each row.
  static func normalise(
    _ z: Matrix<Self>, gains: Matrix<Self>, offsets: Matrix<Self>, into x: Matrix<Self>, inverse: Matrix<Self>)
  /// delta ← inverse · (d − mean(d) − x · mean(d · x)) with d = gains · delta and means over each row.
  static func normalisationBackward(
    _ delta: Matrix<Self>, gains: Matrix<Self>, normalised x: Matrix<Self>, inverse: Matrix<Self>)
  /// gains ← keep · gains + Σ rows of delta · x.
  static func update(_ gains: Matrix<Self>, keep: Self, delta: Matrix<Self>, normalised x: Matrix<Self>)
  /// sum ← a + b, elementwise.
  static func add(_ a: Matrix<Self>, _ b: Matrix<Self>, into sum: Matrix<Self>)

  /// Returns the summed cross-entropy on softmax outputs for logits [m, k]. With a nonzero scale, the logits are
  /// replaced by scale · ∂loss/∂logits; with 0 their values are undefined afterwards.
  static func softmaxCrossEntropy(_ logits: Matrix<Self>, labels: ArraySlice<Int32>, scale: Self) -> Double

  /// Takes a step of `count` parameters, whose memory has whole panels, elementwise.
  static func takeStep(
    _ step: OptimiserStep<Self>, _ w: UnsafeMutablePointer<Self>, gradient: UnsafePointer<Self>,
    state: OptimiserState<UnsafeMutablePointer<Self>>, count: Int)
  /// Takes a step of w with gradient deltaᵀ · x, for which `gradient` is room.
  static func takeStep(
    _ step: OptimiserStep<Self>, _ w: WeightMatrix<Self>, delta: Matrix<Self>, _ x: InputRows<Self>,
    gradient: WeightMatrix<Self>, state: OptimiserState<WeightMatrix<Self>>)
}

// Of a number in single precision, rounded from double precision.
extension KernelScalar {
  @inline(__always) static func exp(_ x: Self) -> Self { Self(Double.exp(Double(x))) }
  @inline(__always) static func log(_ x: Self) -> Self { Self(Double.log(Double(x))) }
  @inline(__always) static func log(onePlus x: Self) -> Self { Self(Double.log(onePlus: Double(x))) }
  @inline(__always) static func tanh(_ x: Self) -> Self { Self(Double.tanh(Double(x))) }
}
