public import DurableFiles
public import Foundation

/// Named tensors in single precision with text metadata: the content of a safetensors file.
///
/// The format: the length of the header as a little-endian UInt64, the header in JSON, then the values of all tensors,
/// little-endian, one tensor after the other without gaps. For each tensor the header has its `dtype`, its `shape`, and
/// its first byte and the byte after its last (`data_offsets`); under `__metadata__` it has a map from text to text.
/// Source: the format section of github.com/huggingface/safetensors.
public struct SafetensorsFile: Sendable, Equatable {
  /// A named array of numbers.
  public struct Tensor: Sendable, Equatable {
    /// Name of the tensor, e.g. `0.weight`.
    public var name: String
    /// Length of each dimension, outermost first.
    public var shape: [Int]
    /// The values, row by row: the last dimension varies fastest.
    public var values: [Float]

    /// Creates a tensor; the number of `values` must be the product of `shape`.
    public init(name: String, shape: [Int], values: [Float]) {
      precondition(values.count == shape.reduce(1, *), "as many values as the shape says")
      self.name = name
      self.shape = shape
      self.values = values
    }
  }

  /// The tensors, in the order of their values in the file; names are unique.
  public var tensors: [Tensor]
  /// The texts under `__metadata__`, by key.
  public var metadata: [String: String]

  /// Creates the content of a file from its parts.
  public init(tensors: [Tensor], metadata: [String: String]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// The most bytes of a file that is read or written.
  public static let largestFile = 1 << 30
  /// The most bytes of its header.
  public static let largestHeader = 16 << 20
  /// The most tensors in a file.
  public static let maximumTensors = 10_000

  /// The tensor with this name, or nil.
  public subscript(name: String) -> Tensor? { tensors.first { $0.name == name } }

  /// Reads the file at `url`.
  ///
  /// - Throws: ``ModelFileError`` if it cannot be read or is not a valid safetensors file of F32 tensors.
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

  /// Writes the file, whole or not at all. Equal tensors and metadata give equal bytes.
  ///
  /// - Throws: ``ModelFileError`` if the content exceeds the limits or names are not unique, `FileError` if the file
  ///   cannot be written.
  public func write(to url: URL) throws {
    try DurableFile.write(Data(try bytes(named: url.relativePath)), to: url)
  }

  /// Writes the file within a folder whose links are not followed.
  ///
  /// - Throws: the same errors as ``write(to:)-(URL)``.
  public func write(to item: FolderItem) throws {
    try DurableFile.write(Data(try bytes(named: item.path)), to: item)
  }
}
