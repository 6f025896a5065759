extension FigureLayout {
  /// Lines of text of one size, set flush left, or the entries of a key in as many lines as they take.
  struct Block {
    /// Each line is a row of words with their colours and their distance from the left.
    private(set) var lines: [[(text: String, colour: Colour, x: Double)]]
    private let size: Double
    private static let entryGap = 26.0

    init(_ text: String, size: Double, colour: Colour, width: Double, limit: Int) {
      self.size = size
      var wrapped = TextMetrics.wrapped(text, to: width, size: size)
      if wrapped.count > limit {
        let rest = wrapped[(limit - 1)...].joined(separator: " ")
        wrapped = wrapped.prefix(limit - 1) + [TextMetrics.elided(rest, to: width, size: size)]
      }
      lines = wrapped.map { [($0, colour, 0)] }
    }

    init(key: [(label: String, colour: Colour)], size: Double, width: Double) {
      self.size = size
      lines = [[]]
      var x = 0.0
      for entry in key {
        let text = TextMetrics.elided("● " + entry.label, to: width, size: size)
        let extent = TextMetrics.width(text, size: size)
        if x > 0, x + extent > width {
          lines.append([])
          x = 0
        }
        lines[lines.count - 1].append((text, entry.colour, x))
        x += extent + Self.entryGap
      }
    }

    var height: Double { lines.isEmpty ? 0 : Double(lines.count) * size * 1.32 + 5 }

    func placed(left: Double, top: Double) -> [Text] {
      lines.enumerated().flatMap { index, line in
        line.map { word in
          Text(
            text: word.text, x: left + word.x, y: top - (Double(index) + 0.5) * size * 1.32, size: size,
            colour: word.colour, anchor: .left)
        }
      }
    }
  }
}
