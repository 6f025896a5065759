public import Datasets
import Downloads
import DurableFiles
import Foundation
import Study
import StudyFile

/// The download of a data set from a terminal: it says where the files go, shows progress, can be interrupted and
/// reports the result.
public struct DataFetch: Sendable {
  private let source: CataloguedSource
  private let files: [PublishedFile]
  private let folder: URL
  private let isFolderChosen: Bool
  private let locations: DataLocations
  private let rules: TransferRules
  private let style: ProgressStyle

  /// Prepares the download of the source `name`.
  ///
  /// - Parameters:
  ///   - output: folder for the files; nil for the cache folder that loading looks in.
  ///   - mirror: base address of files `NAME/FILE`, used in place of the public addresses; nil or empty for none.
  ///   - certificates: PEM file with authorities to trust in addition to the system's.
  /// - Throws: `DataError` or ``WorkflowError`` if there is nothing to fetch, or nowhere to put it.
  public init(
    _ name: String, output: String?, mirror: String?, certificates: String? = nil, style: ProgressStyle,
    locations: DataLocations = DataLocations()
  ) throws {
    let names = DatasetCatalogue.sources.filter { !$0.publishedFiles.isEmpty }.map(\.name)
    guard let source = DatasetCatalogue.sources.first(where: { $0.name == name }) else {
      let known =
        StudyFile.names(meantBy: name).first(where: names.contains) ?? Suggestion.nearest(to: name, among: names)
      let meant = known.map { "; did you mean \($0)? What" } ?? "; what"
      throw WorkflowError("\(name): no such source\(meant) can be fetched is \(names.joined(separator: ", "))")
    }
    guard !source.publishedFiles.isEmpty else {
      throw WorkflowError(
        "\(name): nothing to fetch (\(source.origin)); \(names.joined(separator: ", ")) can be fetched")
    }
    self.source = source
    files = try Self.files(of: source, mirror: mirror)
    guard let path = output ?? locations.cacheFolder(for: name) else {
      throw WorkflowError("HOME is not set, so there is no ~/.cache/fathom to put \(name) into; give a folder with -o")
    }
    folder = URL(pathAsGiven: path, directoryHint: .notDirectory)
    isFolderChosen = output != nil
    self.locations = locations
    var rules = TransferRules()
    rules.certificates = certificates.flatMap { $0.isEmpty ? nil : $0 }
    self.rules = rules
    self.style = style
  }

  /// The published files, at the mirror if there is one.
  static func files(of source: CataloguedSource, mirror: String?) throws -> [PublishedFile] {
    guard let mirror, !mirror.isEmpty else { return source.publishedFiles }
    let isAddress = ["https://", "http://"].contains { mirror.lowercased().hasPrefix($0) && mirror.count > $0.count }
    guard isAddress else {
      throw WorkflowError("FATHOM_MIRROR: \(mirror) does not begin with https:// or http://; correct or unset it")
    }
    let base = mirror.hasSuffix("/") ? String(mirror.dropLast()) : mirror
    return source.publishedFiles.map { file in
      var file = file
      file.addresses = ["\(base)/\(source.name)/\(file.name)"]
      return file
    }
  }

  /// What became of a download.
  public struct Outcome: Answer, Sendable {
    /// What the text says, as values.
    public let facts: Facts

    /// What `fathom data fetch` says, as values.
    public struct Facts: Encodable, Sendable {
      let source: String
      let folder: String
      /// Whether anything was downloaded; if not, all was there already.
      let fetched: Bool
      /// What to do so that studies read the files; null if they do anyway.
      @OrNull var advice: String?
    }

    /// One or two lines.
    public var description: String {
      let place = facts.fetched ? "is in" : "is already in"
      return "\(facts.source) \(place) \(facts.folder), identical to the published files"
        + (facts.fetched ? "\n" : "; nothing was fetched\n") + (facts.advice.map { "\($0)\n" } ?? "")
    }
  }

  /// Downloads what is missing.
  ///
  /// - Returns: where the data set is; nil if Ctrl-C or SIGTERM interrupted it, and another run continues.
  public func run() throws -> Outcome? {
    if let place = presentPlace() { return outcome(in: place, fetched: false) }
    let cancellation = Cancellation()
    let interruption = Interruption(cancellation)
    defer { withExtendedLifetime(interruption) {} }
    let display = FetchDisplay(style)
    let isFinished: Bool
    do {
      isFinished = try DatasetDownload(files, folder: folder, rules: rules).run(
        shouldStop: { cancellation.isRequested }, observe: display.update)
    } catch {
      display.finish()
      throw error
    }
    display.finish()
    let path = folder.path(percentEncoded: false)
    guard isFinished else {
      Terminal.tell("interrupted: what was downloaded is kept in \(path); run the same command again to go on")
      return nil
    }
    return outcome(in: path, fetched: true)
  }

  private func outcome(in folder: String, fetched: Bool) -> Outcome {
    Outcome(
      facts: Outcome.Facts(source: source.name, folder: folder, fetched: fetched, advice: advice(on: folder)))
  }

  /// The folder that has the published files already: the one to fetch into, or, unless that was chosen, the one that
  /// studies read.
  private func presentPlace() -> String? {
    var folders = [folder.path(percentEncoded: false)]
    if !isFolderChosen, case .folder(let place) = source.place(in: locations) { folders.insert(place, at: 0) }
    return folders.first { isPublished(in: $0) }
  }

  private func isPublished(in folder: String) -> Bool {
    (try? files.allSatisfy { try $0.isPresent(in: folder) }) ?? false
  }

  /// What to do so that studies read the files in `folder`; nil if they do anyway.
  private func advice(on folder: String) -> String? {
    let place = source.place(in: locations)
    guard place != .folder(folder) else { return nil }
    if isFolderChosen { return "studies read it with data.path: \(folder)" }
    return
      "but studies first read the files in \(place?.description ?? "another folder"), which differ from the published "
      + "ones; move those away, or unset FATHOM_DATA"
  }
}
