import CArchive
import Datasets
import DurableFiles
import Foundation

/// Takes the expected files out of a tar.gz archive, by libarchive, and nothing else.
///
/// No path of the archive is ever used: a member counts if its name is exactly the expected one, and is written to the
/// expected place. Files get their names only when all of them are there with the right size and digest.
struct TarUnpacking {
  let archive: URL
  let members: [PublishedFile.Content]
  /// The folder within the archive.
  let memberFolder: String
  let destination: URL

  private static let chunkSize = 1 << 18

  /// - Returns: false if it was stopped; it then begins anew next time.
  /// - Throws: `DataError` if the archive is damaged or lacks a file, `FileError` if one cannot be written.
  func run(shouldStop: () -> Bool) throws -> Bool {
    let path = archive.path(percentEncoded: false)
    guard let reader = archive_read_new() else { throw DataError("libarchive cannot start (out of memory?)") }
    defer { archive_read_free(reader) }
    guard archive_read_support_filter_gzip(reader) == ARCHIVE_OK, archive_read_support_format_tar(reader) == ARCHIVE_OK,
      archive_read_open_filename(reader, path, Self.chunkSize) == ARCHIVE_OK
    else { throw damage(reader) }

    var unpacked: [String: PartialFile] = [:]
    var isComplete = false
    defer {
      if !isComplete {
        for file in unpacked.values { file.remove() }
      }
    }
    while unpacked.count < members.count {
      var entry: OpaquePointer?
      let status = archive_read_next_header(reader, &entry)
      if status == ARCHIVE_EOF { break }
      guard status == ARCHIVE_OK, let entry else { throw damage(reader) }
      let name = archive_entry_pathname(entry).map { String(cString: $0) } ?? ""
      guard let member = members.first(where: { "\(memberFolder)/\($0.name)" == name }) else { continue }
      guard unpacked[member.name] == nil, archive_entry_filetype(entry) == S_IFREG else {
        throw DataError("\(path): \(member.name) is there twice, or is no file")
      }
      let file = try PartialFile(destination.appending(path: member.name))
      unpacked[member.name] = file
      guard try unpack(member, to: file, from: reader, shouldStop: shouldStop) else { return false }
    }
    let files = try members.map { member in
      guard let file = unpacked[member.name] else { throw DataError("\(path): \(member.name) is not in it") }
      return file
    }
    for file in files { try file.complete() }
    isComplete = true
    return true
  }

  /// False if it was stopped.
  private func unpack(
    _ member: PublishedFile.Content, to file: PartialFile, from reader: OpaquePointer, shouldStop: () -> Bool
  ) throws -> Bool {
    try file.empty()
    var digest = try SHA256Digest()
    while true {
      if shouldStop() { return false }
      var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
      let taken = chunk.withUnsafeMutableBytes { archive_read_data(reader, $0.baseAddress, $0.count) }
      guard taken >= 0 else { throw damage(reader) }
      if taken == 0 { break }
      chunk.removeLast(chunk.count - taken)
      guard taken <= member.size - file.size else { throw difference(member) }
      digest.update(chunk)
      try chunk.withUnsafeBytes { try file.append($0) }
    }
    guard file.size == member.size, digest.finish() == member.sha256 else { throw difference(member) }
    return true
  }

  private func damage(_ reader: OpaquePointer) -> DataError {
    let reason = archive_error_string(reader).map { String(cString: $0) } ?? "it cannot be read"
    return DataError("\(archive.path(percentEncoded: false)): damaged archive (\(reason)); remove it and run again")
  }

  private func difference(_ member: PublishedFile.Content) -> DataError {
    DataError("\(archive.path(percentEncoded: false)): \(member.name) in it is not the published one")
  }
}
