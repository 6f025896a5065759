import CGnuplot
import Foundation

/// Writes gnuplot scripts and data files: to a temporary name, synced, and renamed when complete.
enum GnuplotFile {
  /// Writes a script; throws `PlottingError.cannotWrite`.
  static func write(script text: String, to url: URL) throws(PlottingError) {
    try replace(url) { fill($0, script: text) }
  }

  /// Writes a table under a header row of its column names; throws `PlottingError.cannotWrite`.
  static func write(table: FigureTable, to url: URL) throws(PlottingError) {
    try replace(url) { fill($0, table: table) }
  }

  /// Writes a script straight to a path; returns 0 or an errno value.
  static func fill(_ path: String, script text: String) -> Int32 {
    var script: OpaquePointer?
    let opened = cgnuplot_script_open(path, &script)
    guard opened == 0, let script else { return opened }
    var text = text
    let appended = text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { cgnuplot_script_append(script, $0.baseAddress, $0.count) }
    }
    let closed = cgnuplot_script_close(script)
    return appended != 0 ? appended : closed
  }

  /// Writes a table straight to a path; returns 0 or an errno value.
  static func fill(_ path: String, table: FigureTable) -> Int32 {
    let names = table.columns.map { strdup($0.name) }
    defer { for name in names { free(name) } }
    var cells = names.map { cgnuplot_cell(text: $0, number: 0) }
    for row in 0..<table.rowCount {
      for column in table.columns { cells.append(cgnuplot_cell(text: nil, number: column.values[row] ?? .nan)) }
    }
    return cgnuplot_write_table(path, cells, table.rowCount + 1, table.columns.count)
  }

  /// Lets `write` fill a temporary file beside `url` and puts it in the place of `url` if that returns 0.
  private static func replace(_ url: URL, _ write: (String) -> Int32) throws(PlottingError) {
    let temporary = url.deletingLastPathComponent().appending(path: ".\(url.lastPathComponent).\(UUID().uuidString)")
    let path = temporary.path(percentEncoded: false)
    let code = write(path)
    guard code == 0 else {
      unlink(path)
      throw PlottingError.cannotWrite(path: url.path(percentEncoded: false), code: code)
    }
    try move(temporary, to: url)
  }

  /// Renames a file in its folder, over what is there, or removes it and throws.
  static func move(_ temporary: URL, to url: URL) throws(PlottingError) {
    let path = temporary.path(percentEncoded: false)
    guard rename(path, url.path(percentEncoded: false)) == 0 else {
      let code = errno
      unlink(path)
      throw PlottingError.cannotWrite(path: url.path(percentEncoded: false), code: code)
    }
  }
}
