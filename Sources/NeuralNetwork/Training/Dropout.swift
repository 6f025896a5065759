import Kernels
import SeededRandom

/// Leaves out hidden units and inputs at random while a network is trained, and scales up those that stay, so that
/// measuring needs no masks (Srivastava et al. 2014, in the inverted form that PyTorch uses).
///
/// The mask of a unit for a sample depends on the replicate, the epoch, the layer, its width, and the place of the sample in
/// the epoch's order; so it is the same for batches of any size, after a resumed run, and for all models of a replicate
/// whose layer has the same number of units.
final class Dropout<Scalar: KernelScalar> {
  /// The masks of the hidden layers [capacity, width]; none if only inputs are left out.
  let hiddenMasks: [Matrix<Scalar>]
  /// The mask of the inputs [capacity, inputs], room for what it leaves of them, and their columns; nil if all stay.
  private let inputs: (mask: Matrix<Scalar>, rest: Matrix<Scalar>, columns: IndexList)?
  private let hiddenShare: Double
  private let inputShare: Double
  /// The keys of the epoch's random streams: of the inputs, then of each hidden layer.
  private var keys: [UInt64]
  /// The draws of one sample in a layer, two to a word.
  private var draws: [[UInt64]]

  /// Prepares for batches of up to `capacity` samples; nil if nothing is to be left out.
  init?(_ settings: TrainingSettings, _ architecture: Architecture, capacity: Int) {
    guard settings.dropout > 0 || settings.inputDropout > 0 else { return nil }
    (hiddenShare, inputShare) = (settings.dropout, settings.inputDropout)
    hiddenMasks = settings.dropout > 0 ? architecture.hidden.map { Matrix(rows: capacity, columns: $0) } : []
    inputs =
      settings.inputDropout > 0
      ? (
        Matrix(rows: capacity, columns: architecture.inputs), Matrix(rows: capacity, columns: architecture.inputs),
        .all(architecture.inputs)
      ) : nil
    let widths = [architecture.inputs] + architecture.hidden
    keys = widths.map { _ in 0 }
    draws = widths.map { Array(repeating: 0, count: ($0 + 1) / 2) }
  }

  /// Takes the random streams of an epoch, from 1.
  func begin(epoch: Int, seed: StudySeed, replicate: Int) {
    for layer in keys.indices {
      keys[layer] = seed.generator(for: .dropout, UInt64(replicate), UInt64(epoch), UInt64(layer)).key
    }
  }

  /// Draws the masks of the samples at the places in `range` of the epoch's order; returns what is left of their inputs,
  /// valid until the next call.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  func applied(to rows: InputRows<Scalar>, at range: Range<Int>) -> InputRows<Scalar> {
    for (layer, mask) in hiddenMasks.enumerated() { fill(mask, leavingOut: hiddenShare, layer: layer + 1, at: range) }
    guard let inputs else { return rows }
    fill(inputs.mask, leavingOut: inputShare, layer: 0, at: range)
    let rest = inputs.rest.prefix(range.count)
    rows.copy(into: rest)
    multiply(rest, inputs.mask.prefix(range.count), into: rest)
    return InputRows(rest, columns: inputs.columns)
  }

  private func fill(_ mask: Matrix<Scalar>, leavingOut share: Double, layer: Int, at range: Range<Int>) {
    let words = draws[layer].count
    var generator = SeededGenerator(key: keys[layer], position: UInt64(range.lowerBound * words))
    let threshold = UInt64((share * 0x1p32).rounded())
    for row in 0..<range.count {
      for word in 0..<words { draws[layer][word] = generator.bits() }
      fillMask(mask, row: row, draws: draws[layer], threshold: threshold, kept: Scalar(1 / (1 - share)))
    }
  }
}
