import Analysis
import Foundation
import Study

/// The loss of every batch against the update, a panel for each model and setting.
enum BatchLossFigure {
  static let kind = FigureKind(
    name: .batchLoss, summary: "loss of every batch against the update, single and averaged",
    build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = analysis.batchLossCurves.filter { !$0.course.isEmpty }
    let named = NamedConfigurations(all.map(\.configuration.setting), atMost: 6, in: source)
    let curves = named.entries.compactMap { entry in
      all.first { $0.configuration.setting == entry.setting }.map { thinned($0, to: maximumDots / named.entries.count) }
    }
    guard let size = curves.first?.configuration.size else { return nil }
    let columns = named.columns(atMost: 3)
    let length = PageWidth.axis(columns: columns)
    let isWild = wild(curves)
    let axes = (
      wild: curves.indices.map { lossAxis([curves[$0]]) },
      usual: lossAxis(curves.indices.filter { !isWild[$0] }.map { curves[$0] })
    )
    let y = curves.indices.map { isWild[$0] ? axes.wild[$0] : axes.usual }
    // Where the batch size is varied, so are the updates of an epoch: then each panel has its own axis.
    let lasts = curves.map { Double(max($0.points.last?.update ?? 1, Int($0.updates.last ?? 1))) }
    let isShared = (lasts.max() ?? 1) <= 3 * (lasts.min() ?? 1)

    var panels: [Panel] = []
    var tables: [FigureTable] = []
    for (index, curve) in curves.enumerated() {
      guard let entry = named.entry(of: curve.configuration.setting) else { continue }
      let x = Axis.linear(low: 0, high: isShared ? lasts.max() ?? 1 : lasts[index], label: "update", length: length)
      let points = FigureTable([
        .init("update", curve.points.map { Double($0.update) }), .init("loss", curve.points.map(\.loss)),
      ])
      var course = CurveLayers(table: 2 * index + 1, x: "update", values: curve.updates)
      course.add("loss", curve.course, dash: .solid, points: false, band: true, colour: entry.colour, label: "")
      tables += [
        points, FigureTable(course.columns + [.init("replicates", curve.counts.map(Double.init))]),
      ]
      panels.append(
        Panel(
          title: curves.count > 1 ? entry.name : "", x: x, y: y[index],
          layers: [
            .scatter(
              table: 2 * index, x: "update", y: "loss", marker: .dot, colour: entry.colour.mixed(with: .white, 0.6))
          ] + course.layers, of: StudyPart(entry.setting)))
    }
    let caption = CaptionText(source: source)
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "Training loss of single batches (dots) and its mean course (line) at n = \(NumberText.count(size))",
        shared: named.shared),
      caption: CaptionText.joined(
        dots(curves), course(curves, DrawnWords(panels, tables), caption), apart(isWild),
        caption.networks(named.models), caption.settings, caption.shown([named.omission]), caption.inOneGo),
      columns: columns, width: PageWidth.of(columns: columns), panelHeight: curves.count > columns ? 240 : 320,
      panels: panels, tables: tables)
  }

  /// The most dots in all panels together; more make larger files but no clearer cloud.
  private static let maximumDots = 3000

  private static func thinned(_ curve: BatchLossCurve, to most: Int) -> BatchLossCurve {
    let step = (curve.points.count + most - 1) / most
    var curve = curve
    curve.points = stride(from: 0, to: curve.points.count, by: max(step, 1)).map { curve.points[$0] }
    return curve
  }

  /// Logarithmic where mean losses span more than a factor of ten, and then as far as single batches go, but not beyond a
  /// tenth of the lowest and ten times the highest mean: they must not flatten the course of all.
  private static func lossAxis(_ curves: [BatchLossCurve]) -> Axis {
    let course = curves.flatMap(\.course)
    let points = curves.flatMap(\.points).map(\.loss)
    let (lowest, highest) = (course.map(\.mean).min() ?? 0, course.map(\.mean).max() ?? 1)
    let top = course.map(\.high).max() ?? 1
    guard lowest > 0, highest > 10 * lowest else {
      return Axis.values([0, top] + points.filter { $0 < 2 * top }, label: "loss", logarithmic: false, length: 240)
    }
    let floor = max(([lowest] + course.map(\.low) + points).filter { $0 > 0 }.min() ?? lowest, lowest / 10)
    let ceiling = min(max(points.max() ?? top, top), 10 * highest)
    return Axis.values([floor, ceiling], label: "loss", logarithmic: true, length: 240)
  }

  /// How many times the highest loss of the usual curve makes one that has an axis of its own.
  private static let wildFactor = 10.0

  /// The curves that would flatten the others on an axis with them: their loss rises to many times the median of the
  /// highest losses.
  private static func wild(_ curves: [BatchLossCurve]) -> [Bool] {
    let highs = curves.map { $0.course.map(\.high).max() ?? 0 }
    let median = highs.sorted()[(highs.count - 1) / 2]
    return highs.map { $0 > wildFactor * median }
  }

  private static func apart(_ isWild: [Bool]) -> String {
    isWild.contains(true) ? "Losses that rise far above those of other panels have an axis of their own." : ""
  }

  private static func dots(_ curves: [BatchLossCurve]) -> String {
    let steps = curves.compactMap { curve -> Int? in
      curve.points.count > 1 ? curve.points[1].update - curve.points[0].update : nil
    }
    return (steps.max() ?? 1) > 1
      ? "Dots: one in \(NumberText.range(steps)) batches of one replicate." : "Dots: every batch of one replicate."
  }

  private static func course(_ curves: [BatchLossCurve], _ drawn: DrawnWords, _ caption: CaptionText) -> String {
    let counts = curves.flatMap(\.counts)
    let widths = curves.map(\.updatesPerBin)
    let bins = widths.max() == 1 ? "" : "\(NumberText.range(widths)) updates"
    guard let most = counts.max(), most > 1 else {
      return "Line: \(bins.isEmpty ? "every batch" : "means of \(bins)"); one replicate, so no intervals."
    }
    return "Line: means of \(bins.isEmpty ? "" : bins + " and ")\(NumberText.range(counts)) replicates"
      + "\(caption.crossing)\(caption.intervals(drawn.intervals(), of: counts))."
  }
}
