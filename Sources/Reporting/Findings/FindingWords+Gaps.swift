import Analysis
import Datasets
import Foundation
import NeuralNetwork
import Study

/// Overfitting gaps, and what the test error consists of.
extension FindingWords {
  /// The largest gap of all points, and what it is at the largest size of that curve.
  func gaps() -> [String] {
    let found = largestGap()
    return found.isEmpty ? [] : found + unknownGaps()
  }

  /// Models that were trained elsewhere and whose gaps are nowhere known, as not all of their runs have values of training data.
  private func unknownGaps() -> [String] {
    guard analysis.study.origin != nil else { return [] }
    let points = analysis.curves.filter { $0.count > 0 && $0.key.rule == longest }
    let unknown = Dictionary(grouping: points, by: \.key).filter { $1.allSatisfy { $0[.gap(metric)] == nil } }.keys
    let keys = analysis.curves.map(\.key).reduce(into: [CurveKey]()) { keys, key in
      if unknown.contains(key), !keys.contains(key) { keys.append(key) }
    }
    guard !keys.isEmpty else { return [] }
    let more = keys.count - Self.mostShifted
    return [
      "The \(keys.count == 1 ? "gap" : "gaps") of \(listed(keys.prefix(Self.mostShifted).map(name)))"
        + "\(more > 0 ? " and \(count(more)) more" : "") \(keys.count == 1 ? "is" : "are") not known of all runs, and left out of "
        + "this comparison."
    ]
  }

  private func largestGap() -> [String] {
    let measure = Measure.gap(metric)
    let points = analysis.curves.filter { $0.count > 1 && $0[measure] != nil }
    let largest = points.compactMap { $0[measure]?.mean }.max() ?? 0
    // Rules may report the same epochs: of equal gaps, take that of the rule that trains longest.
    let worsts = points.filter { Interval.areEqual(largest, $0[measure]?.mean ?? 0) }
    guard largest > 0, let worst = worsts.first(where: { $0.key.rule == longest }) ?? worsts.first,
      let gap = worst[measure]
    else { return [] }
    // A gap of one run has no interval.
    let ofSeveral = analysis.curves.contains { $0.count == 1 && ($0[measure]?.mean ?? 0) > largest }
    let start =
      "The largest overfitting gap\(ofSeveral ? " of more than one run" : ""), \(self.points(gap)) \(unit), is that of \(name(worst.key)) at n = "
      + "\(count(worst.size))\(rule(worst.key))\(survivors(worst.count, diverged: worst.diverged))"
    guard let last = points.last(where: { $0.key == worst.key }), last.size > worst.size, let end = last[measure] else {
      return [start + shift(worst) + wrongLabels + "."] + shiftElsewhere(points, besides: worst)
    }
    return [
      "\(start); at n = \(count(last.size)) it is \(self.points(end)) \(unit)"
        + "\(survivors(last.count, diverged: last.diverged))\(shift(last))\(wrongLabels)."
    ] + shiftElsewhere(points, besides: last)
  }

  /// The most models that are named with gaps that are mostly shift.
  private static let mostShifted = 4

  /// The other models whose gaps at the largest size, under the rule that trains longest, are mostly shift; none where what was
  /// said is of one that is.
  private func shiftElsewhere(_ points: [CurvePoint], besides told: CurvePoint) -> [String] {
    let size = points.map(\.size).max()
    let shifted = points.filter { $0.size == size && $0.key.rule == longest && !shift($0).isEmpty }
    guard shift(told).isEmpty, let size, !shifted.isEmpty else { return [] }
    let names = shifted.prefix(Self.mostShifted).map { point in
      name(point.key) + (point[.shift(metric)].map { " (\(self.points($0)) \(unit))" } ?? "")
    }
    let more = shifted.count - names.count
    return [
      "At n = \(count(size)) shift, by which test data are harder than validation data, is the larger part of the "
        + "\(shifted.count == 1 ? "gap" : "gaps") of \(listed(names))\(more > 0 ? " and \(count(more)) more" : "")."
    ]
  }

  /// How much of a gap is shift, where that is the larger part.
  private func shift(_ point: CurvePoint) -> String {
    // Test samples that were drawn are of the same kind as those for validation.
    guard analysis.study.data.test == .canonical,
      let overfitting = point[.overfitting(metric)], let shift = point[.shift(metric)], shift.low > 0,
      shift.hasEnds, shift.mean > overfitting.mean
    else { return "" }
    let parts =
      overfitting.mean < 0
      ? "; it is the sum of \(points(overfitting)) overfitting and \(points(shift)) shift"
      : ", of which \(points(shift)) are shift, not overfitting"
    return "\(parts): test data are harder than validation data"
      + (metric.isMeanOverClasses ? ", or one of the two lacks classes that the other has" : "")
  }

  /// That labels are wrong, which a model need not learn.
  private var wrongLabels: String {
    analysis.study.data.labelNoise.map {
      "; \(String(format: "%g", 100 * $0)) % of the training labels are wrong, and train \(metric.words) is measured against these"
    } ?? ""
  }

  /// What the test error consists of at the largest size, for the first models.
  func sources(atMost most: Int) -> [String] {
    let size = analysis.biasVariances.map(\.configuration.size).max()
    let rows = analysis.biasVariances.filter { $0.rule == longest && $0.configuration.size == size && $0.hasIntervals }
    return rows.prefix(most).map { row in
      let weightier =
        row.difference.low > 0
        ? "; the draw of the data matters more than the initial weights"
        : row.difference.high < 0 ? "; the initial weights matter more than the draw of the data" : ""
      return "Of the test error of \(quoted(row.configuration.model)) at n = \(count(row.configuration.size))"
        + "\(setting(row.configuration.varied)), \(percent(row.testError)) %, bias makes up \(signedParts(row.bias)), the "
        + "draw of the data \(signedParts(row.data)), the initial weights \(signedParts(row.initial)) and both together "
        + "\(signedParts(row.interaction)) points\(weightier)."
    }
  }
}
