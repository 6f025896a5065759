import CGnuplot
import DurableFiles
import Foundation

/// Writes gnuplot scripts and data files: in a folder for drafts, synced, and moved to their place when complete.
enum GnuplotFile {
  /// Writes a script by way of the folder `drafts`; throws `PlottingError.cannotWrite`.
  static func write(script text: String, to item: FolderItem, drafts: FolderItem) throws(PlottingError) {
    try replace(item, drafts) { fill($0, script: text) }
  }

  /// Writes a table under a header row of its column names, in the same way.
  static func write(table: FigureTable, to item: FolderItem, drafts: FolderItem) throws(PlottingError) {
    try replace(item, drafts) { fill($0, table: table) }
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

  /// Lets `write` fill a draft and puts that in the place of `item` if it returns 0.
  private static func replace(
    _ item: FolderItem, _ drafts: FolderItem, _ write: (String) -> Int32
  ) throws(PlottingError) {
    let draft = drafts.appending(path: item.lastPathComponent)
    do throws(FileError) {
      let code = write(try draft.realPath())
      guard code == 0 else { throw FileError(path: item.path, action: "", reason: String(cString: strerror(code))) }
      try DurableFile.move(draft, to: item)
    } catch {
      throw PlottingError(error)
    }
  }
}
