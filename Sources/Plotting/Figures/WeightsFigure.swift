import Analysis
import Datasets
import Study

/// The weights of units of the first layer as images, tile by tile, for networks on images.
enum WeightsFigure {
  static let kind = FigureKind(
    name: .weights, summary: "the weights of units of the first layer, as images",
    build: figure)

  static func figure(_ analysis: StudyAnalysis) -> Figure? {
    let source = FigureSource(analysis)
    let all = analysis.portraits.filter { $0.firstLayer != nil }
    let named = NamedConfigurations(all.map(\.configuration.setting), atMost: 4, in: source)
    let shown = named.entries.compactMap { entry in
      all.first { $0.configuration.setting == entry.setting }.flatMap { portrait in
        portrait.firstLayer.map { (entry: entry, configuration: portrait.configuration, images: $0) }
      }
    }
    guard let first = shown.first, case .image(let width, let height, let channels) = first.images.shape else {
      return nil
    }
    // About as many tiles in all as there are in one panel alone.
    let most = [8, 8, 6, 5, 4][shown.count]
    let units = shown.map(\.images.units.count).max() ?? 1
    // Up to four stand in a row, which uses the width of the page.
    let across = units <= min(most, 4) ? units : (1...most).first { $0 * $0 >= units } ?? most
    let down = min((units + across - 1) / across, most)

    var panels: [Panel] = []
    var tables: [FigureTable] = []
    for (entry, configuration, images) in shown {
      guard let pixels = WeightTiles(images, across: across, down: down) else { return nil }
      let count = min(images.units.count, across * down)
      let all = configuration.firstLayerUnits(inputs: width * height * channels) ?? images.units.count
      let kind = isOutputLayer(configuration) ? "output unit" : "unit"
      panels.append(
        Panel(
          title: "\(entry.name): \(count < all ? "\(count) of " : "")\(NumberText.counted(all, kind))",
          x: Axis(label: "", scale: .linear, start: -0.5, end: Double(pixels.columns) - 0.5, ticks: []),
          y: Axis(label: "", scale: .linear, start: Double(pixels.rows) - 0.5, end: -0.5, ticks: []),
          layers: [
            .image(
              table: tables.count, x: .init(0, Double(pixels.columns - 1)), y: .init(0, Double(pixels.rows - 1)),
              colours: channels == 3 ? .packed : .signed)
          ], of: StudyPart(entry.setting)))
      tables.append(pixels.table)
    }
    let ratio = Double(down * height) / Double(across * width)
    let caption = CaptionText(source: source)
    let absent = analysis.epochCurves.count { curve in
      curve.diverged > 0 && curve.configuration.kind == .network
        && !all.contains { $0.configuration == curve.configuration }
    }
    return Figure(
      name: kind.name.rawValue, title: analysis.study.title,
      subtitle: CaptionText.subtitle(
        "First layer after training at n = \(NumberText.count(first.configuration.size)): each tile, the "
          + "weights from \(width) × \(height) pixels to one unit", shared: named.shared),
      caption: CaptionText.joined(
        "Replicate 1, after its last epoch. \(order(shown.map { ($0.configuration, $0.images) })) Scale by unit: "
          + (channels == 3
            ? "red, green and blue show the weights from these channels, mid-grey is zero, and the weight of greatest "
              + "magnitude has the full or no intensity."
            : "grey is zero, blue positive, orange negative, full colour the weight of greatest magnitude."),
        caption.networks(named.models), caption.settings, caption.shown([named.omission]), others(source),
        absent == 0 ? "" : "Not shown: \(NumberText.counted(absent, "network")) that diverged."),
      columns: shown.count, width: units == 1 && shown.count == 1 ? 420 : [600, 600, 1000, 1240, 1400][shown.count],
      panelHeight: 100, panels: panels,
      tables: tables
    ).withPanelHeight(ofWidth: ratio)
  }

  /// Names the models without weights.
  private static func others(_ source: FigureSource) -> String {
    let names = source.series.filter { $0.kind == .oneShot }.map(\.fullName)
    return names.isEmpty ? "" : "Not shown, because they have no layers: \(names.joined(separator: ", "))."
  }
}

extension WeightsFigure {
  /// Whether a network has no hidden layer, so that its first layer is the output layer.
  private static func isOutputLayer(_ configuration: Configuration) -> Bool { configuration.hidden?.isEmpty == true }

  /// Which units the tiles are, in words.
  private static func order(_ shown: [(configuration: Configuration, images: FirstLayerImages)]) -> String {
    let outputs = shown.filter { isOutputLayer($0.configuration) }.map(\.images)
    let byNorm = "the units with the longest weight vectors, longest first."
    // Those of an earlier version of Fathom are in the order of hidden units.
    guard !outputs.isEmpty, outputs.allSatisfy({ $0.units == Array($0.units.indices) }) else {
      return byNorm.prefix(1).uppercased() + byNorm.dropFirst()
    }
    let byClass =
      outputs.allSatisfy { $0.units.count == 1 }
      ? "the output unit, which tells the second class from the first."
      : "the output units, one a class, in the order of the classes."
    return "Without hidden layers, " + byClass + (outputs.count < shown.count ? " Otherwise " + byNorm : "")
  }
}

/// The pixels of many small images in rows, white gaps between them.
struct WeightTiles {
  let table: FigureTable
  let columns: Int
  let rows: Int

  /// Nil if the images are not of a known shape with one or three channels, or incomplete.
  init?(_ images: FirstLayerImages, across: Int, down: Int) {
    guard case .image(let width, let height, let channels) = images.shape, channels == 1 || channels == 3,
      images.pixels.count == images.units.count * width * height * channels
    else { return nil }
    let gap = max(width / 14, 1)
    columns = across * (width + gap) - gap
    rows = down * (height + gap) - gap
    let bytes = [UInt8](images.pixels)
    let gapValue = channels == 3 ? Double(Colour.white.rgb) : 128
    var values = Array(repeating: [Double?](repeating: gapValue, count: rows), count: columns)
    for unit in 0..<min(images.units.count, across * down) {
      let (left, top) = (unit % across * (width + gap), unit / across * (height + gap))
      for y in 0..<height {
        for x in 0..<width {
          func byte(_ channel: Int) -> Int {
            Int(bytes[((unit * channels + channel) * height + y) * width + x])
          }
          values[left + x][top + y] = Double(
            channels == 3 ? byte(0) << 16 | byte(1) << 8 | byte(2) : max(byte(0) - 128, -127))
        }
      }
    }
    table = FigureTable(values.enumerated().map { .init("c\($0 + 1)", $1) })
  }
}
