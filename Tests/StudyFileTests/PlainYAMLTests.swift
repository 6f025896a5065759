import Testing
import Yams

@testable import StudyFile

/// The scan before the YAML parser against that parser itself.
@Suite struct PlainYAMLTests {
  /// Texts of random pieces that the scan accepts hold nothing that it is there to refuse, as libyaml reads them.
  @Test(arguments: [11, 12, 13, 14] as [UInt64])
  func nothingRefusedPassesTheScan(seed: UInt64) throws {
    print("nothingRefusedPassesTheScan seed \(seed)")
    var random = SplitMix64(state: seed)
    let pieces = [
      "'", "\"", "[", "]", "{", "}", ": ", ":", "- ", "\n", "\n  ", "\n    ", " ", "#", " #", ",", "&a ", "*a", "!t ",
      "| ", "> ", "? ", "?", "\\", "a", "b", "--- ", "...\n", "%", "''", "\t", "\r",
    ]
    var accepted = 0
    for _ in 0..<20_000 {
      let text = (0...random.below(14)).map { _ in pieces[random.below(pieces.count)] }.joined()
      guard (try? PlainYAML.check(text, file: "f")) != nil else { continue }
      do {
        // The nodes hold their anchors weakly: the parser keeps them.
        let parser = try Yams.Parser(yaml: text, resolver: .basic)
        let root = try parser.singleRoot()
        accepted += 1
        withExtendedLifetime(parser) {
          if let root { #expect(isPlain(root), "\(text.debugDescription)") }
        }
      } catch let error as YamlError {
        let report = "\(error)"
        #expect(!report.contains("undefined alias") && !report.contains("another document"), "\(text.debugDescription)")
      }
    }
    #expect(accepted > 1000)
  }

  /// Whether there is no anchor, no tag but those that libyaml itself gives, and no block text.
  private func isPlain(_ node: Node) -> Bool {
    guard node.anchor == nil, [Tag(.str), Tag(.seq), Tag(.map)].contains(node.tag) else { return false }
    return switch node {
    case .scalar(let scalar): ![.literal, .folded].contains(scalar.style)
    case .sequence(let sequence): sequence.allSatisfy(isPlain)
    case .mapping(let mapping): mapping.allSatisfy { isPlain($0.key) && isPlain($0.value) }
    case .alias: false
    }
  }
}

/// Steele, Lea and Flood's SplitMix64 (2014).
struct SplitMix64 {
  var state: UInt64

  mutating func below(_ limit: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(limit))
  }
}
