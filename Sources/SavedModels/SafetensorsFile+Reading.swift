import Foundation

extension SafetensorsFile {
  /// Reads the content of a file; errors name it `file`.
  ///
  /// Every byte must belong to the header or to just one tensor. Duplicate keys in the metadata are not noticed.
  init(_ bytes: [UInt8], named file: String) throws {
    func failure(_ reason: String) -> ModelFileError { ModelFileError(file: file, reason: reason) }
    guard bytes.count <= Self.largestFile else {
      throw failure("is larger than \(Self.largestFile) bytes, the most that is read")
    }
    guard bytes.count >= 8 else { throw failure("is no safetensors file: it has only \(bytes.count) bytes") }
    guard ![".yaml", ".yml"].contains(where: file.hasSuffix) else {
      throw failure(
        "is a study file and no model; fathom train \(file) trains one, and fathom run with record: {models: final}")
    }
    let headerLength = bytes[..<8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard headerLength <= Self.largestHeader, let length = Int(exactly: headerLength) else {
      throw failure(
        "is no safetensors file: its header would have \(headerLength) bytes, and \(Self.largestHeader) are the most")
    }
    guard length <= bytes.count - 8 else {
      throw failure("ends within its header of \(length) bytes: it is cut off, or no safetensors file")
    }
    guard length > 0, bytes[8] == UInt8(ascii: "{") else {
      throw failure("is no safetensors file: its header does not begin with {")
    }
    guard JSONMarks.count(in: bytes[8..<8 + length]) <= Self.marksOfTensor * Self.maximumTensors else {
      throw failure(
        "has a header of more values than \(Self.maximumTensors) tensors, the most that is read, would need")
    }
    let header: [String: HeaderEntry]
    do {
      header = try JSONDecoder().decode([String: HeaderEntry].self, from: Data(bytes[8..<8 + length]))
    } catch {
      throw failure("is damaged: its header is not the JSON of a safetensors file")
    }
    var metadata: [String: String] = [:]
    var entries: [(name: String, entry: TensorEntry)] = []
    for (name, entry) in header {
      switch entry {
      case .metadata(let texts): metadata = texts
      case .tensor(let tensor): entries.append((name, tensor))
      }
    }
    guard entries.count <= Self.maximumTensors else {
      throw failure("has \(entries.count) tensors; \(Self.maximumTensors) are the most that is read")
    }
    self.init(tensors: try Self.tensors(entries, in: bytes[(8 + length)...], failure), metadata: metadata)
  }

  /// The commas and brackets that the header has for a tensor of up to six dimensions.
  private static let marksOfTensor = 16

  /// The tensors that share `values` among them.
  private static func tensors(
    _ entries: [(name: String, entry: TensorEntry)], in values: ArraySlice<UInt8>,
    _ failure: (String) -> ModelFileError
  ) throws -> [Tensor] {
    for (name, entry) in entries {
      guard entry.dtype == TensorEntry.float32 else {
        throw failure(
          "tensor \(quoted(name)) has the type \(quoted(entry.dtype)); only F32 is read: save it in single precision")
      }
      guard entry.offsets.count == 2 else { throw failure("is damaged: tensor \(quoted(name)) has no two offsets") }
    }
    // An empty tensor comes before the one that begins where it lies.
    let ordered = entries.sorted { ($0.entry.offsets, $0.name) < ($1.entry.offsets, $1.name) }
    var end = 0
    var tensors: [Tensor] = []
    for (name, entry) in ordered {
      let (from, to) = (entry.offsets[0], entry.offsets[1])
      guard from == end, to >= from, to <= values.count else {
        throw failure(
          "is damaged: tensor \(quoted(name)) lies in bytes \(from) to \(to) of \(values.count), and should begin at \(end)"
        )
      }
      guard let count = entry.valueCount, count == (to - from) / 4, (to - from).isMultiple(of: 4) else {
        throw failure(
          "is damaged: tensor \(quoted(name)) has \(to - from) bytes for the shape \(entry.shape.prefix(8))")
      }
      let bytes = values.dropFirst(from).prefix(to - from)
      tensors.append(Tensor(name: name, shape: entry.shape, values: floats(bytes)))
      end = to
    }
    guard end == values.count else {
      throw failure("is damaged: \(values.count - end) bytes after the last tensor belong to none")
    }
    return tensors
  }

  /// Little-endian numbers, four bytes each.
  private static func floats(_ bytes: ArraySlice<UInt8>) -> [Float] {
    stride(from: bytes.startIndex, to: bytes.endIndex, by: 4).map { index in
      let low = UInt32(bytes[index]) | UInt32(bytes[index + 1]) << 8
      let high = UInt32(bytes[index + 2]) | UInt32(bytes[index + 3]) << 8
      return Float(bitPattern: low | high << 16)
    }
  }
}

/// What the header says of one tensor.
struct TensorEntry: Codable {
  static let float32 = "F32"

  var dtype: String
  var shape: [Int]
  /// The first byte of its values, and the first after them.
  var offsets: [Int]

  private enum CodingKeys: String, CodingKey {
    case dtype, shape
    case offsets = "data_offsets"
  }

  /// The product of the shape; nil if it is no number of values.
  var valueCount: Int? {
    var product = 1
    for length in shape {
      let (next, overflow) = product.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow else { return nil }
      product = next
    }
    return product
  }
}

/// The value of one key of the header.
enum HeaderEntry: Codable {
  case tensor(TensorEntry)
  case metadata([String: String])

  static let metadataKey = "__metadata__"

  init(from decoder: any Decoder) throws {
    self =
      decoder.codingPath.last?.stringValue == Self.metadataKey
      ? .metadata(try [String: String](from: decoder)) : .tensor(try TensorEntry(from: decoder))
  }

  func encode(to encoder: any Encoder) throws {
    switch self {
    case .tensor(let entry): try entry.encode(to: encoder)
    case .metadata(let texts): try texts.encode(to: encoder)
    }
  }
}

/// Whether the first offsets, and among equals the first name, come first.
private func < (first: ([Int], String), second: ([Int], String)) -> Bool {
  first.0 == second.0 ? first.1 < second.1 : first.0.lexicographicallyPrecedes(second.0)
}
