public import Datasets
import Downloads
import DurableFiles
import Foundation
import Study

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
    source = try DatasetCatalogue.source(named: name)
    guard !source.publishedFiles.isEmpty else {
      let names = DatasetCatalogue.sources.filter { !$0.publishedFiles.isEmpty }.map(\.name)
      throw WorkflowError(
        "\(name): nothing to fetch (\(source.origin)); \(names.joined(separator: ", ")) can be fetched")
    }
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

  /// Downloads what is missing and says where it is.
  ///
  /// - Returns: whether the data set is complete; false if Ctrl-C or SIGTERM interrupted it, and another run continues.
  public func run() throws -> Bool {
    if let place = presentPlace() {
      try Terminal.print(
        "\(source.name) is already in \(place), identical to the published files; nothing was fetched\n\(advice(on: place))"
      )
      return true
    }
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
      return false
    }
    try Terminal.print("\(source.name) is in \(path), identical to the published files\n\(advice(on: path))")
    return true
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

  /// A line on what to do so that studies read the files in `folder`; empty if they do anyway.
  private func advice(on folder: String) -> String {
    let place = source.place(in: locations)
    guard place != .folder(folder) else { return "" }
    if isFolderChosen { return "studies read it with data.path: \(folder)\n" }
    return
      "but studies first read the files in \(place?.description ?? "another folder"), which differ from the published "
      + "ones; move those away, or unset FATHOM_DATA\n"
  }
}
