import Dispatch
public import Foundation
import Synchronization

/// Writes figures into a folder as scripts and data files, and has gnuplot draw them there.
public struct FigureRenderer: Sendable {
  public var folder: URL
  /// Seconds that gnuplot may take over one figure in all its formats.
  public var timeLimit = 60

  public init(folder: URL) { self.folder = folder }

  /// Throws `PlottingError.gnuplotMissing` if there is no gnuplot: to be asked before a long run.
  public static func checkGnuplot() throws(PlottingError) {
    guard GnuplotProcess.executable() != nil else { throw .gnuplotMissing }
  }

  /// Writes `FIGURE.gp` and `FIGURE*.dat` for each figure and draws it in those of the formats that it has; creates the
  /// folder if need be.
  ///
  /// Figures are drawn side by side on the cores there are, in their usual formats if none are given. A file is
  /// either complete or as it was before. Returns the pictures, in the order of the figures and formats; throws the
  /// `PlottingError` of the first figure that failed, after all others have been drawn.
  public func draw(_ figures: [Figure], formats: [FigureFormat]? = nil) throws(PlottingError) -> [URL] {
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    } catch {
      let cause = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
      throw .cannotWrite(path: folder.path(percentEncoded: false), code: cause.map { Int32($0.code) } ?? EACCES)
    }
    let results = Mutex([Result<[URL], PlottingError>?](repeating: nil, count: figures.count))
    DispatchQueue.concurrentPerform(iterations: figures.count) { index in
      let result = Result { () throws(PlottingError) in
        let figure = figures[index]
        try write(figure)
        let formats = formats?.filter { figure.formats.contains($0) } ?? figure.usualFormats
        return formats.isEmpty ? [] : try pictures(of: figure, formats: formats)
      }
      results.withLock { $0[index] = result }
    }
    var urls: [URL] = []
    for result in results.withLock({ $0 }) {
      if let result { urls += try result.get() }
    }
    return urls
  }

  private func write(_ figure: Figure) throws(PlottingError) {
    for (index, table) in figure.tables.enumerated() {
      try GnuplotFile.write(table: table, to: folder.appending(path: figure.dataFile(index)))
    }
    try GnuplotFile.write(script: GnuplotScript(figure).text, to: folder.appending(path: "\(figure.name).gp"))
  }

  private func pictures(of figure: Figure, formats: [FigureFormat]) throws(PlottingError) -> [URL] {
    let prefix = ".\(UUID().uuidString)-"
    let names = formats.map { "\(figure.name).\($0.rawValue)" }
    let unfinished = names.map { folder.appending(path: prefix + $0) }
    defer { for url in unfinished { try? FileManager.default.removeItem(at: url) } }
    let list = formats.map(\.rawValue).joined(separator: " ")
    _ = try GnuplotProcess(timeLimit: timeLimit).run(
      script: "\(figure.name).gp",
      first: "formats = \"\(list)\"; \(GnuplotScript.prefixVariable) = \"\(prefix)\"", in: folder, figure: figure.name)
    var finished: [URL] = []
    for ((format, name), url) in zip(zip(formats, names), unfinished) {
      let target = folder.appending(path: name)
      guard Self.isComplete(url, format) else {
        throw .incompletePicture(path: target.path(percentEncoded: false))
      }
      try GnuplotFile.move(url, to: target)
      finished.append(target)
    }
    return finished
  }

  /// Whether a picture ends as its format does and is on disk; gnuplot exits with 0 even if the disk was full.
  private static func isComplete(_ url: URL, _ format: FigureFormat) -> Bool {
    guard let file = try? FileHandle(forUpdating: url), let length = try? file.seekToEnd() else { return false }
    defer { try? file.close() }
    do {
      let ending = format.ending
      try file.seek(toOffset: length - min(length, UInt64(ending.bytes.count + ending.following)))
      let tail = try file.readToEnd() ?? Data()
      try file.synchronize()
      return tail.firstRange(of: Data(ending.bytes)) != nil
    } catch {
      return false
    }
  }
}

extension Figure {
  /// Writes the script and data of the figure into a folder and draws it; returns the pictures.
  @discardableResult
  public func write(to folder: URL, formats: [FigureFormat]? = nil) throws(PlottingError) -> [URL] {
    try FigureRenderer(folder: folder).draw([self], formats: formats)
  }
}
