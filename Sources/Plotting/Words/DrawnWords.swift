/// How captions name the look of what panels show: only of what is drawn.
struct DrawnWords {
  private let layers: [Layer]

  /// `tables` are those that the layers are drawn from.
  init(_ layers: [Layer], _ tables: [FigureTable]) {
    self.layers = layers.filter { layer in
      guard let source = layer.source, tables.indices.contains(source.table) else { return false }
      return !tables[source.table].completeRows(source.columns).isEmpty
    }
  }

  init(_ panels: [Panel], _ tables: [FigureTable]) { self.init(panels.flatMap(\.layers), tables) }

  /// What shows intervals, with a remark on which, e.g. `bands and bars (test)`; empty where nothing does.
  func intervals(_ remark: String = "") -> String {
    let hasBands = layers.contains { if case .band = $0 { true } else { false } }
    let hasBars = layers.contains {
      switch $0 {
      case .bars, .rowBars: true
      default: false
      }
    }
    let words = [(hasBands, "bands"), (hasBars, "bars")].filter(\.0).map(\.1)
    return words.isEmpty ? "" : words.joined(separator: " and ") + (remark.isEmpty ? "" : " (\(remark))")
  }

  /// What test data look like, e.g. `solid, filled`: solid lines, and filled points without a line.
  var test: String { looks([("solid", hasLine { $0 == .solid }), ("filled", hasPoints(filled: true))]) }

  /// What training data look like, e.g. `dashed, open`.
  var train: String { looks([("dashed", hasLine { $0 == .dashed }), ("open", hasPoints(filled: false))]) }

  /// Whether curves go on as thin lines.
  var hasThinLines: Bool { hasLine { $0 == .thin } }

  func hasPoints(filled wanted: Bool) -> Bool {
    layers.contains { if case .points(_, _, _, wanted, _, _) = $0 { true } else { false } }
  }

  private func hasLine(_ isMeant: (Layer.Dash) -> Bool) -> Bool {
    layers.contains { if case .line(_, _, _, let dash, _, _, _) = $0 { isMeant(dash) } else { false } }
  }

  private func looks(_ words: [(String, Bool)]) -> String { words.filter(\.1).map(\.0).joined(separator: ", ") }
}

extension CaptionText {
  /// `Metric on test data (solid) and on the training subset (dashed)`, with the looks that are drawn.
  static func parts(_ metric: String, _ drawn: DrawnWords) -> String {
    func look(_ words: String) -> String { words.isEmpty ? "" : " (\(words))" }
    return "\(metric) on test data\(look(drawn.test)) and on the training subset\(look(drawn.train))"
  }

  /// What colours mean, of those that are drawn, e.g. `Blue: first better; grey: undecided`.
  static func legend(_ entries: [(words: String, isDrawn: Bool)]) -> String {
    let text = entries.filter(\.isDrawn).map(\.words).joined(separator: "; ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }
}
