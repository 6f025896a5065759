/// The weights of a layer, [outputs, inputs], in the order that kernels read them: a view of a ``Buffer``.
///
/// In panels: the weights of sixteen outputs side by side for the first input, then for the second input …, then the next
/// sixteen outputs. Weights of outputs that do not exist are zero and stay zero.
public struct WeightMatrix<Scalar: KernelScalar> {
  @usableFromInline let owner: Buffer<Scalar>
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  public let outputs: Int
  public let inputs: Int

  /// The number of scalars that so many weights take, padding included.
  public static func storageCount(outputs: Int, inputs: Int) -> Int { Panels.padded(outputs) * inputs }

  /// A view of `buffer`, from `offset` on.
  public init(_ buffer: Buffer<Scalar>, at offset: Int, outputs: Int, inputs: Int) {
    precondition(
      offset >= 0 && outputs >= 0 && inputs >= 0
        && offset + Self.storageCount(outputs: outputs, inputs: inputs) <= buffer.count, "view outside its buffer")
    owner = buffer
    base = buffer.base + offset
    self.outputs = outputs
    self.inputs = inputs
  }

  /// Zeros with memory of their own.
  public init(outputs: Int, inputs: Int) {
    self.init(
      Buffer(count: Self.storageCount(outputs: outputs, inputs: inputs)), at: 0, outputs: outputs, inputs: inputs)
  }

  /// Weights with memory of their own that hold `values`, output by output.
  public init(outputs: Int, inputs: Int, values: [Scalar]) {
    precondition(values.count == outputs * inputs, "weights need outputs × inputs values")
    self.init(outputs: outputs, inputs: inputs)
    for output in 0..<outputs {
      for input in 0..<inputs { self[output, input] = values[output * inputs + input] }
    }
  }

  public var count: Int { outputs * inputs }

  @inlinable public subscript(output: Int, input: Int) -> Scalar {
    get { base[index(output, input)] }
    nonmutating set { base[index(output, input)] = newValue }
  }

  @inlinable func index(_ output: Int, _ input: Int) -> Int {
    precondition(output >= 0 && output < outputs && input >= 0 && input < inputs, "index outside the weights")
    return (output / Panels.width * inputs + input) * Panels.width + output % Panels.width
  }

  /// The weights, output by output.
  @inlinable public var values: [Scalar] {
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    get { (0..<outputs).flatMap { output in (0..<inputs).map { self[output, $0] } } }
  }

  /// self ← self + scale · other, in the same shape.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func add(_ other: WeightMatrix, times scale: Scalar) {
    precondition(outputs == other.outputs && inputs == other.inputs, "weights of different shapes")
    for index in 0..<Self.storageCount(outputs: outputs, inputs: inputs) { base[index] += scale * other.base[index] }
  }

  /// Σ w², in Double.
  public var sumOfSquares: Double {
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    get {
      var sum = 0.0
      for index in 0..<Self.storageCount(outputs: outputs, inputs: inputs) {
        sum += Double(base[index]) * Double(base[index])
      }
      return sum
    }
  }
}
