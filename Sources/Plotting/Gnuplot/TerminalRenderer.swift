import Datasets
import DurableFiles
import Foundation

/// Draws figures with characters, for a terminal.
public enum TerminalRenderer {
  /// Returns the figure as lines of at most `columns` characters, each panel at most `rows` lines high.
  ///
  /// Title and subtitle come first, then the panels one below the other, then the caption. If `colour`, the lines
  /// contain ANSI escapes for 256 colours.
  /// - Throws: ``PlottingError``, such as ``PlottingError/gnuplotMissing``.
  public static func draw(_ figure: Figure, columns: Int, rows: Int, colour: Bool) throws(PlottingError) -> String {
    let columns = min(max(columns, 40), 400)
    let rows = min(max(rows, 12), 200)
    let own: FolderItem
    do throws(FileError) {
      own = try PrivateFolder.create(in: FileManager.default.temporaryDirectory, prefix: "fathom-")
    } catch {
      throw PlottingError(error)
    }
    defer { try? DurableFile.removeTree(own) }
    let folder = own.url
    func fill(_ name: String, _ fill: (String) -> Int32) throws(PlottingError) {
      let path = folder.appending(path: name).path(percentEncoded: false)
      let code = fill(path)
      guard code == 0 else { throw PlottingError(path: path, code: code) }
    }
    for (index, table) in figure.tables.enumerated() {
      try fill(figure.dataFile(index)) { GnuplotFile.fill($0, table: table) }
    }

    var lines = wrapped(figure.title, columns) + wrapped(figure.subtitle, columns)
    for (index, panel) in figure.panels.enumerated() where panel != .blank {
      lines.append("")
      lines.append(heading(panel, columns))
      if !panel.layers.isEmpty, panel.layers.allSatisfy(\.isImage) {
        lines += wrapped("An image, which characters cannot show; --format png draws it.", columns)
        continue
      }
      // A map takes two lines a row where there is room, otherwise one, and never less.
      let names = panel.y.ticks.count
      let mapRows = names * (names * 2 + TerminalScript.mapMargin + 3 <= rows ? 2 : 1) + TerminalScript.mapMargin + 1
      let script = TerminalScript(
        figure: figure, panel: panel, columns: columns, rows: panel.isMap ? mapRows : rows - 3, colour: colour)
      let name = "panel-\(index + 1).gp"
      try fill(name) { GnuplotFile.fill($0, script: script.text) }
      let drawn = try GnuplotProcess().run(script: name, first: "", in: folder, figure: figure.name)
      lines += trimmed(String(decoding: drawn, as: UTF8.self))
      lines += notes(panel, columns)
    }
    lines.append("")
    lines += wrapped(figure.caption, columns)
    return lines.joined(separator: "\n") + "\n"
  }

  /// The y axis' label at the left and the title of the panel in the middle.
  private static func heading(_ panel: Panel, _ columns: Int) -> String {
    let label = panel.y.label.withoutControls()
    let title = panel.title.withoutControls()
    let indent = max((columns - cells(title)) / 2, label.isEmpty ? 0 : cells(label) + 3)
    guard !title.isEmpty else { return label }
    return label + String(repeating: " ", count: indent - cells(label)) + title
  }

  /// Notes on what characters show differently: the positions of marks, and which cells are filled.
  private static func notes(_ panel: Panel, _ columns: Int) -> [String] {
    let marks = panel.layers.compactMap { layer -> String? in
      guard case .verticalMark(let position, _, let label) = layer, !label.isEmpty else { return nil }
      return "\(label) at \(NumberText.plain(position))"
    }
    let hasStars = panel.layers.contains { if case .cellText(_, _, _, _, .strong) = $0 { true } else { false } }
    return wrapped(marks.isEmpty ? "" : "Vertical lines: " + marks.joined(separator: "; "), columns)
      + wrapped(hasStars ? "* marks a filled cell" : "", columns)
  }

  /// gnuplot's lines without the form feed before them, the spaces after them, and blank lines around them.
  private static func trimmed(_ text: String) -> [String] {
    var lines = text.replacing("\u{0C}", with: "").split(separator: "\n", omittingEmptySubsequences: false).map {
      line in
      String(line.reversed().drop { $0 == " " || $0 == "\r" }.reversed())
    }
    func isBlank(_ line: String) -> Bool {
      line.replacing(/\u{1B}\[[0-9;]*m/, with: "").allSatisfy { $0 == " " }
    }
    while let first = lines.first, isBlank(first) { lines.removeFirst() }
    while let last = lines.last, isBlank(last),
      !last.contains("\u{1B}") || lines.count > 1 && isBlank(lines[lines.count - 2])
    {
      lines.removeLast()
    }
    return lines
  }

  private static func wrapped(_ text: String, _ columns: Int) -> [String] {
    TextMetrics.wrapped(text.withoutControls(), cells: columns)
  }

  private static func cells(_ text: String) -> Int { TextMetrics.cells(text) }
}
