import Analysis
import Study

/// The upper panels of a sweep: loss by epoch, a curve for each value.
struct SweepLosses {
  private struct Curve {
    var epochs: [Int]
    var intervals: [Interval]
    var isMain: Bool
    var value: Int
    var colour: Colour
    var name: String
  }

  private let places: [SweepFigure.Place]
  private let values: VariedValues
  private let curves: [[Curve]]
  private let study: StudyDescription
  private let layers: [CurveLayers]
  let hasValidation: Bool
  /// Says that the curves go on where some runs have ended, if they do.
  let ends: String

  init(_ places: [SweepFigure.Place], _ values: VariedValues, source: FigureSource) {
    self.places = places
    self.values = values
    study = source.analysis.study
    let epochCurves = source.analysis.epochCurves
    let hasValidation = epochCurves.contains { $0.summaries[.validationLoss] != nil }
    self.hasValidation = hasValidation
    let stems = FigureSource.stems(values.labels, otherwise: "value", Array(1...values.texts.count))
    let curves = places.map { place in
      let colours = place.colours(values)
      return [Measure.trainLoss, hasValidation ? .validationLoss : .testLoss].flatMap { measure in
        values.texts.indices.compactMap { index in
          let curve = epochCurves.first {
            $0.configuration.modelIndex == place.series.modelIndex
              && $0.configuration.varied == place.varied(values.texts[index])
          }
          return curve.flatMap { curve in
            curve.summaries[measure].map {
              Curve(
                epochs: curve.epochs, intervals: $0, isMain: measure != .trainLoss, value: index,
                colour: colours[index],
                name: "\(stems[index])_\(measure.name)")
            }
          }
        }
      }
    }
    self.curves = curves
    let drawn = places.flatMap { place in
      values.texts.compactMap { text in
        epochCurves.first {
          $0.configuration.modelIndex == place.series.modelIndex && $0.configuration.varied == place.varied(text)
        }
      }
    }
    ends =
      EpochsFigure.fewest(drawn).map {
        "Loss curves are of fewer replicates, down to \(NumberText.count($0)), where some runs had ended."
      }
      ?? ""
    layers = Self.layers(curves, values)
  }

  var tables: [FigureTable] { layers.map(\.figureTable) }

  func panels(length: Double) -> [Panel] {
    let last = curves.joined().compactMap(\.epochs.last).max() ?? 2
    let x = Axis.epochs(last: last, length: length, label: study.epochLabel)
    let y = axis
    return zip(places, layers).map { Panel(title: $0.title, x: x, y: y, layers: $1.layers, of: $0.part) }
  }

  private var axis: Axis {
    func means(_ isMain: Bool) -> [Double] {
      curves.joined().filter { $0.isMain == isMain }.flatMap(\.intervals).map(\.mean)
    }
    return .losses(train: means(false), heldOut: means(true), length: 250)
  }

  private static func layers(_ curves: [[Curve]], _ values: VariedValues) -> [CurveLayers] {
    curves.enumerated().map { table, curves in
      // Of long histories, each curve has epochs of its own.
      let epochs = curves.isEmpty ? [1] : Set(curves.flatMap(\.epochs)).sorted()
      var layers = CurveLayers(table: table, x: "epoch", values: epochs.map(Double.init))
      for curve in curves {
        let intervals = Dictionary(uniqueKeysWithValues: zip(curve.epochs, curve.intervals))
        layers.add(
          curve.name, epochs.map { intervals[$0] }, dash: curve.isMain ? .solid : .dashed, points: false,
          band: curve.isMain,
          colour: curve.colour, label: curve.isMain ? values.labels[curve.value] : "")
      }
      return layers
    }
  }
}
