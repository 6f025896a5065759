extension FigureLayout {
  /// Lines of text of one size, set flush left, or the entries of a key in as many lines as they take.
  struct Block {
    /// Each line is a row of words with their colours and their distance from the left.
    private(set) var lines: [[(text: String, colour: Colour, x: Double)]]
    private let size: Double
    private static let entryGap = 26.0
    private static let maximumEntryLines = 4

    init(_ text: String, size: Double, colour: Colour, width: Double, limit: Int) {
      self.size = size
      lines = Self.lines(text, size: size, width: width, limit: limit).map { [($0, colour, 0)] }
    }

    /// The lines that a text takes, at most `limit`.
    static func lines(_ text: String, size: Double, width: Double, limit: Int) -> [String] {
      let wrapped = TextMetrics.wrapped(text, to: width, size: size)
      guard wrapped.count > limit else { return wrapped }
      let rest = wrapped[(limit - 1)...].joined(separator: " ")
      return wrapped.prefix(limit - 1) + [TextMetrics.elided(rest, to: width, size: size)]
    }

    init(key: [(text: String, colour: Colour)], size: Double, width: Double) {
      self.size = size
      lines = [[]]
      var x = 0.0
      for entry in key {
        let texts = Self.lines(entry.text, size: size, width: width, limit: Self.maximumEntryLines)
        let extent = texts.map { TextMetrics.width($0, size: size) }.max() ?? 0
        if x > 0, x + extent > width || texts.count > 1 {
          lines.append([])
          x = 0
        }
        for (index, text) in texts.enumerated() {
          if index > 0 { lines.append([]) }
          lines[lines.count - 1].append((text, entry.colour, x))
        }
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
