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

  /// The characters of a text that no installed font has. Without the tools of fontconfig there are none.
  static func missing(in text: String) -> [Character] {
    let scalars = Set(text.unicodeScalars.filter { scalar in !usual.contains { $0.contains(scalar.value) } })
    return scalars.sorted().filter { scalar in
      output("fc-list", [":charset=\(String(scalar.value, radix: 16))", "family"])?.isEmpty == true
    }.prefix(mostNamed).map { Character($0) }
  }

  /// Blocks of characters that DejaVu Sans has: Latin, Greek and Cyrillic letters, punctuation and signs. The letters of most
  /// studies are not looked up for this reason.
  private static let usual: [ClosedRange<UInt32>] = [0...0x52F, 0x2000...0x22FF, 0x25A0...0x25FF]
  /// The most characters that a message has.
  private static let mostNamed = 8

  private static func output(_ program: String, _ arguments: [String]) -> String? {
    let environment = ProcessInfo.processInfo.environment
    guard let path = ChildProcess.find(program, environment: environment) else { return nil }
    let process = ChildProcess(path, arguments, environment: environment, folder: nil, timeLimit: 10)
    guard let outcome = try? process.run(), case .exited(0) = outcome.ending else { return nil }
    return String(decoding: outcome.output, as: UTF8.self)
  }
}
