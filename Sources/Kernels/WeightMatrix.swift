/// The weights of a layer, [outputs, inputs], in the order in which kernels read them: a view of a ``Buffer``.
///
/// They are stored in panels: the weights of sixteen outputs for the first input, then for the second input, and so on,
/// then the next sixteen outputs. The padding of the last panel is zero and stays zero.
public struct WeightMatrix<Scalar: KernelScalar> {
  @usableFromInline let owner: Buffer<Scalar>
  @usableFromInline let base: UnsafeMutablePointer<Scalar>
  /// Number of outputs: the units of the layer.
  public let outputs: Int
  /// Number of inputs: the units of the layer below, or the features.
  public let inputs: Int

  /// Returns the number of scalars that the weights occupy, padding included.
  public static func storageCount(outputs: Int, inputs: Int) -> Int { Panels.padded(outputs) * inputs }

  /// Creates a view of `buffer`, starting at `offset`.
  public init(_ buffer: Buffer<Scalar>, at offset: Int, outputs: Int, inputs: Int) {
    precondition(
      offset >= 0 && outputs >= 0 && inputs >= 0
        && offset + Self.storageCount(outputs: outputs, inputs: inputs) <= buffer.count, "view outside its buffer")
    owner = buffer
    base = buffer.base + offset
    self.outputs = outputs
    self.inputs = inputs
  }

  /// Creates zero weights with their own memory.
  public init(outputs: Int, inputs: Int) {
    self.init(
      Buffer(count: Self.storageCount(outputs: outputs, inputs: inputs)), at: 0, outputs: outputs, inputs: inputs)
  }

  /// Creates weights with their own memory from `values`, output by output.
  public init(outputs: Int, inputs: Int, values: [Scalar]) {
    precondition(values.count == outputs * inputs, "weights need outputs × inputs values")
    self.init(outputs: outputs, inputs: inputs)
    for output in 0..<outputs {
      for input in 0..<inputs { self[output, input] = values[output * inputs + input] }
    }
  }

  /// Number of weights, without padding.
  public var count: Int { outputs * inputs }

  @inlinable func hasShape(of other: WeightMatrix) -> Bool { outputs == other.outputs && inputs == other.inputs }

  /// The weight from an input to an output, both from 0.
  @inlinable public subscript(output: Int, input: Int) -> Scalar {
    get { base[index(output, input)] }
    nonmutating set { base[index(output, input)] = newValue }
  }

  @inlinable func index(_ output: Int, _ input: Int) -> Int {
    precondition(output >= 0 && output < outputs && input >= 0 && input < inputs, "index outside the weights")
    return (output / Panels.width * inputs + input) * Panels.width + output % Panels.width
  }

  /// The weights, output by output: outputs × inputs, without padding.
  @inlinable public var values: [Scalar] {
    @_specialize(where Scalar == Float)
    @_specialize(where Scalar == Double)
    get { (0..<outputs).flatMap { output in (0..<inputs).map { self[output, $0] } } }
  }

  /// self ← self + scale · other, in the same shape.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func add(_ other: WeightMatrix, times scale: Scalar) {
    precondition(hasShape(of: other), "weights of different shapes")
    for index in 0..<Self.storageCount(outputs: outputs, inputs: inputs) { base[index] += scale * other.base[index] }
  }

  /// self ← factor · self.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  public func scale(by factor: Scalar) {
    for index in 0..<Self.storageCount(outputs: outputs, inputs: inputs) { base[index] *= factor }
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
