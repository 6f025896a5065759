/// Cuts a history into strips of equal length.
struct Strip: Sendable {
  /// The length in epochs.
  let length: Int
  /// Training losses since the last strip ended.
  private var losses: [Double] = []

  init(length: Int) { self.length = length }

  /// Adds an epoch's training loss; returns the strip's losses if it is now complete.
  mutating func end(adding trainLoss: Double) -> [Double]? {
    losses.append(trainLoss)
    guard losses.count >= length else { return nil }
    defer { losses.removeAll() }
    return losses
  }
}
