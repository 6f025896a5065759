import Foundation
import NeuralNetwork
import Study

extension TestSampleValues {
  /// The values as bytes: a line of JSON, and then, packed together, the numbers of the drawn samples (as differences), the
  /// groups of samples and the values of each epoch.
  ///
  /// Most samples are classified alike at all reported epochs, so correctness at an epoch is stored as what changed since
  /// the one before it, which packs well.
  func stored() -> Data {
    let epochs = byEpoch.sorted { $0.key < $1.key }
    var content = Data()
    if let drawn {
      content += NumberBytes.data(zip(drawn, [0] + drawn).map { UInt64($0 - $1) })
    }
    if let groups { content += NumberBytes.data(groups.map { UInt64(clamping: $0) }) }
    var last: [UInt64] = []
    for (_, values) in epochs {
      switch values {
      case .correct(let words, _):
        content += NumberBytes.data(Self.changes(words, last))
        last = words
      case .numbers(let numbers): content += NumberBytes.data(numbers)
      }
    }
    let header = Header(
      metric: metric.name, count: epochs.first?.value.count ?? 0, isDrawn: drawn != nil,
      isGrouped: groups == nil ? nil : true,
      areBits: epochs.contains { if case .correct = $0.value { true } else { false } }, epochs: epochs.map(\.key))
    let line = (try? StoredJSON.text(header)) ?? ""
    return Data(line.utf8) + [UInt8(ascii: "\n")] + Deflate.packed(content)
  }

  /// Reads what ``stored()`` wrote; nil for anything else.
  init?(stored: Data) {
    guard let end = stored.firstIndex(of: UInt8(ascii: "\n")),
      let header = try? JSONDecoder().decode(Header.self, from: stored[..<end]),
      let metric = Metric.named(header.metric), header.isWhole,
      var content = Deflate.unpacked(Data(stored[(end + 1)...]), count: header.length)
    else { return nil }
    func take(_ count: Int) -> Data {
      defer { content = content.dropFirst(count) }
      return Data(content.prefix(count))
    }
    self.init(metric: metric, drawn: nil, byEpoch: [:])
    if header.isDrawn {
      guard let differences = NumberBytes.words(take(8 * header.count)) else { return nil }
      var sample = 0
      var drawn: [Int] = []
      for (index, difference) in differences.enumerated() {
        guard difference < 1 << 32, difference > 0 || index == 0 else { return nil }
        sample += Int(difference)
        drawn.append(sample)
      }
      self.drawn = drawn
    }
    if header.isGrouped == true {
      guard let groups = NumberBytes.words(take(8 * header.count)), groups.allSatisfy({ $0 < 1 << 27 }) else {
        return nil
      }
      self.groups = groups.map { Int($0) }
    }
    var last: [UInt64] = []
    for epoch in header.epochs {
      let bytes = take(header.epochLength)
      if header.areBits {
        guard let words = NumberBytes.words(bytes).map({ Self.changes($0, last) }),
          let values = SampleValues(words: words, count: header.count)
        else { return nil }
        byEpoch[epoch] = values
        last = words
      } else {
        guard let numbers = NumberBytes.floats(bytes) else { return nil }
        byEpoch[epoch] = .numbers(numbers)
      }
    }
  }

  /// The bits in which `words` differ from those before, or all if there are none before.
  private static func changes(_ words: [UInt64], _ last: [UInt64]) -> [UInt64] {
    last.isEmpty ? words : zip(words, last).map(^)
  }

  private struct Header: Codable {
    var metric: String
    /// Number of samples.
    var count: Int
    var isDrawn: Bool
    /// Nil in stores of earlier versions.
    var isGrouped: Bool?
    var areBits: Bool
    /// Ascending.
    var epochs: [Int]

    var isWhole: Bool {
      0...(1 << 32) ~= count && epochs.count <= 1 << 24 && zip(epochs, epochs.dropFirst()).allSatisfy { $0 < $1 }
    }

    var epochLength: Int { areBits ? 8 * SampleValues.wordCount(count) : 4 * count }

    /// Length of the packed content when unpacked.
    var length: Int { (isDrawn ? 8 * count : 0) + (isGrouped == true ? 8 * count : 0) + epochs.count * epochLength }
  }
}
