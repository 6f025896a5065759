import ArgumentParser
import Datasets

/// The names of commands on the command line.
enum CommandName {
  /// Refuses a word that stands where a command is named and names none, with the command that may be meant.
  static func check(_ arguments: [String]) throws {
    var words = arguments[...]
    if words.first == "help" { words = words.dropFirst() }
    var command: any ParsableCommand.Type = Fathom.self
    var path = "fathom"
    while let word = words.first, !word.hasPrefix("-"), !command.configuration.subcommands.isEmpty {
      let known = command.configuration.subcommands
      guard let next = known.first(where: { $0._commandName == word }) else {
        if word == "help" { return }
        let names = known.map { $0._commandName }
        let meant = Suggestion.nearest(to: word, among: names).map { "; did you mean \(path) \($0)? The" } ?? "; the"
        throw ValidationError(
          "\(path): there is no command \(word)\(meant) commands are \(names.joined(separator: ", "))")
      }
      path += " \(word)"
      command = next
      words = words.dropFirst()
    }
  }

  /// Refuses empty words: as a path, one would stand for the current folder, and as anything else for nothing.
  static func checkValues(_ arguments: [String]) throws {
    for (index, word) in arguments.enumerated().dropFirst() {
      if word.isEmpty {
        let option = arguments[index - 1]
        throw ValidationError(
          option.hasPrefix("-") ? "\(option): is empty; give a value" : "argument \(index) is empty; give a value")
      }
      if word.hasPrefix("--"), word.hasSuffix("="), word.count(where: { $0 == "=" }) == 1 {
        throw ValidationError("\(word.dropLast()): is empty; give a value")
      }
    }
  }
}
