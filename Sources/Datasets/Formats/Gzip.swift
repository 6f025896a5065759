import CZlib

/// Unpacks gzip (RFC 1952).
enum Gzip {
  /// The two bytes that every gzip member begins with.
  static let magic: [UInt8] = [0x1f, 0x8b]

  /// The content of all members of a gzip file, in order; errors name the file `name`.
  ///
  /// `next` gives the packed bytes chunk by chunk, and none at the end. No stated size is trusted: unpacking goes on
  /// until the content ends, or is over `cap` bytes, which is an error, as are damage, a missing end, and anything but
  /// another member after the end. `expected` is how many bytes to make room for at first.
  static func unpack(named name: String, cap: Int, expected: Int = 0, next: () throws -> [UInt8]) throws -> [UInt8] {
    // One byte more than the cap, so that content over the cap shows.
    let maximumRoom = cap + 1
    var content = [UInt8](repeating: 0, count: min(max(expected, leastRoom), cap) + 1)
    var produced = 0
    var stream = z_stream()
    // zlib notes the address of the stream, so it has to stay in one place: all work is done within this closure.
    try withUnsafeMutablePointer(to: &stream) { stream in
      let gzipOnly = MAX_WBITS + 16
      guard inflateInit2_(stream, gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        throw DataError("\(name): zlib cannot start (out of memory?)")
      }
      defer { inflateEnd(stream) }
      var memberHasEnded = false
      while true {
        var chunk = try next()
        if chunk.isEmpty { break }
        try chunk.withUnsafeMutableBufferPointer { input in
          stream.pointee.next_in = input.baseAddress
          stream.pointee.avail_in = UInt32(input.count)
          var outputIsFull = false
          while stream.pointee.avail_in > 0 || outputIsFull {
            if memberHasEnded {
              inflateReset(stream)
              memberHasEnded = false
            }
            if produced == content.count {
              content += [UInt8](repeating: 0, count: min(content.count, maximumRoom - content.count))
            }
            let before = produced
            let status = content.withUnsafeMutableBufferPointer { output in
              let room = min(output.count - before, Int(UInt32.max))
              stream.pointee.next_out = output.baseAddress.map { $0 + before }
              stream.pointee.avail_out = UInt32(room)
              let status = inflate(stream, Z_NO_FLUSH)
              produced += room - Int(stream.pointee.avail_out)
              return status
            }
            guard
              status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR && produced == before && outputIsFull
            else {
              let reason = stream.pointee.msg.map { String(cString: $0) } ?? "code \(status)"
              throw DataError("\(name): damaged gzip data (\(reason))")
            }
            guard produced <= cap else {
              throw DataError("\(name): more than \(cap) bytes when unpacked, the most that is read")
            }
            memberHasEnded = status == Z_STREAM_END
            outputIsFull = !memberHasEnded && stream.pointee.avail_out == 0
          }
        }
      }
      guard memberHasEnded else { throw DataError("\(name): the gzip data end too early (an incomplete download?)") }
    }
    content.removeLast(content.count - produced)
    return content
  }

  /// Room for the content where nothing is known of its size.
  private static let leastRoom = 1 << 18

  /// The content of a gzip file held in memory.
  static func unpack(_ packed: [UInt8], named name: String, cap: Int) throws -> [UInt8] {
    var rest = packed
    return try unpack(named: name, cap: cap) {
      defer { rest = [] }
      return rest
    }
  }
}
