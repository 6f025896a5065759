import Foundation

extension SafetensorsFile {
  /// The content of the file; errors name it `file`.
  func bytes(named file: String) throws -> [UInt8] {
    let names = Set(tensors.map(\.name))
    guard tensors.count <= Self.maximumTensors, names.count == tensors.count, !names.contains(HeaderEntry.metadataKey)
    else {
      throw ModelFileError(
        file: file,
        reason: "cannot hold two tensors of one name, one called __metadata__, or over \(Self.maximumTensors)")
    }
    let header = try headerBytes()
    let valueCount = tensors.reduce(0) { $0 + $1.values.count }
    guard header.count <= Self.largestHeader, 8 + header.count + 4 * valueCount <= Self.largestFile else {
      throw ModelFileError(
        file: file,
        reason:
          "would have a header of \(header.count) bytes (at most \(Self.largestHeader)) and \(4 * valueCount) bytes "
          + "of values (with the header at most \(Self.largestFile))")
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + 4 * valueCount)
    bytes.append(littleEndian: UInt64(header.count))
    bytes += header
    for tensor in tensors {
      for value in tensor.values { bytes.append(littleEndian: value.bitPattern) }
    }
    return bytes
  }

  /// The header, filled up with blanks so that the values begin at a multiple of eight bytes.
  private func headerBytes() throws -> [UInt8] {
    var entries: [String: HeaderEntry] = [:]
    if !metadata.isEmpty { entries[HeaderEntry.metadataKey] = .metadata(metadata) }
    var offset = 0
    for tensor in tensors {
      let end = offset + 4 * tensor.values.count
      entries[tensor.name] = .tensor(
        TensorEntry(dtype: TensorEntry.float32, shape: tensor.shape, offsets: [offset, end]))
      offset = end
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var header = [UInt8](try encoder.encode(entries))
    while !header.count.isMultiple(of: 8) { header.append(UInt8(ascii: " ")) }
    return header
  }
}

extension [UInt8] {
  fileprivate mutating func append(littleEndian value: some FixedWidthInteger) {
    for shift in stride(from: 0, to: value.bitWidth, by: 8) { append(UInt8(truncatingIfNeeded: value >> shift)) }
  }
}
