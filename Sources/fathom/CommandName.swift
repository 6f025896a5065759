import ArgumentParser
import Datasets
import Glibc
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
        let isStudy = command == Fathom.self && [".yaml", ".yml"].contains(where: word.hasSuffix)
        let nearest = isStudy ? "\(Run._commandName) \(word)" : Suggestion.nearest(to: word, among: names)
        let meant = nearest.map { "; did you mean \(path) \($0)? The" } ?? "; the"
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

  /// The name of a command after those of the commands that it is part of; empty for the program itself.
  static func path(of command: any ParsableCommand.Type) -> [String] {
    func path(_ from: any ParsableCommand.Type) -> [String]? {
      if from == command { return [] }
      return from.configuration.subcommands.lazy.compactMap { next in path(next).map { [next._commandName] + $0 } }
        .first
    }
    return path(Fathom.self) ?? []
  }

  /// What to say in place of what the parser says of a call of `command`, `message`: of an option that the command does not have,
  /// which of its options may be meant, or where a study file has that key; of a value that an option does not take, which it
  /// may be. Nil if the parser's words are as good.
  static func refusal(of message: String, _ command: any ParsableCommand.Type) -> ValidationError? {
    if let word = message.firstMatch(of: /Unknown option '--([A-Za-z0-9_-]+)'/)?.1 {
      return unknownOption(String(word), command)
    }
    if let word = message.firstMatch(of: /Unexpected argument '([^']+)'/)?.1, DataSource.isFile(String(word)),
      options(of: command).contains("data")
    {
      return ValidationError("Unexpected argument '\(word)'; did you mean --data \(word)?")
    }
    let invalid = /The value '(?<value>[^']*)' is invalid for '(?<option>-[a-z-]+)[^']*'(?<rest>(?s:.*))/
    guard let match = message.firstMatch(of: invalid) else { return nil }
    let rest = match.rest.drop { ".: ".contains($0) }
    guard rest.hasPrefix("Please provide one of") else {
      return rest.isEmpty || rest.contains("\n") ? nil : ValidationError("\(match.option): \(rest)")
    }
    let names =
      rest.matches(of: /'([^']+)'/).map { String($0.1) } + rest.matches(of: /\n *- (\S+)/).map { String($0.1) }
    let value = String(match.value)
    return ValidationError(
      "\(match.option): there is no \(value)\(meant(value, among: names).map { "; did you mean \($0)? There" } ?? "; there") "
        + "are \(names.joined(separator: ", "))")
  }

  private static func unknownOption(_ word: String, _ command: any ParsableCommand.Type) -> ValidationError {
    let options = options(of: command)
    if let meant = meant(word, among: options) {
      return ValidationError("Unknown option '--\(word)'; did you mean --\(meant)?")
    }
    // The parser would suggest the option that is nearest, however far.
    guard let path = StudyFile.path(ofKey: word) else { return ValidationError("Unknown option '--\(word)'") }
    return ValidationError("Unknown option '--\(word)'; \(path) is a key of study files, where its value stands")
  }

  /// The one of `names` that a word may stand for: by its meaning in other tools, or by its spelling.
  private static func meant(_ word: String, among names: [String]) -> String? {
    StudyFile.names(meantBy: word).first(where: names.contains) ?? Suggestion.nearest(to: word, among: names)
  }

  /// The options of a command, without dashes.
  private static func options(of command: any ParsableCommand.Type) -> [String] {
    Fathom.helpMessage(for: command).matches(of: /--([a-z0-9-]+)/).map { String($0.1) }
  }

  /// The arguments, with a negative number or what begins as one joined to the option before it: `--missing-values -999` is
  /// `--missing-values=-999`, as there are no options of that name. So is a word with a sign after `--sort`, of which more is
  /// said than that a value is missing.
  static func joiningNumbers(_ arguments: [String]) -> [String] {
    let takers = lazyTakers(arguments)
    return arguments.reduce(into: []) { joined, word in
      if let option = joined.last, option.hasPrefix("--"),
        isNegative(word) && takers.contains(String(option.dropFirst(2))) || option == "--sort" && isSigned(word)
      {
        joined[joined.count - 1] = "\(option)=\(word)"
      } else {
        joined.append(word)
      }
    }
  }

  /// Whether a word is a name with a sign, and not an option of several letters.
  private static func isSigned(_ word: String) -> Bool { word.wholeMatch(of: /-[a-z][a-z_-]+/) != nil }

  private static func isNegative(_ word: String) -> Bool { word.prefixMatch(of: /-\.?[0-9]/) != nil }

  /// The options that take a value, of the command that is called; none if no word begins as a negative number.
  private static func lazyTakers(_ arguments: [String]) -> Set<String> {
    guard arguments.contains(where: isNegative) else { return [] }
    let help = Fathom.helpMessage(for: command(of: arguments))
    return Set(help.matches(of: /--([a-z0-9-]+) </).map { String($0.1) })
  }

  /// Refuses arguments and a current folder that are not UTF-8 text: other bytes would be replaced, and name other files.
  static func checkEncoding() throws {
    let way = "rename the file or folder"
    for index in 1..<max(Int(CommandLine.argc), 1) {
      if let argument = CommandLine.unsafeArgv[index], String(validatingCString: argument) == nil {
        throw ValidationError("argument \(index), \(String(cString: argument)), is not UTF-8 text; \(way)")
      }
    }
    guard let folder = getcwd(nil, 0) else { return }
    defer { free(folder) }
    if String(validatingCString: folder) == nil {
      throw ValidationError("the current folder, \(String(cString: folder)), is not UTF-8 text; \(way)")
    }
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
