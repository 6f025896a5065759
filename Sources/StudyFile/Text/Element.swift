import Yams

/// A value of a study file with its place in it.
struct Element {
  var node: Node
  /// The keys that lead to the value, e.g. `stopping[0].threshold`; empty for the whole file.
  var path: String
  var file: String
  /// Where relative paths in the file may begin.
  var folders: [String]
  /// Where the value's key stands; nil for list items and the whole file.
  var keyMark: Mark?
  /// The words and numbers that the other keys of its mapping have, by key; for an item of a list those of the list.
  var beside: [String: String] = [:]
  /// The values that keys take under `vary` and `tune`, by the path of the key, e.g. `training.optimiser`.
  var variedTexts: [String: [String]] = [:]
  /// The values of keys that are not given, where these depend on others, by their path.
  var usualTexts: [String: String] = [:]

  /// The sections of the file that the value is part of.
  var sections = StudyFile.sections
  /// The path of the section that a mapping here would be, e.g. `models.NAME`; that of a list for its items.
  var sectionPath = ""

  /// An error at this value.
  func failure(_ message: String) -> StudyFileError { failure(message, at: node.mark) }

  /// An error at the key of this value.
  func failureAtKey(_ message: String) -> StudyFileError { failure(message, at: keyMark ?? node.mark) }

  private func failure(_ message: String, at mark: Mark?) -> StudyFileError {
    StudyFileError(
      file: file, line: mark?.line, column: mark?.column,
      message: path.isEmpty ? message : "\(oneLine(path, limit: 200)): \(message)")
  }

  /// An error that says what was found and what would be accepted, with a hint where there is one.
  func mismatch(_ accepted: String, hint: String? = nil) -> StudyFileError {
    var error = failure("found \(found), expected \(accepted)")
    error.unexplained = path
    return hint.map(error.explained) ?? error
  }

  /// The text and whether it is quoted, if the value is one that is not empty.
  ///
  /// YAML's null (nothing, `~`, `null`) is empty.
  var scalar: (text: String, isQuoted: Bool)? {
    guard case .scalar(let scalar) = node, !isNull else { return nil }
    return (scalar.string, scalar.style != .plain)
  }

  /// Whether the value is a text without characters, quoted or not.
  var isEmptyText: Bool { if case .scalar(let scalar) = node { scalar.string.isEmpty } else { false } }

  var isList: Bool { if case .sequence = node { true } else { false } }
  var isMapping: Bool { if case .mapping = node { true } else { false } }

  private var isNull: Bool {
    guard case .scalar(let scalar) = node else { return false }
    return scalar.style == .plain && (scalar.string.isEmpty || Self.nulls.contains(scalar.string))
  }

  /// How YAML spells null.
  static let nulls = ["~", "null", "Null", "NULL"]

  /// The value as an error shows it.
  var found: String {
    switch node {
    case .scalar(let scalar):
      if isNull { return "nothing" }
      let text = oneLine(scalar.string, limit: 60)
      return scalar.style == .plain ? "'\(text)'" : "the quoted text '\(text)'"
    case .sequence: return "a list"
    case .mapping: return "keys with values"
    case .alias: return "an alias"
    }
  }

  /// The items of a list of at most `limit`; nil if the value is no list.
  func items(limit: Int) throws -> [Element]? {
    guard case .sequence(let sequence) = node else { return nil }
    guard sequence.count <= limit else {
      throw failure("found \(sequence.count) items, expected at most \(limit)")
    }
    return sequence.enumerated().map { index, item in
      Element(
        node: item, path: "\(path)[\(index)]", file: file, folders: folders, beside: beside, variedTexts: variedTexts,
        sections: sections, sectionPath: sectionPath)
    }
  }

  /// The keys and values of a mapping of at most `limit`; nil if the value is no mapping.
  ///
  /// No key is there twice: the YAML parser refuses that.
  func entries(limit: Int) throws -> [(key: String, value: Element)]? {
    guard case .mapping(let mapping) = node else { return nil }
    guard mapping.count <= limit else {
      throw failure("found \(mapping.count) keys, expected at most \(limit)")
    }
    let texts = mapping.compactMap { key, value in
      key.scalar.flatMap { key in value.scalar.map { (key.string, $0.string) } }
    }
    let beside = Dictionary(texts) { first, _ in first }
    let names = sectionPath + ".NAME"
    let isOfNames = sections.contains { $0.path == names }
    return try mapping.map { keyNode, value in
      guard case .scalar(let scalar) = keyNode else { throw failure("a key must be a word", at: keyNode.mark) }
      let key = scalar.string
      let path = path.isEmpty ? key : "\(path).\(key)"
      let entry = Element(
        node: value, path: path, file: file, folders: folders, keyMark: keyNode.mark, beside: beside,
        variedTexts: variedTexts, sections: sections,
        sectionPath: isOfNames ? names : sectionPath.isEmpty ? key : "\(sectionPath).\(key)")
      if scalar.style == .plain, key == "<<" {
        throw entry.failureAtKey("merge keys are not accepted; write the keys out")
      }
      return (key, entry)
    }
  }
}

extension Element {
  /// The whole file, knowing what it has under `vary` and `tune`.
  init(file: String, root: Node, folders: [String]) {
    self.init(node: root, path: "", file: file, folders: folders)
    for (section, grid) in (try? entries(limit: 1000)) ?? [] where ["vary", "tune"].contains(section) {
      for (key, list) in (try? grid.entries(limit: 1000)) ?? [] {
        let texts = ((try? list.items(limit: SettingGrid.maximum)) ?? []).compactMap { $0.scalar?.text }
        variedTexts[key.contains(".") ? key : "training.\(key)", default: []] += texts
      }
    }
  }
}
