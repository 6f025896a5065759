public import Datasets
import Threads

extension StudyDescription {
  /// The most samples that are drawn to see which classes test sets have.
  private static let mostSamplesDrawn = 20_000_000

  /// Counts the test samples of each class, for each test set that replicates are measured on, from the first. It is one set if
  /// all have the same numbers: the data set's own, or one that is drawn class by class. Of sets of whole groups there are as
  /// many as the study may come to draw, or fewer of large data.
  ///
  /// - Throws: `DataError` if the data cannot be split as the study asks.
  public func testClassCounts(_ data: LoadedData) throws -> [[Int]] {
    let pool = data.pool
    let draws =
      isTestSetDrawn && pool.groups != nil && !replicates.isCrossed
      ? max(replicates.goal?.to ?? replicates.count, 1) : 1
    return try concurrentMap(
      min(draws, max(1, Self.mostSamplesDrawn / max(pool.count, 1))),
      throwing: { index in
        guard let rows = try split(data, replicate: index + 1).test else {
          return data.canonicalTest?.classCounts ?? []
        }
        var counts = Array(repeating: 0, count: pool.classNames.count)
        for row in rows { counts[Int(pool.labels[row])] += 1 }
        return counts
      })
  }
}
