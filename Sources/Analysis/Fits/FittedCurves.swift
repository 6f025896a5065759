import NeuralNetwork
import Threads

/// The fits of a study's learning curves. Each is made when it is first asked for, as fits take longest of all.
struct FittedCurves: Sendable {
  private struct Entry: Sendable {
    var rule: StoppingRule
    /// Nil for a curve that cannot be fitted.
    var fit: Lazy<FittedCurve?>
  }

  private let entries: [Entry]

  /// The fits of `curves`, in their order.
  init(_ curves: [MeasuredCurve], metric: Metric, bootstrap: ReplicateBootstrap) {
    entries = curves.map { curve in
      Entry(rule: curve.key.rule, fit: Lazy { FittedCurve(curve, metric: metric, bootstrap: bootstrap) })
    }
  }

  /// Holds fits that have been made already.
  init(_ fitted: [FittedCurve]) {
    entries = fitted.map { curve in Entry(rule: curve.key.rule, fit: Lazy { curve }) }
  }

  /// All that could be fitted.
  var all: [FittedCurve] { entries.concurrentMap { $0.fit.value }.compactMap { $0 } }

  /// Those of curves under `rule`, or all, with their refits and back-tests made.
  func refitted(under rule: StoppingRule?) -> [FittedCurve] {
    entries.filter { rule == nil || $0.rule == rule }.concurrentMap { entry in
      let fit = entry.fit.value
      _ = fit?.refits.value
      _ = fit?.backTests
      return fit
    }.compactMap { $0 }
  }
}
