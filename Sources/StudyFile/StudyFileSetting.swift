import Foundation
public import Study
import Yams

/// A key of a study file whose value is given elsewhere, e.g. on the command line.
public struct StudyFileSetting: Sendable, Equatable {
  /// The keys that lead to the value, outermost first, e.g. `["training", "batch"]`.
  public var path: [String]
  /// The value, which replaces the one in the file.
  public var value: Value
  /// Where the value was given, for error messages, e.g. `--batch`.
  public var origin: String

  /// A value of a study file: text, list or mapping.
  public indirect enum Value: Sendable, Equatable {
    /// A word or number, spelt as in a study file.
    case text(String)
    /// A list of values.
    case list([Value])
    /// Keys with their values.
    case keys([String: Value])
  }

  /// Creates a setting from its parts; nothing is checked.
  public init(_ path: [String], _ value: Value, origin: String) {
    self.path = path
    self.value = value
    self.origin = origin
  }
}

extension StudyFile {
  /// Reads a study without its keys `dropped`, and with `settings` in place of its own values. Without a file, the
  /// settings alone describe the study. Relative paths in the settings begin in the current folder; for those in the
  /// file see ``parse(text:file:folders:)``.
  ///
  /// - Throws: ``StudyFileError``. It names the setting if that is wrong, the file if the file itself is wrong, and
  ///   otherwise `caller`.
  public static func read(
    _ file: (text: String, name: String)?, folders: [String]? = nil, dropping dropped: [[String]] = [],
    settings: [StudyFileSetting], caller: String
  ) throws -> StudyDescription {
    var root: Node?
    if let file {
      _ = try parse(text: file.text, file: file.name, folders: folders)
      root = try compose(file.text, file: file.name)
    }
    for path in dropped { root = root.map { $0.replacing(path[...], by: nil) } }
    for setting in settings {
      root = (root ?? Node([(Node, Node)]())).replacing(setting.path[...], by: setting.value.node)
    }
    let element = Element(
      file: file?.name ?? caller, root: root ?? Node([(Node, Node)]()),
      folders: folders ?? file.map { [folder(of: $0.name)] } ?? [])
    do {
      return try RootSection.section.readingAll(element, RootSection.read)
    } catch let error as StudyFileError where error.line == nil {
      throw StudyFileError(error.all.map { error in settings.lazy.compactMap { $0.renamed(error) }.first ?? error })
        ?? error
    }
  }

  /// Parses the text of a study file as ``parse(text:file:folders:)`` does, but with all training samples as its only size.
  ///
  /// - Throws: ``StudyFileError`` if anything but the sizes is wrong.
  public static func parseWithoutSizes(text: String, file: String, folders: [String]?) throws -> StudyDescription {
    let root = try compose(text, file: file) ?? Node([(Node, Node)]())
    let setting = StudyFileSetting(["sizes"], .text(SizesSection.all), origin: file)
    return try RootSection.read(
      Element(
        file: file, root: root.replacing(setting.path[...], by: setting.value.node),
        folders: folders ?? [folder(of: file)]))
  }
}

extension StudyFileSetting {
  /// The error under the name of this setting, if it is about its value, an item of it or a key in it.
  fileprivate func renamed(_ error: StudyFileError) -> StudyFileError? {
    let key = path.joined(separator: ".")
    guard error.message.hasPrefix(key),
      let rest = error.message.dropFirst(key.count).wholeMatch(of: /(?:\[[0-9]+\])?(?:\.([a-z0-9\-]+))?: (.*)/)
    else { return nil }
    return StudyFileError(file: origin, message: (rest.1.map { "\($0): " } ?? "") + rest.2)
  }
}

extension StudyFileSetting.Value {
  /// Creates the list that an option gives, with commas between items, and spaces beside them that are no part of any.
  public static func list(items text: String) -> Self {
    .list(
      text.split(separator: ",", omittingEmptySubsequences: false).map {
        .text($0.trimmingCharacters(in: .whitespaces))
      })
  }

  /// Creates the value that an option gives: keys in braces, such as `{column: part, test: test}`, as study files have them on
  /// one line, or else the text.
  public init(option text: String) {
    self = .text(text)
    guard text.hasPrefix("{"), (try? PlainYAML.check(text, file: "")) != nil,
      let mapping = try? StudyFile.compose(text, file: "")?.mapping
    else { return }
    let pairs = mapping.compactMap { key, value in
      key.string.flatMap { key in value.string.map { (key, Self.text($0)) } }
    }
    guard pairs.count == mapping.count else { return }
    self = .keys(Dictionary(pairs) { first, _ in first })
  }

  fileprivate var node: Node {
    switch self {
    // What is given as a text is no null, whatever YAML makes of it.
    case .text(let text): Node(text, .implicit, Element.nulls.contains(text) ? .doubleQuoted : .plain)
    case .list(let items): Node(items.map(\.node))
    case .keys(let keys): Node(keys.sorted { $0.key < $1.key }.map { (Node($0.key), $0.value.node) })
    }
  }
}

extension Node {
  /// This mapping with the value at `path` replaced, or removed; anything else counts as a mapping without keys.
  fileprivate func replacing(_ path: ArraySlice<String>, by value: Node?) -> Node {
    guard let key = path.first else { return value ?? self }
    var pairs = mapping.map { $0.map { ($0.key, $0.value) } } ?? []
    let index = pairs.firstIndex { $0.0.scalar?.string == key }
    let rest = path.dropFirst()
    if rest.isEmpty, value == nil {
      if let index { pairs.remove(at: index) }
    } else if let index {
      pairs[index].1 = pairs[index].1.replacing(rest, by: value)
    } else if value != nil {
      pairs.append((Node(key), Node([(Node, Node)]()).replacing(rest, by: value)))
    }
    return .mapping(Mapping(pairs, mapping?.tag ?? .implicit, mapping?.style ?? .any, mapping?.mark))
  }
}
