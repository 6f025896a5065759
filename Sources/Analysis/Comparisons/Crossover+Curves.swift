import Foundation
import NeuralNetwork
import Study

extension Crossover {
  /// The crossover of each curve that has at least two sizes with pairs.
  static func crossovers(
    _ curves: [PairedCurve], metric: Metric, bootstrap: ReplicateBootstrap
  ) -> [Crossover] {
    curves.concurrentMap { Crossover($0, metric: metric, bootstrap: bootstrap) }.compactMap { $0 }
  }

  init?(_ curve: PairedCurve, metric: Metric, bootstrap: ReplicateBootstrap) {
    let cells = curve.cells.filter { $0.pairs > 0 }
    guard let first = cells.first, let last = cells.last, cells.count > 1 else { return nil }
    let changes = bootstrap.means(cells.map(\.difference)).map { means in
      // The curve of a resample has no point at a size for which it has no pair.
      let points = zip(cells, means).compactMap { cell, mean in
        mean.map { (x: log(Double(cell.size)), y: metric.sign * $0) }
      }
      return SignChanges(x: points.map(\.x), y: points.map(\.y))
    }
    let count = Double(max(changes.count, 1))
    let pairs = cells.map(\.pairs).min() ?? 0
    self.init(
      contrast: curve.contrast, rule: curve.rule, sizes: first.size...last.size, pairs: pairs,
      noCrossing: Double(changes.count { $0.places.isEmpty }) / count,
      several: Double(changes.count { $0.places.count > 1 }) / count)
    let upwards = changes.count { $0.beginsAbove == false && $0.endsAbove == true }
    let downwards = changes.count { $0.beginsAbove == true && $0.endsAbove == false }
    guard upwards + downwards > 0 else { return }
    let isForFirst = upwards >= downwards
    var places = changes.map { $0.place(above: isForFirst) }
    belowSmallest = Double(places.count { $0 == -.infinity }) / count
    aboveLargest = Double(places.count { $0 == .infinity }) / count
    let ends = bootstrap.ends(of: &places, count: pairs)
    places.arrange(for: 0.5)
    self.isForFirst = isForFirst
    median = Position(logarithm: quantile(0.5, of: places))
    guard bootstrap.hasIntervals(pairs) else { return }
    low = Position(logarithm: ends.low)
    high = Position(logarithm: ends.high)
  }
}
