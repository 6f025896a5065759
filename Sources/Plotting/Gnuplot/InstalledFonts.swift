import ChildProcesses
import Foundation

/// The fonts that fontconfig knows, as its own tools tell.
enum InstalledFonts {
  /// The installed family that a name means: itself, or of a family of fonts such as Latin Modern the upright one with
  /// serifs, Latin Modern Roman.
  ///
  /// - Throws: ``PlottingError/fontMissing(name:other:similar:)`` where there is none, for which fontconfig would take
  ///   another without a word. Without the tools of fontconfig nothing is refused.
  static func family(_ name: String) throws(PlottingError) -> String {
    guard let taken = output("fc-match", ["--format", "%{family}", name]), !taken.isEmpty,
      // What fontconfig chooses for these is what was asked for.
      !["sans", "sans-serif", "serif", "monospace"].contains(name.lowercased())
    else { return name }
    let known = Set((output("fc-list", [":", "family"]) ?? "").split { $0 == "\n" || $0 == "," }.map(String.init))
    for wanted in [name, name + " Roman"] {
      if let family = known.first(where: { $0.lowercased() == wanted.lowercased() }) { return family }
    }
    let similar = known.filter { $0.lowercased().hasPrefix(name.lowercased()) }.sorted().prefix(4)
    throw .fontMissing(
      name: name, other: taken.split(separator: ",").first.map(String.init) ?? "", similar: Array(similar))
  }

  /// What pictures have in place of a character that no font has, for which cairo would draw a box of any size.
  private static let replacement = "□"

  /// A text with a sign in place of each character that no installed font has. Without the tools of fontconfig it is as it was.
  static func drawable(_ text: String) -> String {
    func isUsual(_ scalar: Unicode.Scalar) -> Bool { usual.contains { $0.contains(scalar.value) } }
    let missing = Set(text.unicodeScalars.filter { !isUsual($0) }).filter { scalar in
      all.map { ranges in !ranges.contains { $0.contains(scalar.value) } } ?? false
    }
    guard !missing.isEmpty else { return text }
    return text.unicodeScalars.map { missing.contains($0) ? replacement : String($0) }.joined()
  }

  /// Blocks of characters that DejaVu Sans has: Latin, Greek and Cyrillic letters, punctuation and signs. Fonts are not looked
  /// through for the letters of most studies.
  private static let usual: [ClosedRange<UInt32>] = [0...0x52F, 0x2000...0x22FF, 0x25A0...0x25FF]

  /// The characters that any font has; nil where that cannot be known.
  private static let all: [ClosedRange<UInt32>]? = output("fc-list", ["--format", "%{charset}\n"]).map { list in
    list.split { " \n".contains($0) }.compactMap { range in
      let ends = range.split(separator: "-").compactMap { UInt32($0, radix: 16) }
      guard let first = ends.first, let last = ends.last, first <= last else { return nil }
      return first...last
    }
  }

  private static func output(_ program: String, _ arguments: [String]) -> String? {
    let environment = ProcessInfo.processInfo.environment
    guard let path = ChildProcess.find(program, environment: environment) else { return nil }
    let process = ChildProcess(path, arguments, environment: environment, folder: nil, timeLimit: 10)
    guard let outcome = try? process.run(), case .exited(0) = outcome.ending else { return nil }
    return String(decoding: outcome.output, as: UTF8.self)
  }
}
