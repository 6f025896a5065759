/// A file in which a data set is published: where to get it and how to verify it.
public struct PublishedFile: Sendable, Equatable {
  /// Name of the downloaded file, and the last part of its addresses.
  public var name: String
  /// Addresses to download it from, tried in turn.
  public var addresses: [String]
  /// Size in bytes.
  public var size: Int
  /// SHA-256 of the published file, 64 hexadecimal digits.
  public var sha256: String
  /// How the file is packed.
  public var form: Form
  /// The files in it that are read, in the order in which to put them in place.
  public var contents: [Content]

  /// How a published file is packed.
  public enum Form: Sendable, Equatable {
    /// One gzip file, which is read without unpacking it on disk.
    case gzip
    /// A tar.gz archive to unpack; the files are in this folder of it.
    case tar(folder: String)
  }

  /// A file that data are read from.
  public struct Content: Sendable, Equatable {
    /// Name of the file; on disk it may have `.gz` added.
    public var name: String
    /// Size in bytes, unpacked.
    public var size: Int
    /// SHA-256 of the unpacked bytes, so that a copy packed by somebody else counts as the same.
    public var sha256: String

    /// Creates a content from its name, unpacked size in bytes and SHA-256.
    public init(name: String, size: Int, sha256: String) {
      self.name = name
      self.size = size
      self.sha256 = sha256
    }
  }

  /// Creates a published file from its parts.
  public init(
    name: String, addresses: [String], size: Int, sha256: String, form: Form, contents: [Content]
  ) {
    self.name = name
    self.addresses = addresses
    self.size = size
    self.sha256 = sha256
    self.form = form
    self.contents = contents
  }

  /// Returns whether every file in it is present in `folder` as published; false if one is missing.
  ///
  /// - Throws: ``DataError`` that names the first file that is present with other content.
  public func isPresent(in folder: String) throws -> Bool {
    // Every file is looked at: one that differs is to be named even if another is missing.
    try contents.map { try $0.isPresent(in: folder) }.allSatisfy { $0 }
  }
}

extension PublishedFile.Content {
  /// Whether the file is in `folder`, plain or with `.gz` added, as it was published.
  ///
  /// Throws a `DataError` that names it if it is there with another content.
  func isPresent(in folder: String) throws -> Bool {
    guard let path = DataLocations.path(of: name, in: folder) else { return false }
    guard try sha256Hex(DataFile.read(path, cap: size)) == sha256 else {
      throw DataError("\(path): its content is not the published one")
    }
    return true
  }
}
