import Analysis
import Study

/// The upper panels of a sweep: loss by epoch, a curve for each value.
struct SweepLosses {
  private struct Curve {
    var intervals: [Interval]
    var dash: Layer.Dash
    var isMain: Bool
    var value: Int
    var name: String
  }

  private let places: [SweepFigure.Place]
  private let values: VariedValues
  private let curves: [[Curve]]
  let hasValidation: Bool
  /// Whether a curve lies on another one.
  private var hasOverlap: Bool { curves.joined().contains { $0.isMain && $0.dash == .interleaved } }

  init(_ places: [SweepFigure.Place], _ values: VariedValues, source: FigureSource) {
    self.places = places
    self.values = values
    let epochCurves = source.analysis.epochCurves
    let hasValidation = epochCurves.contains { $0.summaries[.validationLoss] != nil }
    self.hasValidation = hasValidation
    let stems = FigureSource.stems(values.labels, otherwise: "value", Array(1...values.texts.count))
    curves = places.map { place in
      var curves: [Curve] = []
      for measure in [Measure.trainLoss, hasValidation ? .validationLoss : .testLoss] {
        let isMain = measure != .trainLoss
        for (index, text) in values.texts.enumerated() {
          let curve = epochCurves.first {
            $0.configuration.modelIndex == place.series.modelIndex && $0.configuration.varied == place.varied(text)
          }
          guard let intervals = curve?.summaries[measure] else { continue }
          let isOver = curves.contains { $0.isMain == isMain && Self.coincide($0.intervals, intervals) }
          curves.append(
            Curve(
              intervals: intervals, dash: isMain ? (isOver ? .interleaved : .solid) : (isOver ? .dotted : .dashed),
              isMain: isMain, value: index, name: "\(stems[index])_\(measure.rawValue)"))
        }
      }
      return curves
    }
  }

  var tables: [FigureTable] { layers.map(\.figureTable) }

  /// Explains what is drawn otherwise than usual.
  var note: String {
    hasOverlap ? "Where curves coincide, the later value is drawn in dashes on the earlier one." : ""
  }

  func panels(length: Double) -> [Panel] {
    let last = curves.joined().map(\.intervals.count).max() ?? 2
    let x = Axis.epochs(last: last, length: length)
    let y = axis
    return zip(places, layers).map { Panel(title: $0.title, x: x, y: y, layers: $1.layers) }
  }

  /// Means below this multiple of the greatest loss of a first epoch that is not among the wildest set the range.
  private var axis: Axis {
    let means = curves.joined().flatMap(\.intervals).map(\.mean)
    guard let low = means.min(), let high = means.max() else { return .linear(low: 0, high: 1, label: "loss") }
    let isWide = low > 0 && high / low > 30
    return Axis.values(isWide ? [low, high] : [min(low, 0), high], label: "loss", logarithmic: isWide, length: 250)
  }

  private var layers: [CurveLayers] {
    curves.enumerated().map { table, curves in
      let longest = curves.map(\.intervals.count).max() ?? 1
      var layers = CurveLayers(table: table, x: "epoch", values: (1...max(longest, 1)).map(Double.init))
      for curve in curves {
        layers.add(
          curve.name, curve.intervals, dash: curve.dash, points: false, band: curve.isMain,
          colour: values.colours[curve.value], label: curve.isMain ? values.labels[curve.value] : "")
      }
      return layers
    }
  }

  /// Whether no eye could tell the curves apart.
  private static func coincide(_ one: [Interval], _ other: [Interval]) -> Bool {
    one.count == other.count
      && zip(one, other).allSatisfy { abs($0.mean - $1.mean) <= 0.005 * max(abs($0.mean), abs($1.mean)) }
  }
}
