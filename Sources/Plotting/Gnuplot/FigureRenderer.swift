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

  /// Checks that there is a font of a name, as far as can be known; for use before a long run.
  ///
  /// - Throws: ``PlottingError/fontMissing(name:other:similar:)``.
  public static func check(font: String) throws(PlottingError) { _ = try InstalledFonts.family(font) }

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
  /// Figures are drawn in parallel, several by one gnuplot. Without `formats`, each is drawn in its usual formats and in those
  /// of which there is a picture already. A file is either complete or as it was before. If a figure's script or data change, its old
  /// pictures are removed. A figure that fails does not affect the others.
  /// - Throws: ``PlottingError/cannotWrite(path:reason:)`` if the folder cannot be created.
  public func attempt(_ figures: [Figure], formats: [FigureFormat]? = nil) throws(PlottingError) -> Drawn {
    do throws(FileError) { try DurableFile.createFolder(folder) } catch {
      throw .cannotWrite(path: folder.path, reason: error.reason)
    }
    let groups = Self.groups(figures, processors: ProcessInfo.processInfo.activeProcessorCount)
    let results = concurrentMap(groups.count) { group in
      drawTogether(groups[group].map { figures[$0] }, formats: formats)
    }
    var drawn = Drawn()
    for (index, result) in zip(groups.joined(), results.joined()).sorted(by: { $0.0 < $1.0 }) {
      switch result {
      case .success(let urls): drawn.pictures += urls
      case .failure(let error): drawn.failures.append(FigureFailure(figure: figures[index].name, error: error))
      }
    }
    return drawn
  }

  /// The positions of figures that one gnuplot draws after each other: it takes longer to start, and to find its fonts, than to
  /// draw one. Animations take longest, so they begin first, each alone.
  static func groups(_ figures: [Figure], processors: Int) -> [[Int]] {
    let animations = figures.indices.filter { figures[$0].animation != nil }
    let stills = figures.indices.filter { figures[$0].animation == nil }
    let count = min(max(processors - animations.count, 1), stills.count)
    return animations.map { [$0] }
      + (0..<count).map { first in stride(from: first, to: stills.count, by: count).map { stills[$0] } }
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

  /// A figure whose script and data are in place, before gnuplot draws it.
  private struct Draft {
    var figure: Figure
    var formats: [FigureFormat]
    /// Where its pictures are drawn.
    var folder: FolderItem
    /// What gnuplot has to run.
    var steps: [GnuplotProcess.Step]
  }

  /// Draws figures by one gnuplot, and each that it does not finish by one of its own: none costs another.
  private func drawTogether(_ figures: [Figure], formats: [FigureFormat]?) -> [Result<[URL], PlottingError>] {
    let drafts = figures.map { figure in
      Result { () throws(PlottingError) in try draft(figure, formats: formats) }
    }
    let written = drafts.compactMap { try? $0.get() }
    // A leftover draft does no harm.
    defer { for draft in written { try? DurableFile.removeTree(draft.folder) } }
    // Which of them failed, and why, shows when it is drawn alone.
    if written.count > 1 { try? runGnuplot(written) }
    return drafts.map { draft in
      Result { () throws(PlottingError) in
        let draft = try draft.get()
        if !pictures(of: draft).allSatisfy({ Self.isComplete($0.draft.url) }) { try runGnuplot([draft]) }
        return try finish(draft)
      }
    }
  }

  /// Writes script, data and caption of a figure.
  private func draft(_ figure: Figure, formats: [FigureFormat]?) throws(PlottingError) -> Draft {
    var figure = figure
    if let problem = figure.problem { throw problem }
    let formats = formats?.filter { figure.formats.contains($0) } ?? present(figure)
    // SVG leaves the choice to whoever shows it, and LaTeX has its own.
    if let font = figure.paper?.font, formats.contains(where: \.drawsLetters) {
      figure.paper?.font = try InstalledFonts.family(font)
    }
    let drafts = try drafts()
    do throws(PlottingError) {
      let script = try write(figure, drafts)
      try writeCaption(figure, formats, drafts)
      return Draft(
        figure: figure, formats: formats, folder: drafts, steps: try steps(figure, formats, script, drafts))
    } catch {
      try? DurableFile.removeTree(drafts)
      throw error
    }
  }

  /// What gnuplot has to run for some formats; of letters that no font has, pictures of pixels have a sign in their place.
  private func steps(
    _ figure: Figure, _ formats: [FigureFormat], _ script: String, _ drafts: FolderItem
  ) throws(PlottingError) -> [GnuplotProcess.Step] {
    func step(_ script: String, _ formats: [FigureFormat]) -> [GnuplotProcess.Step] {
      guard !formats.isEmpty else { return [] }
      let list = formats.map(\.rawValue).joined(separator: " ")
      return [
        .init(
          script: script,
          first: "formats = \"\(list)\"; \(GnuplotScript.prefixVariable) = \"\(drafts.lastPathComponent)/\"")
      ]
    }
    let name = "\(figure.name).gp"
    let replaced = formats.filter(\.drawsLetters)
    let drawable = replaced.isEmpty ? script : InstalledFonts.drawable(script)
    guard drawable != script else { return step(name, formats) }
    do throws(FileError) { try DurableFile.write(drawable, to: drafts.appending(path: name)) } catch {
      throw PlottingError(error)
    }
    return step("\(drafts.lastPathComponent)/\(name)", replaced) + step(name, formats.filter { !$0.drawsLetters })
  }

  /// Has one gnuplot draw figures among their drafts.
  private func runGnuplot(_ drafts: [Draft]) throws(PlottingError) {
    let place: URL
    do throws(FileError) { place = URL(filePath: try folder.realPath(), directoryHint: .isDirectory) } catch {
      throw PlottingError(error)
    }
    try GnuplotProcess(timeLimit: timeLimit).run(
      drafts.flatMap(\.steps), in: place, figure: drafts.map(\.figure.name).joined(separator: ", "))
  }

  /// The pictures of a figure, with where they are drawn at first.
  private func pictures(of draft: Draft) -> [(draft: FolderItem, target: FolderItem)] {
    draft.formats.flatMap { $0.files(of: draft.figure.name) }.map { name in
      (draft.folder.appending(path: name), folder.appending(path: name))
    }
  }

  /// Puts the pictures of a figure in their places and returns the first file of each format.
  private func finish(_ draft: Draft) throws(PlottingError) -> [URL] {
    for (picture, target) in pictures(of: draft) where !Self.isComplete(picture.url) {
      throw .incompletePicture(path: target.path)
    }
    if draft.formats.contains(.tex), let latex = FigureFormat.tex.files(of: draft.figure.name).first {
      try namePicture(in: draft.folder.appending(path: latex), draft.figure, draft.folder)
    }
    for (picture, target) in pictures(of: draft) {
      do throws(FileError) { try DurableFile.move(picture, to: target) } catch { throw PlottingError(error) }
    }
    return draft.formats.compactMap { files(of: draft.figure.name, $0).first?.url }
  }

  /// gnuplot has LaTeX include the picture under the path at which it was drawn.
  private func namePicture(in item: FolderItem, _ figure: Figure, _ drafts: FolderItem) throws(PlottingError) {
    let text = String(decoding: (try? item.contents()) ?? Data(), as: UTF8.self)
      .replacing("{\(drafts.lastPathComponent)/\(figure.name)", with: "{\(figure.name)")
    do throws(FileError) { try DurableFile.write(text, to: item) } catch { throw PlottingError(error) }
  }

  /// Whether a picture ends as its format does; gnuplot exits with 0 even if the disk was full.
  private static func isComplete(_ url: URL) -> Bool {
    guard let file = try? FileHandle(forReadingFrom: url), let length = try? file.seekToEnd() else { return false }
    defer { try? file.close() }
    do {
      let ending = FigureFormat.ending(ofFile: url.lastPathComponent)
      try file.seek(toOffset: length - min(length, UInt64(ending.bytes.count + ending.following)))
      let tail = try file.readToEnd() ?? Data()
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
