public import RealModule

/// The number type that kernels work in: `Float` to train fast, `Double` to train and to check gradients exactly.
///
/// `Float` has the fast kernels, `Double` plain loops and, for products, simple ones over panels. Callers use the functions of
/// `Layers.swift` and of the files beside it, which check shapes; the requirements here do not.
public protocol KernelScalar: BinaryFloatingPoint, Real, Sendable {
  /// target ← the rows of source that the first of `rows` name; `ahead` more follow for the next batch.
  static func gather(_ source: Matrix<Self>, rows: IndexList, ahead: Int, into target: Matrix<Self>)

  /// output ← bias + x · wᵀ.
  static func product(
    _ x: InputRows<Self>, _ w: WeightMatrix<Self>, bias: Matrix<Self>, into output: Matrix<Self>)

  /// w ← keep · w + deltaᵀ · x.
  static func update(_ w: WeightMatrix<Self>, keep: Self, delta: Matrix<Self>, _ x: InputRows<Self>)

  /// below ← delta · w. `scratch` is of the length that `deltaScratchCount` gives, `outputs` lists all outputs.
  static func deltaBelow(
    _ delta: Matrix<Self>, _ w: WeightMatrix<Self>, outputs: IndexList, scratch: Buffer<Self>,
    into below: Matrix<Self>)

  /// bias ← keep · bias + Σ rows of delta.
  static func update(_ bias: Matrix<Self>, keep: Self, delta: Matrix<Self>)

  static func relu(_ z: Matrix<Self>)
  static func sigmoid(_ z: Matrix<Self>)
  static func hyperbolicTangent(_ z: Matrix<Self>)
  static func reluBackward(_ delta: Matrix<Self>, output: Matrix<Self>)
  static func sigmoidBackward(_ delta: Matrix<Self>, output: Matrix<Self>)
  static func hyperbolicTangentBackward(_ delta: Matrix<Self>, output: Matrix<Self>)

  /// The summed loss; with a scale other than 0 leaves scale · ∂loss/∂logits.
  static func softmaxCrossEntropy(_ logits: Matrix<Self>, labels: ArraySlice<Int32>, scale: Self) -> Double

  static func momentumStep(
    _ w: Buffer<Self>, gradient: Buffer<Self>, velocity: Buffer<Self>, rate: Self, momentum: Self, nesterov: Bool)
  static func adamStep(
    _ w: Buffer<Self>, gradient: Buffer<Self>, firstMoment: Buffer<Self>, secondMoment: Buffer<Self>, rate: Self,
    beta1: Self, beta2: Self, epsilon: Self, correction1: Self, correction2: Self)
}

extension Double: KernelScalar {}
