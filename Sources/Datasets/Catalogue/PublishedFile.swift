/// A file that a data set is published in: where to get it, and what proves it whole.
public struct PublishedFile: Sendable, Equatable {
  /// What it is called once it is whole, and at the end of its addresses.
  public var name: String
  /// Where it can be had, tried in turn.
  public var addresses: [String]
  /// In bytes.
  public var size: Int
  /// SHA-256 of the file as it is published, 64 hexadecimal digits.
  public var sha256: String
  public var form: Form
  /// The files in it that are read, in the order in which to put them in place.
  public var contents: [Content]

  public enum Form: Sendable, Equatable {
    /// One packed file, read as it is.
    case gzip
    /// An archive to unpack, with the files in this folder.
    case tar(folder: String)
  }

  /// A file that data are read from.
  public struct Content: Sendable, Equatable {
    /// On disk it may have `.gz` added.
    public var name: String
    /// In bytes, unpacked.
    public var size: Int
    /// SHA-256 of the unpacked bytes, so that a copy packed by someone else counts as the same.
    public var sha256: String

    public init(name: String, size: Int, sha256: String) {
      self.name = name
      self.size = size
      self.sha256 = sha256
    }
  }

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

  /// Whether each file in it is in `folder` as it was published; false if one is missing.
  ///
  /// Throws a `DataError` that names the first that is there with another content.
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
