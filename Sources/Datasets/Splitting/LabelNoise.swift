public import SeededRandom

/// Wrong labels: a share of the samples of each training subset gets another class than its own, each of the others with the
/// same probability.
///
/// The training order is divided into stretches, each of which ends where share × position reaches the next whole number. One
/// sample of each stretch, drawn at random, gets a wrong label. So of the first n samples share × n have one, exactly where
/// that is a whole number and else rounded up or down; and a sample has the same label in every subset that it is in. Fixed
/// places in the stretches would give the nearest whole number everywhere, but classes take turns in a stratified order, and
/// fixed places could meet the same class each time.
public struct LabelNoise: Sendable, Equatable {
  /// The share of wrong labels, over 0 and under 1.
  public let share: Double
  private let seed: StudySeed
  private let replicate: Int

  /// The noise of one draw of the data; nil if `share` is nil or 0.
  ///
  /// - Throws: ``DataError`` if the share is not from 0 to under 1.
  public init?(share: Double?, seed: StudySeed, replicate: Int) throws {
    guard let share, share != 0 else { return nil }
    guard share > 0, share < 1 else {
      throw DataError("data.label-noise: \(share) is not a share from 0 to under 1")
    }
    self.share = share
    self.seed = seed
    self.replicate = replicate
  }

  /// Returns the labels of the first samples of the training order, which are `labels` without noise, of `classCount` classes.
  public func labels(_ labels: [Int32], classCount: Int) -> [Int32] {
    guard classCount > 1 else { return labels }
    var generator = seed.generator(for: .labelNoise, UInt64(bitPattern: Int64(replicate)))
    var noisy = labels
    var start = 0
    var number = 1
    while start < labels.count {
      // The end of a stretch far beyond all samples need not be known exactly.
      let farthest = min(Double(number) / share, 0x1p40)
      var end = max(Int(farthest), start + 1)
      while farthest < 0x1p40, wholes(end) < number { end += 1 }
      let position = start + generator.below(end - start)
      // Drawn for every stretch, so that what follows does not depend on the size.
      let step = Int32(1 + generator.below(classCount - 1))
      if position < labels.count { noisy[position] = (labels[position] + step) % Int32(classCount) }
      (start, number) = (end, number + 1)
    }
    return noisy
  }

  /// share × count, rounded down, but to the nearest whole number if only rounding errors keep it from that.
  private func wholes(_ count: Int) -> Int {
    let product = share * Double(count)
    let nearest = product.rounded()
    return Int(abs(product - nearest) <= 1e-9 * max(product, 1) ? nearest : product.rounded(.down))
  }
}
