import Foundation

/// What a GIF file holds, read by the specification (CompuServe, "Graphics Interchange Format, Version 89a", 1990).
struct GIFContents {
  struct Frame {
    /// Hundredths of a second.
    var delay: Int
    /// The image with its colour table and its place, still compressed.
    var pixels: Data
  }

  struct Damage: Error {}

  private(set) var width = 0
  private(set) var height = 0
  private(set) var loops = false
  private(set) var frames: [Frame] = []

  init(_ data: Data) throws {
    let bytes = [UInt8](data)
    var place = 0
    func take(_ count: Int) throws -> ArraySlice<UInt8> {
      guard place + count <= bytes.count else { throw Damage() }
      defer { place += count }
      return bytes[place..<place + count]
    }
    func byte() throws -> Int {
      guard let byte = try take(1).first else { throw Damage() }
      return Int(byte)
    }
    func word() throws -> Int { try byte() + 256 * byte() }
    func colourTable(_ flags: Int) throws { if flags & 0x80 != 0 { _ = try take(3 << (flags & 7 + 1)) } }
    func blocks() throws -> [UInt8] {
      var content: [UInt8] = []
      while case let count = try byte(), count > 0 { content += try take(count) }
      return content
    }

    guard try Array(take(6)) == Array("GIF89a".utf8) else { throw Damage() }
    width = try word()
    height = try word()
    let flags = try byte()
    _ = try take(2)
    try colourTable(flags)
    var delay = 0
    while true {
      switch try byte() {
      case 0x21:
        let label = try byte()
        let content = try blocks()
        if label == 0xF9, content.count == 4 { delay = Int(content[1]) + 256 * Int(content[2]) }
        if label == 0xFF, content.starts(with: "NETSCAPE2.0".utf8) { loops = true }
      case 0x2C:
        let start = place
        _ = try take(8)
        try colourTable(byte())
        _ = try byte()
        _ = try blocks()
        frames.append(Frame(delay: delay, pixels: Data(bytes[start..<place])))
      case 0x3B:
        guard place == bytes.count else { throw Damage() }
        return
      default: throw Damage()
      }
    }
  }
}
