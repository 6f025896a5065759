public import DurableFiles
public import Foundation

/// Named tensors of single precision, with text about them: the content of a safetensors file.
///
/// The format: the length of the header as a little-endian UInt64, the header in JSON, then the values of all tensors,
/// little-endian, one tensor after the other without holes. The header gives for each tensor its `dtype`, its `shape` and
/// its first and last byte (`data_offsets`), and under `__metadata__` a map from text to text.
/// Source: the format section of github.com/huggingface/safetensors.
public struct SafetensorsFile: Sendable, Equatable {
  /// A tensor [shape], row by row.
  public struct Tensor: Sendable, Equatable {
    public var name: String
    public var shape: [Int]
    public var values: [Float]

    /// `values` must be as many as `shape` says.
    public init(name: String, shape: [Int], values: [Float]) {
      precondition(values.count == shape.reduce(1, *), "as many values as the shape says")
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// In the order of their values in the file; no two have one name.
  public var tensors: [Tensor]
  /// The text under `__metadata__`.
  public var metadata: [String: String]

  public init(tensors: [Tensor], metadata: [String: String]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The most that is read or written: of the whole file, of its header, and of its tensors.
  public static let largestFile = 1 << 30
  public static let largestHeader = 16 << 20
  public static let mostTensors = 10_000

  /// The tensor called `name`.
  public subscript(name: String) -> Tensor? { tensors.first { $0.name == name } }

  /// Reads the file at `url`.
  ///
  /// - Throws: ``ModelFileError`` that says what is wrong with it.
  public init(contentsOf url: URL) throws {
    let file = url.relativePath
    let properties: URLResourceValues
    do {
      properties = try url.resolvingSymlinksInPath().resourceValues(forKeys: [.isRegularFileKey])
    } catch {
      throw ModelFileError(file: file, reason: "cannot be found; give the path of a safetensors file")
    }
    guard properties.isRegularFile == true else {
      throw ModelFileError(file: file, reason: "is not a file; give the path of a safetensors file")
    }
    let content: Data
    do {
      let handle = try FileHandle(forReadingFrom: url)
      defer { try? handle.close() }
      content = try handle.read(upToCount: Self.largestFile + 1) ?? Data()
    } catch {
      throw ModelFileError(file: file, reason: "cannot be read; check its permissions")
    }
    try self.init([UInt8](content), named: file)
  }

  /// Writes the file: whole, or not at all.
  ///
  /// The bytes depend on nothing but the tensors and the metadata.
  public func write(to url: URL) throws {
    try DurableFile.write(Data(try bytes(named: url.relativePath)), to: url)
  }

  /// Writes the file into a folder that may be anybody's.
  public func write(to item: FolderItem) throws {
    try DurableFile.write(Data(try bytes(named: item.path)), to: item)
  }
}
