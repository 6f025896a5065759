/// Moves labels along a line just so far that none overlaps another.
enum LabelPlacement {
  /// New centres for labels of a given extent that want to be at `wanted`, in the same order, at least `extent` apart,
  /// between `low` and `high`, and together as near to where they want to be as squares measure it.
  ///
  /// With the i-th lowest label shifted down by i·extent, "apart" becomes "ascending": isotonic regression, solved by
  /// pooling adjacent violators (Ayer et al. 1955).
  static func spread(_ wanted: [Double], extent: Double, low: Double, high: Double) -> [Double] {
    let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
    var blocks: [(sum: Double, count: Int)] = []
    for (rank, index) in order.enumerated() {
      blocks.append((wanted[index] - Double(rank) * extent, 1))
      while blocks.count > 1 {
        let last = blocks[blocks.count - 1]
        let previous = blocks[blocks.count - 2]
        guard previous.sum / Double(previous.count) > last.sum / Double(last.count) else { break }
        blocks.removeLast(2)
        blocks.append((previous.sum + last.sum, previous.count + last.count))
      }
    }
    let ascending = blocks.flatMap { Array(repeating: $0.sum / Double($0.count), count: $0.count) }
    let ceiling = max(low, high - Double(max(wanted.count - 1, 0)) * extent)
    var placed = wanted
    for (rank, index) in order.enumerated() {
      placed[index] = min(max(ascending[rank], low), ceiling) + Double(rank) * extent
    }
    return placed
  }
}
