public import SeededRandom
import TestSupport

/// Damages files at random, as bytes and as text.
public struct ByteMutator {
  private var generator: SeededGenerator
  /// Files that parts are taken from.
  private let donors: [[UInt8]]
  /// No file grows beyond this.
  static let largest = 1 << 16

  public init(generator: SeededGenerator, donors: [[UInt8]]) {
    self.generator = generator
    self.donors = donors
  }

  /// A whole number in 0..<`bound`; 0 if there is none.
  public mutating func below(_ bound: Int) -> Int { bound > 0 ? generator.below(bound) : 0 }

  public mutating func element<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// A range within 0..<`count`, short ones more often than long ones.
  mutating func range(within count: Int) -> Range<Int> {
    let start = below(count)
    let longest = below(3) == 0 ? count - start : min(count - start, 16)
    return start..<start + below(longest + 1)
  }

  /// One change of the bytes.
  public mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    var changed = bytes
    let place = below(bytes.count)
    switch below(12) {
    case 0, 1: if !bytes.isEmpty { changed[place] ^= 1 << UInt8(below(8)) }
    case 2: if !bytes.isEmpty { changed[place] = UInt8(below(256)) }
    case 3, 4: overwrite(&changed, at: place, with: integer())
    case 5: changed.removeLast(bytes.count - place)
    case 6: changed.removeSubrange(range(within: bytes.count))
    case 7: changed.insert(contentsOf: bytes[range(within: bytes.count)], at: place)
    case 8: changed.insert(contentsOf: (0..<below(24)).map { _ in UInt8(below(256)) }, at: place)
    case 9:
      let donor = element(donors)
      changed.replaceSubrange(range(within: bytes.count), with: donor[range(within: donor.count)])
    case 10:
      let (source, target) = (range(within: bytes.count), below(bytes.count))
      overwrite(&changed, at: target, with: Array(bytes[source]))
    default:
      let repeated = bytes[range(within: bytes.count)]
      changed.insert(contentsOf: repeatElement(repeated, count: below(64)).joined(), at: place)
    }
    if changed.count > Self.largest { changed.removeLast(changed.count - Self.largest) }
    return changed
  }

  private func overwrite(_ bytes: inout [UInt8], at place: Int, with values: [UInt8]) {
    let end = min(place + values.count, bytes.count)
    bytes.replaceSubrange(place..<end, with: values.prefix(end - place))
  }

  /// Text of many dangers.
  mutating func hostileText() -> String { HostileText.random(from: &generator) }

  /// An interesting number in a width of 1 to 8 bytes, in either order.
  mutating func integer() -> [UInt8] {
    if below(6) == 0 { return Self.bytes(UInt64(element(InterestingValues.floats)), width: 4) }
    let value = element(InterestingValues.integers)
    let bytes = Self.bytes(value, width: 1 << below(4))
    return below(2) == 0 ? bytes : bytes.reversed()
  }

  /// Little-endian.
  static func bytes(_ value: UInt64, width: Int) -> [UInt8] {
    (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * UInt64($0))) }
  }
}
