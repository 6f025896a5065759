import ChildProcesses
import Foundation

/// The fonts that fontconfig knows, as its own tools tell.
enum InstalledFonts {
  /// Refuses a family that is not installed, for which fontconfig would take another without a word.
  ///
  /// - Throws: ``PlottingError/fontMissing(name:other:similar:)``. Without the tools of fontconfig nothing is refused.
  static func check(_ name: String) throws(PlottingError) {
    guard let taken = output("fc-match", ["--format", "%{family}", name]), !taken.isEmpty else { return }
    func isNamed(_ family: some StringProtocol) -> Bool { family.lowercased() == name.lowercased() }
    let families = taken.split(separator: ",")
    guard !families.contains(where: { isNamed($0) }) else { return }
    // What fontconfig stands for with these is what was asked for.
    guard !["sans", "sans-serif", "serif", "monospace"].contains(name.lowercased()) else { return }
    let known = Set((output("fc-list", [":", "family"]) ?? "").split { $0 == "\n" || $0 == "," }.map(String.init))
    let similar = known.filter { $0.lowercased().hasPrefix(name.lowercased()) }.sorted().prefix(4)
    throw .fontMissing(name: name, other: families.first.map(String.init) ?? "", similar: Array(similar))
  }

  private static func output(_ program: String, _ arguments: [String]) -> String? {
    let environment = ProcessInfo.processInfo.environment
    guard let path = ChildProcess.find(program, environment: environment) else { return nil }
    let process = ChildProcess(path, arguments, environment: environment, folder: nil, timeLimit: 10)
    guard let outcome = try? process.run(), case .exited(0) = outcome.ending else { return nil }
    return String(decoding: outcome.output, as: UTF8.self)
  }
}
