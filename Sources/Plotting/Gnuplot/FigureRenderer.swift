public import DurableFiles
public import Foundation
import Threads

/// Writes figures into a folder, as gnuplot scripts and data files, and runs gnuplot there to draw them.
public struct FigureRenderer: Sendable {
  /// Folder for scripts, data and pictures.
  public var folder: FolderItem
  /// Seconds that gnuplot may take for one figure in all its formats.
  public var timeLimit = 60

  /// Creates a renderer for a folder; links on the way to it, within the outer folder, are not followed.
  public init(folder: FolderItem) { self.folder = folder }

  /// Creates a renderer for the folder at a URL.
  public init(folder: URL) { self.init(folder: FolderItem(folder)) }

  /// Checks that gnuplot is installed and, if `tried`, that it can draw SVG and PNG; for use before a long run.
  ///
  /// - Throws: ``PlottingError/gnuplotMissing``, or if `tried` the error of the attempt.
  public static func checkGnuplot(tried: Bool = false) throws(PlottingError) {
    guard GnuplotProcess.executable() != nil else { throw .gnuplotMissing }
    if tried { try GnuplotProcess(timeLimit: 10).tryFormats([.svg, .png]) }
  }

  /// The result of drawing figures.
  public struct Drawn: Sendable {
    /// Paths of the pictures, in the order of the figures and formats.
    public var pictures: [URL] = []
    /// The figures that could not be drawn, in their order.
    public var failures: [FigureFailure] = []
  }

  /// Writes `FIGURE.gp` and `FIGURE*.dat` for each figure, and draws it in those of `formats` that it supports. Creates
  /// the folder if necessary.
  ///
  /// Figures are drawn in parallel. Without `formats`, each is drawn in its usual formats and in those of which there
  /// is a picture already. A file is either complete or as it was before. If a figure's script or data change, its old
  /// pictures are removed. A figure that fails does not affect the others.
  /// - Throws: ``PlottingError/cannotWrite(path:reason:)`` if the folder cannot be created.
  public func attempt(_ figures: [Figure], formats: [FigureFormat]? = nil) throws(PlottingError) -> Drawn {
    do throws(FileError) { try DurableFile.createFolder(folder) } catch {
      throw .cannotWrite(path: folder.path, reason: error.reason)
    }
    // An animation takes longest, so it begins first.
    let isAnimated = figures.map { $0.animation != nil }
    let order = figures.indices.filter { isAnimated[$0] } + figures.indices.filter { !isAnimated[$0] }
    let results = concurrentMap(order.count) { index in
      Result { () throws(PlottingError) in
        var figure = figures[order[index]]
        if let problem = figure.problem { throw problem }
        let formats = formats?.filter { figure.formats.contains($0) } ?? present(figure)
        // SVG leaves the choice to whoever shows it, and LaTeX has its own.
        if let font = figure.paper?.font, formats.contains(where: \.drawsLetters) {
          figure.paper?.font = try InstalledFonts.family(font)
        }
        let drafts = try drafts()
        // A leftover draft does no harm.
        defer { try? DurableFile.removeTree(drafts) }
        let script = try write(figure, drafts)
        try writeCaption(figure, formats, drafts)
        return formats.isEmpty ? [] : try pictures(of: figure, formats: formats, script, drafts)
      }
    }
    var drawn = Drawn()
    for (index, result) in zip(order, results).sorted(by: { $0.0 < $1.0 }) {
      switch result {
      case .success(let urls): drawn.pictures += urls
      case .failure(let error): drawn.failures.append(FigureFailure(figure: figures[index].name, error: error))
      }
    }
    return drawn
  }

  /// Does the same as ``attempt(_:formats:)``, but throws if any figure fails.
  ///
  /// - Returns: the paths of the pictures.
  /// - Throws: the error of the first figure that failed, after all others have been drawn.
  public func draw(_ figures: [Figure], formats: [FigureFormat]? = nil) throws(PlottingError) -> [URL] {
    let drawn = try attempt(figures, formats: formats)
    if let failure = drawn.failures.first { throw failure.error }
    return drawn.pictures
  }

  /// The usual formats of a figure, then the others that there are pictures in.
  private func present(_ figure: Figure) -> [FigureFormat] {
    let usual = figure.usualFormats
    return usual
      + figure.formats.filter { format in
        !usual.contains(format) && files(of: figure.name, format).allSatisfy(\.isFile)
      }
  }

  private func files(of name: String, _ format: FigureFormat) -> [FolderItem] {
    format.files(of: name).map { folder.appending(path: $0) }
  }

  /// Writes the caption beside pictures for a page.
  private func writeCaption(_ figure: Figure, _ formats: [FigureFormat], _ drafts: FolderItem) throws(PlottingError) {
    guard figure.paper != nil else { return }
    for name in CaptionFiles.names(figure.name, formats) {
      try GnuplotFile.write(
        script: CaptionFiles.content(name, figure), to: folder.appending(path: name), drafts: drafts)
    }
  }

  private static let longestCompared = 64 << 20

  /// Writes data and script, and removes the pictures if either is not what it was. Returns the script.
  private func write(_ figure: Figure, _ drafts: FolderItem) throws(PlottingError) -> String {
    var isChanged = false
    func put(_ name: String, _ write: (FolderItem) throws(PlottingError) -> Void) throws(PlottingError) {
      let item = folder.appending(path: name)
      // What is longer was not written here, or is quicker to draw again than to read.
      let before = try? item.contents(upTo: Self.longestCompared)
      try write(item)
      isChanged = isChanged || before == nil || before != (try? item.contents(upTo: Self.longestCompared))
    }
    for (index, table) in figure.tables.enumerated() {
      try put(figure.dataFile(index)) { item throws(PlottingError) in
        try GnuplotFile.write(table: table, to: item, drafts: drafts)
      }
    }
    let script = GnuplotScript(figure).text
    try put("\(figure.name).gp") { item throws(PlottingError) in
      try GnuplotFile.write(script: script, to: item, drafts: drafts)
    }
    guard isChanged else { return script }
    // A picture that cannot be removed is drawn over, or is no reason to fail.
    let captions = CaptionFiles.names(figure.name, FigureFormat.allCases).map { folder.appending(path: $0) }
    let pictures = FigureFormat.allCases.flatMap { files(of: figure.name, $0) }
    for item in captions + pictures where item.isFile { try? DurableFile.remove(item) }
    return script
  }

  /// A folder for what is not complete yet, which nobody else writes to: gnuplot itself would follow links.
  private func drafts() throws(PlottingError) -> FolderItem {
    do throws(FileError) { return try DurableFile.createDraftFolder(in: folder) } catch { throw PlottingError(error) }
  }

  private func pictures(
    of figure: Figure, formats: [FigureFormat], _ script: String, _ drafts: FolderItem
  ) throws(PlottingError) -> [URL] {
    let replaced = formats.filter(\.drawsLetters)
    let drawable = replaced.isEmpty ? script : InstalledFonts.drawable(script)
    if drawable == script {
      try draw(figure, formats, script: "\(figure.name).gp", drafts)
    } else {
      let draft = drafts.appending(path: "\(figure.name).gp")
      do throws(FileError) { try DurableFile.write(drawable, to: draft) } catch { throw PlottingError(error) }
      try draw(figure, replaced, script: "\(drafts.lastPathComponent)/\(figure.name).gp", drafts)
      try draw(figure, formats.filter { !$0.drawsLetters }, script: "\(figure.name).gp", drafts)
    }
    var finished: [URL] = []
    for format in formats {
      let files = format.files(of: figure.name).map { name in
        (draft: drafts.appending(path: name), target: folder.appending(path: name))
      }
      for (draft, target) in files {
        guard Self.isComplete(draft.url) else { throw .incompletePicture(path: target.path) }
      }
      if format == .tex { try namePicture(in: files[0].draft, figure, drafts) }
      for (draft, target) in files {
        do throws(FileError) { try DurableFile.move(draft, to: target) } catch { throw PlottingError(error) }
      }
      finished += files.prefix(1).map(\.target.url)
    }
    return finished
  }

  /// Has gnuplot draw a figure in some formats among the drafts.
  private func draw(
    _ figure: Figure, _ formats: [FigureFormat], script: String, _ drafts: FolderItem
  ) throws(PlottingError) {
    guard !formats.isEmpty else { return }
    let list = formats.map(\.rawValue).joined(separator: " ")
    let place: URL
    do throws(FileError) { place = URL(filePath: try folder.realPath(), directoryHint: .isDirectory) } catch {
      throw PlottingError(error)
    }
    _ = try GnuplotProcess(timeLimit: timeLimit).run(
      script: script,
      first: "formats = \"\(list)\"; \(GnuplotScript.prefixVariable) = \"\(drafts.lastPathComponent)/\"", in: place,
      figure: figure.name)
  }

  /// gnuplot has LaTeX include the picture under the path at which it was drawn.
  private func namePicture(in item: FolderItem, _ figure: Figure, _ drafts: FolderItem) throws(PlottingError) {
    let text = String(decoding: (try? item.contents()) ?? Data(), as: UTF8.self)
      .replacing("{\(drafts.lastPathComponent)/\(figure.name)", with: "{\(figure.name)")
    do throws(FileError) { try DurableFile.write(text, to: item) } catch { throw PlottingError(error) }
  }

  /// Whether a picture ends as its format does and is on disk; gnuplot exits with 0 even if the disk was full.
  private static func isComplete(_ url: URL) -> Bool {
    guard let file = try? FileHandle(forUpdating: url), let length = try? file.seekToEnd() else { return false }
    defer { try? file.close() }
    do {
      let ending = FigureFormat.ending(ofFile: url.lastPathComponent)
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
  /// Writes the script and data of the figure into a folder and draws it.
  ///
  /// - Returns: the paths of the pictures.
  /// - Throws: the error of writing or drawing it.
  @discardableResult
  public func write(to folder: FolderItem, formats: [FigureFormat]? = nil) throws(PlottingError) -> [URL] {
    try FigureRenderer(folder: folder).draw([self], formats: formats)
  }

  /// Writes the script and data of the figure into the folder at a URL and draws it.
  ///
  /// - Returns: the paths of the pictures.
  /// - Throws: the error of writing or drawing it.
  @discardableResult
  public func write(to folder: URL, formats: [FigureFormat]? = nil) throws(PlottingError) -> [URL] {
    try write(to: FolderItem(folder), formats: formats)
  }
}
