public import Datasets
import DurableFiles
public import Foundation

/// Downloads a data set's published files into one folder.
///
/// A file gets its name by fsync and rename once its SHA-256 is right. Until then it is called `NAME.part`, which the
/// next download resumes. Files that are already there are kept and never replaced.
public struct DatasetDownload {
  private let files: [PublishedFile]
  private let folder: URL
  private let rules: TransferRules

  /// Prepares to download `files` into `folder`.
  public init(_ files: [PublishedFile], folder: URL, rules: TransferRules = TransferRules()) {
    self.files = files
    self.folder = folder
    self.rules = rules
  }

  /// Downloads the missing files and unpacks archives.
  ///
  /// - Parameters:
  ///   - shouldStop: Asked repeatedly; returning true ends the download.
  ///   - observe: Receives what happens.
  /// - Returns: False if it was stopped; the next download resumes it.
  /// - Throws: `DataError` or `FileError`, one line that names the file or address and a way out.
  public func run(shouldStop: () -> Bool, observe: (DownloadEvent) -> Void) throws -> Bool {
    try DurableFile.createFolder(folder)
    let lock = try FolderLock(folder, for: "fetching data")
    defer { withExtendedLifetime(lock) {} }
    let missing = try files.filter { try !isPresent($0) }
    try checkSpace(for: missing)
    for file in missing {
      guard try fetch(file, shouldStop: shouldStop, observe: observe) else { return false }
    }
    return true
  }

  private func fetch(
    _ file: PublishedFile, shouldStop: () -> Bool, observe: (DownloadEvent) -> Void
  ) throws -> Bool {
    let url = folder.appending(path: file.name)
    if !FileManager.default.fileExists(atPath: path(of: url)) {
      let download = FileDownload(file: file, folder: folder, rules: rules)
      guard try download.run(shouldStop: shouldStop, observe: observe) else { return false }
    }
    guard case .tar(let memberFolder) = file.form else { return true }
    observe(.unpacks(file: file.name))
    let unpacking = TarUnpacking(
      archive: url, members: file.contents, memberFolder: memberFolder, destination: folder)
    guard try unpacking.run(shouldStop: shouldStop) else { return false }
    try DurableFile.remove(url)
    return true
  }

  /// Whether what the file holds is in the folder; throws if a file of that name is another.
  private func isPresent(_ file: PublishedFile) throws -> Bool {
    do {
      if try file.isPresent(in: path(of: folder)) { return true }
      if case .tar = file.form { try checkArchive(file) }
      return false
    } catch let error as DataError {
      throw DataError(
        "\(error); it is left as it is: move it away or remove it and run the command again, or choose another folder "
          + "with -o")
    }
  }

  /// An archive that lies there whole is unpacked without being fetched; one that is another is not touched.
  private func checkArchive(_ file: PublishedFile) throws {
    let archive = path(of: folder.appending(path: file.name))
    guard FileManager.default.fileExists(atPath: archive) else { return }
    guard try DataFile.digest(archive, cap: file.size) == file.sha256 else {
      throw DataError("\(archive): it is not the published file")
    }
  }

  /// Throws if what is still to come does not fit on the disk.
  private func checkSpace(for missing: [PublishedFile]) throws {
    var needed = 0
    for file in missing {
      let url = folder.appending(path: file.name)
      let isThere = FileManager.default.fileExists(atPath: path(of: url))
      needed += isThere ? 0 : max(file.size - PartialFile.size(of: url), 0)
      if case .tar = file.form { needed += file.contents.map(\.size).reduce(0, +) }
    }
    var status = statvfs()
    guard needed > 0, statvfs(path(of: folder), &status) == 0 else { return }
    let (free, isHuge) = UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
    guard isHuge || free >= UInt64(needed) else {
      throw DataError(
        "\(path(of: folder)): \(megabytes(needed)) are needed and \(megabytes(Int(free))) are free; make room, or choose "
          + "another folder with -o")
    }
  }

  private func megabytes(_ bytes: Int) -> String { "\(bytes / 1_000_000) MB" }

  /// Without a slash at its end.
  private func path(of url: URL) -> String {
    let path = url.path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
