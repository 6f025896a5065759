import Foundation
import Testing

@testable import Plotting

@Suite struct LaTeXTextTests {
  /// Of ASCII, only letters, digits and signs without a meaning stand for themselves.
  @Test func everyASCIIByteIsHarmless() {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 !'()*+,-./:;=?@[]".unicodeScalars)
    for value in UInt8.min..<0x80 {
      let scalar = Unicode.Scalar(value)
      let escaped = LaTeXText.escaped(String(Character(scalar)))
      if plain.contains(scalar) {
        #expect(escaped == String(Character(scalar)))
      } else if value < 0x20 || value == 0x7F {
        #expect(escaped == " ", "\(value)")
      } else {
        // A command that is closed, or a sign behind a backslash.
        #expect(
          escaped.wholeMatch(of: /\\[a-z]+(34)?\{\}/) != nil || escaped == "\\\(scalar)", "\(scalar): \(escaped)")
      }
    }
  }

  @Test func bracesAreBalancedWhateverTheText() {
    for text in [SyntheticAnalysis.hostileName, "}{\\", "\\end{document}", "$x^2$ & 50 % # ~", "a--b''c,,d"] {
      let escaped = LaTeXText.escaped(text)
      var depth = 0
      var isEscaped = false
      for character in escaped {
        guard !isEscaped else {
          isEscaped = false
          continue
        }
        switch character {
        case "\\": isEscaped = true
        case "{": depth += 1
        case "}": depth -= 1
        case "$", "&", "#", "^", "_", "~", "%": Issue.record("\(character) in \(escaped)")
        default: break
        }
        #expect(depth >= 0)
      }
      #expect(depth == 0, "\(escaped)")
    }
  }

  /// Signs of a key are filled, as the points on curves are: by their places in the font of the AMS, from its table of symbols.
  @Test func signsOfPointsAreFilled() {
    let filled = [
      "●": "\\textbullet{}", "■": "\\rule{1ex}{1ex}", "▲": "\\char78}", "▼": "\\char72}", "◆": "\\char7}",
    ]
    for colour in Palette.categorical + Palette.ordered(20) {
      let sign = Palette.shape(of: colour).sign
      #expect(LaTeXText.escaped(sign).hasSuffix(filled[sign] ?? "no such sign"), "\(sign)")
    }
  }

  @Test func signsOfFiguresAndLettersOfOtherScriptsAreKept() {
    #expect(LaTeXText.escaped("−0.5 ± 1") == "\\ensuremath{-}0.5 \\ensuremath{\\pm} 1")
    #expect(LaTeXText.escaped("Größe – été") == "Größe \\textendash{} été")
    #expect(LaTeXText.escaped("a--b") == "a-{}-b")
  }
}
