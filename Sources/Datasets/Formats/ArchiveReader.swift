import CArchive
import Foundation

/// Reads an archive entry by entry, by libarchive. Names of entries are only compared, never used as paths.
package final class ArchiveReader {
  /// How entries are packed together.
  package enum Format {
    case tarGzip
    /// With a central directory, by which other entries are skipped without being unpacked.
    case zip
  }

  /// What an archive says of one entry; nothing of it is to be trusted.
  package struct Entry {
    package var name: String
    package var isRegularFile: Bool
    /// Size of the content; nil if it is not stated.
    package var statedSize: Int?
  }

  private let reader: OpaquePointer
  private let path: String
  private let advice: String
  private static let chunkSize = 1 << 18

  /// Opens the archive at `path`; errors name it and end with `advice`.
  package init(path: String, format: Format, advice: String) throws {
    guard let reader = archive_read_new() else { throw DataError("libarchive cannot start (out of memory?)") }
    self.reader = reader
    self.path = path
    self.advice = advice
    let isPrepared =
      switch format {
      case .tarGzip:
        archive_read_support_filter_gzip(reader) == ARCHIVE_OK && archive_read_support_format_tar(reader) == ARCHIVE_OK
      case .zip: archive_read_support_format_zip_seekable(reader) == ARCHIVE_OK
      }
    guard isPrepared, archive_read_open_filename(reader, path, Self.chunkSize) == ARCHIVE_OK else { throw damage }
  }

  deinit { archive_read_free(reader) }

  /// The next entry, whose content `read` then gives; nil at the end.
  package func next() throws -> Entry? {
    var entry: OpaquePointer?
    let status = archive_read_next_header(reader, &entry)
    if status == ARCHIVE_EOF { return nil }
    // A warning is about a name that this machine's characters do not have, and such a name is none that is looked for.
    guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw damage }
    return Entry(
      name: archive_entry_pathname(entry).map { String(cString: $0) } ?? "",
      isRegularFile: archive_entry_filetype(entry) == S_IFREG,
      statedSize: archive_entry_size_is_set(entry) != 0 ? Int(exactly: archive_entry_size(entry)) : nil)
  }

  /// The next bytes of the entry; none at its end.
  package func read() throws -> [UInt8] {
    var chunk = [UInt8](repeating: 0, count: Self.chunkSize)
    let taken = chunk.withUnsafeMutableBytes { archive_read_data(reader, $0.baseAddress, $0.count) }
    guard taken >= 0 else { throw damage }
    chunk.removeLast(chunk.count - taken)
    return chunk
  }

  private var damage: DataError {
    let reason = archive_error_string(reader).map { String(cString: $0) } ?? "it cannot be read"
    return DataError("\(path): damaged archive (\(reason)); \(advice)")
  }
}
