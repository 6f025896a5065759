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

  /// - Returns: false if it was stopped; it then begins anew next time.
  /// - Throws: `DataError` if the archive is damaged or lacks a file, `FileError` if one cannot be written.
  func run(shouldStop: () -> Bool) throws -> Bool {
    let path = archive.path(percentEncoded: false)
    let reader = try ArchiveReader(path: path, format: .tarGzip, advice: "remove it and run again")

    var unpacked: [String: PartialFile] = [:]
    var isComplete = false
    defer {
      if !isComplete {
        for file in unpacked.values { file.remove() }
      }
    }
    while unpacked.count < members.count {
      guard let entry = try reader.next() else { break }
      guard let member = members.first(where: { "\(memberFolder)/\($0.name)" == entry.name }) else { continue }
      guard unpacked[member.name] == nil, entry.isRegularFile else {
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
    _ member: PublishedFile.Content, to file: PartialFile, from reader: ArchiveReader, shouldStop: () -> Bool
  ) throws -> Bool {
    try file.empty()
    var digest = try SHA256Digest()
    while true {
      if shouldStop() { return false }
      let chunk = try reader.read()
      if chunk.isEmpty { break }
      guard chunk.count <= member.size - file.size else { throw difference(member) }
      digest.update(chunk)
      try chunk.withUnsafeBytes { try file.append($0) }
    }
    guard file.size == member.size, digest.finish() == member.sha256 else { throw difference(member) }
    return true
  }

  private func difference(_ member: PublishedFile.Content) -> DataError {
    DataError("\(archive.path(percentEncoded: false)): \(member.name) in it is not the published one")
  }
}
