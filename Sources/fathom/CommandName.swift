import ArgumentParser
import Datasets
import StudyFile

/// The names of commands on the command line.
enum CommandName {
  /// Refuses a word in the place of a command that names none, and suggests the nearest command.
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

  /// The command that arguments name.
  static func command(of arguments: [String]) -> any ParsableCommand.Type {
    var command: any ParsableCommand.Type = Fathom.self
    for word in arguments {
      guard let next = command.configuration.subcommands.first(where: { $0._commandName == word }) else { break }
      command = next
    }
    return command
  }

  /// What to say of an option that `command` does not have, if another tool calls one of its options so; `message` is what the
  /// parser says of it. Nil if it says something else, or the word is not known.
  static func refusal(of message: String, _ command: any ParsableCommand.Type) -> ValidationError? {
    guard let word = message.firstMatch(of: /Unknown option '--([A-Za-z0-9_-]+)'/)?.1 else { return nil }
    let options = Set(Fathom.helpMessage(for: command).matches(of: /--([a-z0-9-]+)/).map { String($0.1) })
    guard let meant = StudyFile.names(meantBy: String(word)).first(where: options.contains) else { return nil }
    return ValidationError("Unknown option '--\(word)'; did you mean --\(meant)?")
  }

  /// Refuses empty arguments: an empty path would mean the current folder, and other empty values mean nothing.
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
