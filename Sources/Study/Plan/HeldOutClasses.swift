public import Datasets
import Threads

extension StudyDescription {
  /// The most samples that are drawn to see which classes test sets have.
  private static let mostSamplesDrawn = 20_000_000

  /// Counts the held-out samples of each class, for each split that replicates are measured on, from the first. It is one if
  /// all have the same numbers: sets of the data set's own, or drawn class by class. Of sets of whole groups there are as
  /// many as the study may come to draw, or fewer of large data. Without a validation set, its counts are empty.
  ///
  /// - Throws: `DataError` if the data cannot be split as the study asks.
  public func heldOutClassCounts(_ data: LoadedData) throws -> [(test: [Int], validation: [Int])] {
    let pool = data.pool
    let draws = pool.groups != nil && !replicates.isCrossed ? max(replicates.goal?.to ?? replicates.count, 1) : 1
    @Sendable func counts(_ rows: [Int]) -> [Int] {
      var counts = Array(repeating: 0, count: pool.classNames.count)
      for row in rows { counts[Int(pool.labels[row])] += 1 }
      return counts
    }
    return try concurrentMap(
      min(draws, max(1, Self.mostSamplesDrawn / max(pool.count, 1))),
      throwing: { index in
        let split = try split(data, replicate: index + 1)
        return (
          split.test.map(counts) ?? data.canonicalTest?.classCounts ?? [],
          split.validation.isEmpty ? [] : counts(split.validation)
        )
      })
  }
}
