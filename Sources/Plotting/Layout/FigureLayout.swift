/// Where everything in a figure goes, in pixels from its lower left corner.
///
/// gnuplot is told each position, so that nothing depends on its own guesses: text is measured and wrapped, labels at the
/// ends of lines are spread apart, and where they would take too much room a key below the subtitle takes their place.
struct FigureLayout {
  enum FontSize {
    static let title = 20.0
    static let subtitle = 15.0
    static let panelTitle = 16.0
    static let axis = 15.0
    static let caption = 13.5
  }

  /// Of a solid curve.
  static let lineWidth = 2.2

  struct Rectangle: Equatable {
    var left, right, bottom, top: Double
    var width: Double { right - left }
    var height: Double { top - bottom }

    func overlaps(_ other: Rectangle) -> Bool {
      left < other.right && other.left < right && bottom < other.top && other.bottom < top
    }
  }

  /// A text with the point where it is anchored: its left end or its centre at half its height.
  struct Text: Equatable {
    enum Anchor { case left, centre, vertical, verticalFromBottom }
    var text: String
    var x, y: Double
    var size: Double
    var colour: Colour
    var anchor: Anchor

    /// What the text covers, by the estimate of its width.
    var box: Rectangle {
      let (width, half) = (TextMetrics.width(text, size: size), size / 2)
      return switch anchor {
      case .left: Rectangle(left: x, right: x + width, bottom: y - half, top: y + half)
      case .centre: Rectangle(left: x - width / 2, right: x + width / 2, bottom: y - half, top: y + half)
      case .vertical: Rectangle(left: x - half, right: x + half, bottom: y - width / 2, top: y + width / 2)
      case .verticalFromBottom: Rectangle(left: x - half, right: x + half, bottom: y, top: y + width)
      }
    }
  }

  struct PanelLayout {
    var frame: Rectangle
    var showsXTicks: Bool
    var showsYTicks: Bool
    /// Titles, axis labels, labels at line ends and of marks.
    var texts: [Text]
    /// Short lines from a mark to its label.
    var leaders: [(from: (x: Double, y: Double), to: (x: Double, y: Double))]
  }

  let width: Double
  let height: Double
  /// The height that everything takes, which is ``height`` unless the page has another.
  let needed: Double
  /// Title, subtitle, key and caption.
  let texts: [Text]
  /// Heads the number of the epoch that a frame of an animation shows; nil for a still.
  let epochText: Text?
  let panels: [PanelLayout]

  static let outer = 18.0
  private static let epochWidth = 150.0

  init(_ figure: Figure) {
    width = Double(figure.width)
    let textWidth = width - 2 * Self.outer
    let isAnimated = figure.animation != nil
    let rowCount = (figure.panels.count + figure.columns - 1) / figure.columns
    let spaces = Spaces(figure)
    let sizes = figure.fontSizes
    let hasTitle = figure.paper?.showsTitle ?? true
    let hasCaption = figure.paper?.showsCaption ?? true
    // A narrow page takes more lines.
    let limit = figure.paper == nil ? 1 : 4

    var head: [Block] =
      hasTitle
      ? [
        Block(
          figure.title, size: FontSize.title, colour: .ink, width: textWidth - (isAnimated ? Self.epochWidth : 0),
          limit: 8 * limit),
        Block(figure.subtitle, size: FontSize.subtitle, colour: .softInk, width: textWidth, limit: 8 * limit),
      ] : []
    if !spaces.key.isEmpty { head.append(Block(key: spaces.key, size: FontSize.axis, width: textWidth)) }
    head.removeAll { $0.lines.isEmpty }
    let caption = Block(
      hasCaption ? figure.caption : "", size: sizes.caption, colour: .softInk, width: textWidth, limit: 40 * limit)

    let rows = (0..<rowCount).map {
      (top: spaces.top[$0], height: figure.height(ofRow: $0), bottom: spaces.bottom[$0])
    }
    needed =
      (Self.outer + head.reduce(0) { $0 + $1.height } + 4
      + rows.reduce(0) { $0 + $1.top + $1.height + $1.bottom } + 10 + caption.height + Self.outer).rounded(.up)
    height = figure.paper?.height ?? needed

    var texts: [Text] = []
    var y = height - Self.outer
    for block in head {
      texts += block.placed(left: Self.outer, top: y)
      y -= block.height
    }
    texts += caption.placed(left: Self.outer, top: Self.outer + caption.height)
    self.texts = texts
    epochText =
      isAnimated
      ? Text(
        text: "epoch ", x: width - Self.outer - Self.epochWidth, y: height - Self.outer - FontSize.title * 0.66,
        size: FontSize.title, colour: .ink, anchor: .left) : nil
    y -= 4

    var panels: [PanelLayout] = []
    for row in 0..<rowCount {
      y -= rows[row].top
      var x = Self.outer
      for column in 0..<figure.columns {
        x += spaces.left[column]
        let index = row * figure.columns + column
        if figure.panels.indices.contains(index) {
          let frame = Rectangle(left: x, right: x + spaces.panelWidth, bottom: y - rows[row].height, top: y)
          panels.append(Self.panel(index, of: figure, frame: frame, spaces: spaces))
        }
        x += spaces.panelWidth + spaces.right[column]
      }
      y -= rows[row].height + rows[row].bottom
    }
    self.panels = panels
  }

  private static func panel(_ index: Int, of figure: Figure, frame: Rectangle, spaces: Spaces) -> PanelLayout {
    let panel = figure.panels[index]
    let (showsXTicks, showsXLabel) = spaces.showsX(index)
    let showsY = spaces.showsY(index)
    let centre = (frame.left + frame.right) / 2
    var layout = PanelLayout(frame: frame, showsXTicks: showsXTicks, showsYTicks: showsY, texts: [], leaders: [])

    let marks = figure.marks(of: panel)
    for (line, text) in spaces.titleLines[index].reversed().enumerated() {
      layout.texts.append(
        Text(
          text: text, x: centre,
          y: frame.top + spaces.markHeight(ofRow: index / figure.columns) + 16 + Double(line) * Spaces.titleLine,
          size: FontSize.panelTitle, colour: .ink, anchor: .centre))
    }
    for (line, text) in (showsXLabel ? spaces.xLabelLines[index] : []).enumerated() {
      layout.texts.append(
        Text(
          text: text, x: centre, y: frame.bottom - Spaces.tickHeight - 13 - Double(line) * Spaces.labelLine,
          size: FontSize.axis, colour: .ink, anchor: .centre))
    }
    for (line, text) in (showsY ? spaces.yLabelLines[index] : []).reversed().enumerated() {
      layout.texts.append(
        Text(
          text: text, x: frame.left - spaces.tickWidth(panel.y) - 13 - Double(line) * Spaces.labelLine,
          y: (frame.bottom + frame.top) / 2, size: FontSize.axis, colour: .ink, anchor: .vertical))
    }
    if spaces.key.isEmpty {
      let ends = figure.lineEnds(of: panel)
      let wanted = ends.map { frame.bottom + min(max($0.fraction, 0), 1) * frame.height }
      let extent = FontSize.axis * 1.12
      let placed = LabelPlacement.spread(wanted, extent: extent, low: frame.bottom, high: frame.top + extent / 2)
      for (end, y) in zip(ends, placed) {
        layout.texts.append(
          Text(
            text: end.label, x: frame.left + end.x * frame.width + 9, y: y, size: FontSize.axis, colour: end.colour,
            anchor: .left))
      }
    }
    let caption = figure.fontSizes.caption
    for case .note(let text, let x, let y) in panel.layers {
      guard let across = panel.x.fraction(of: x), let up = panel.y.fraction(of: y) else { continue }
      var note = Text(
        text: text, x: frame.left + across * frame.width, y: frame.bottom + up * frame.height, size: caption,
        colour: .softInk, anchor: .centre)
      // Notes are placed for panels of the usual width; on a page they stay inside theirs, as far as there is room.
      if figure.paper != nil {
        let half = TextMetrics.width(text, size: caption) / 2
        note.x = min(max(note.x, frame.left + half + 2), max(frame.right - half, frame.left + half + 2))
        if layout.texts.contains(where: { $0.box.overlaps(note.box) }) { continue }
      }
      layout.texts.append(note)
    }
    let wanted = marks.map { frame.left + $0.fraction * frame.width }
    let extent = min(caption * 1.4, max(caption * 1.06, frame.width / Double(max(marks.count - 1, 1))))
    let placed = LabelPlacement.spread(
      wanted, extent: extent, low: frame.left, high: max(frame.right, wanted.max() ?? 0))
    for ((mark, from), to) in zip(zip(marks, wanted), placed) {
      layout.leaders.append((from: (from, frame.top), to: (to, frame.top + 7)))
      layout.texts.append(
        Text(
          text: mark.label, x: to, y: frame.top + 10, size: caption, colour: .softInk,
          anchor: .verticalFromBottom))
    }
    return layout
  }
}
