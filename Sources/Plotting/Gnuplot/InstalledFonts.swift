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

  private static func output(_ program: String, _ arguments: [String]) -> String? {
    let environment = ProcessInfo.processInfo.environment
    guard let path = ChildProcess.find(program, environment: environment) else { return nil }
    let process = ChildProcess(path, arguments, environment: environment, folder: nil, timeLimit: 10)
    guard let outcome = try? process.run(), case .exited(0) = outcome.ending else { return nil }
    return String(decoding: outcome.output, as: UTF8.self)
  }
}
