import ArgumentParser
import Foundation
import NeuralNetwork

/// A number, which may be written as a percentage: `0.95` or `95%`.
struct Share: ExpressibleByArgument {
  var value: Double
  /// As it was given.
  private var text: String

  init?(argument: String) {
    let percentage = argument.hasSuffix("%") ? Double(argument.dropLast()) : nil
    guard let value = percentage.map({ $0 / 100 }) ?? Double(argument), value.isFinite else { return nil }
    self.value = value
    text = argument
  }

  /// Throws an error that names the option if this is not a possible target for `metric`.
  func checkTarget(_ option: String, _ metric: Metric) throws {
    try refusePercentage(option, metric)
    if Self.isPossible(value, metric) { return }
    let ends = [metric.worst, metric.best].compactMap { $0.map { String(format: "%g", $0) } }
    let example = metric.unit == .fraction ? ", such as 0.95 or 95%" : ""
    let side = metric.direction == .higherIsBetter ? "below" : "over"
    throw ValidationError(
      "\(option): \(text) is no \(metric.name) "
        + (ends.count == 2 ? "between \(ends[0]) and \(ends[1])" : "\(side) \(ends.joined())") + example)
  }

  /// Whether `metric` can have the value, and a better and a worse one.
  private static func isPossible(_ value: Double, _ metric: Metric) -> Bool {
    let isAbove = metric.worst.map { metric.isBetter(value, than: $0) } ?? true
    let isBelow = metric.best.map { metric.isBetter($0, than: value) } ?? true
    return isAbove && isBelow
  }

  /// Throws an error that names the option if this is a percentage of a metric that is no fraction.
  private func refusePercentage(_ option: String, _ metric: Metric) throws {
    guard text.hasSuffix("%"), metric.unit != .fraction else { return }
    let unit = metric.unit.name.isEmpty ? "" : " (\(metric.unit.name))"
    let example = [100 * value, value].first { Self.isPossible($0, metric) }
    throw ValidationError(
      "\(option): \(text) is a percentage, but \(metric.name) is not measured in percent; give a value of \(metric.name)\(unit)"
        + (example.map { ", such as \(String(format: "%g", $0))" } ?? ""))
  }

  /// Throws an error that names the option if this is not a possible gap in `metric`.
  func checkGap(_ option: String, _ metric: Metric) throws {
    try refusePercentage(option, metric)
    let widest = metric.bounds.differences.upperBound
    guard value >= 0 && value < widest else {
      let range = widest.isFinite ? "between 0 and \(String(format: "%g", widest))" : "of 0 or more"
      let example = metric.unit == .fraction ? ", such as 0.05 or 5%" : ""
      throw ValidationError("\(option): \(text) is no gap \(range)\(example)")
    }
  }
}
