import Foundation
import NeuralNetwork
import Study

extension Crossover {
  /// The crossover of each curve that has at least two sizes with pairs; `comparisons` are those of the curves.
  static func crossovers(
    _ curves: [PairedCurve], comparisons: [Comparison], metric: Metric, bootstrap: ReplicateBootstrap, test: MeanTest
  ) -> [Crossover] {
    let found = curves.concurrentMap { curve in
      Crossover(curve, metric: metric, bootstrap: bootstrap).map { (crossover: $0, curve: curve) }
    }.compactMap { $0 }
    let averages = found.map(\.curve.averages)
    let decided = Dictionary(grouping: comparisons.filter { $0.verdict != .undecided }, by: \.contrast)
    var tests = averages.map { _ in MeanTest.Values(single: 1, corrected: 1) }
    for (_, family) in Dictionary(grouping: found.indices, by: { found[$0].curve.contrast.kind.question }) {
      for (index, values) in zip(family, test.values(family.map { averages[$0] })) { tests[index] = values }
    }
    return zip(found, zip(averages, tests)).map { found, average in
      var crossover = found.crossover
      (crossover.average, crossover.averageTest) = (
        test.interval(average.0, within: metric.bounds.differences), average.1
      )
      crossover.addDecidedSizes(decided[crossover.contrast]?.filter { $0.rule == crossover.rule } ?? [])
      return crossover
    }
  }

  /// `decided` are the decided comparisons of the curve.
  private mutating func addDecidedSizes(_ decided: [Comparison]) {
    guard let isForFirst else { return }
    let leads = decided.filter { ($0.verdict == .better) == isForFirst }.map(\.size)
    let others = decided.filter { ($0.verdict == .better) != isForFirst }.map(\.size)
    decidedFrom = leads.filter { size in others.allSatisfy { $0 < size } }.min()
    decidedBefore = others.filter { size in leads.allSatisfy { $0 > size } }.max()
  }

  init?(_ curve: PairedCurve, metric: Metric, bootstrap: ReplicateBootstrap) {
    let cells = curve.cells.filter { $0.difference.count > 0 }
    guard let first = cells.first, let last = cells.last, cells.count > 1 else { return nil }
    let means = cells.map(\.difference.mean)
    let resampled = bootstrap.means(cells.map(\.difference))
    let changes = (resampled.isEmpty ? [means] : resampled).map { SignChanges(cells, means: $0, metric) }
    let count = Double(changes.count)
    let equivalent = cells.map(\.difference.equivalentCount).min() ?? 0
    self.init(
      contrast: curve.contrast, rule: curve.rule, sizes: first.size...last.size,
      pairs: cells.filter(\.difference.isPaired).map(\.pairs).min() ?? 0,
      noCrossing: Double(changes.count { $0.places.isEmpty }) / count,
      several: Double(changes.count { $0.places.count > 1 }) / count)
    unpairedRuns = cells.filter { !$0.difference.isPaired }.map(\.difference.fewer).min()
    let upwards = changes.count { $0.beginsAbove == false && $0.endsAbove == true }
    let downwards = changes.count { $0.beginsAbove == true && $0.endsAbove == false }
    guard upwards + downwards > 0 else { return }
    let isForFirst = upwards >= downwards
    var places = changes.map { $0.place(above: isForFirst) }
    belowSmallest = Double(places.count { $0 == -.infinity }) / count
    aboveLargest = Double(places.count { $0 == .infinity }) / count
    let ends = bootstrap.ends(of: &places, count: equivalent)
    self.isForFirst = isForFirst
    if !hasSeveral {
      position = Position(logarithm: SignChanges(cells, means: means, metric).place(above: isForFirst))
    }
    guard bootstrap.hasIntervals(equivalent), !resampled.isEmpty else { return }
    low = Position(logarithm: ends.low)
    high = Position(logarithm: ends.high)
  }
}

extension SignChanges {
  /// Of the mean differences of cells, on log n.
  fileprivate init(_ cells: [PairedCurve.Cell], means: [Double], _ metric: Metric) {
    self.init(x: cells.map { log(Double($0.size)) }, y: means.map { metric.sign * $0 })
  }
}

extension PairedCurve {
  /// The difference averaged over the sizes, of the replicates that have all of them; nil where one is missing, or where only
  /// some sizes have pairs.
  fileprivate var averages: ReplicateValues {
    guard cells.contains(where: \.difference.isPaired) else {
      return ReplicateValues(
        SideValues.mean(cells.map(\.first)), minus: SideValues.mean(cells.map(\.second)), mayBeUnpaired: true)
    }
    let replicates = cells.first?.difference.values.indices ?? 0..<0
    let weight = 1 / Double(max(cells.count, 1))
    let values = replicates.map { replicate -> Double? in
      let values = cells.compactMap { $0.difference.isPaired ? $0.difference.values[replicate] : nil }
      return values.count == cells.count ? values.reduce(0, +) * weight : nil
    }
    let terms =
      cells.allSatisfy { !$0.first.terms.isEmpty }
      ? replicates.map { replicate in
        cells.flatMap { cell in
          (cell.first.terms[replicate] ?? []).times(weight) + (cell.second.terms[replicate] ?? []).times(-weight)
        }
      } : nil
    var average = terms.map { ReplicateValues(values, terms: $0) } ?? ReplicateValues(values)
    average.hasStandIns = cells.contains(where: \.difference.hasStandIns)
    return average
  }
}
