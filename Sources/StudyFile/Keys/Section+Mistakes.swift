extension Section {
  /// The mistakes in the keys of `element` and their values, in the order of the file: unknown keys and invalid values.
  /// What depends on several keys is not checked.
  func mistakes(in element: Element) -> [StudyFileError] {
    guard let entries = try? element.entries(limit: 1000) else { return [] }
    return unknownKeys(entries, in: element)
      + entries.indices.flatMap { index -> [StudyFileError] in
        let (key, value) = entries[index]
        // What is left of a value after a comma is told as a key.
        let isCut = entries.dropFirst(index + 1).first.map { Self.isRest($0.key) } ?? false
        guard let outline = self[key], !isCut else { return [] }
        do {
          try outline.check(value)
          return []
        } catch {
          let own = (error as? StudyFileError)?.all ?? []
          return own + value.innerMistakes
        }
      }
  }
}

extension Element {
  /// The mistakes in the mappings that the value holds, or is.
  fileprivate var innerMistakes: [StudyFileError] {
    if isList { return ((try? items(limit: 100)) ?? []).flatMap(\.innerMistakes) }
    if let section { return section.mistakes(in: self) }
    return ((try? entries(limit: 1000)) ?? []).flatMap { $0.value.section?.mistakes(in: $0.value) ?? [] }
  }

  /// The section that the value is: of several with its path, the one that knows most of its keys.
  private var section: Section? {
    let keys = ((try? entries(limit: 1000)) ?? []).map(\.key)
    return sections.filter { $0.path == sectionPath }.reduce(nil as Section?) { best, section in
      func known(_ section: Section) -> Int { keys.count { section[$0] != nil } }
      guard let best, known(best) >= known(section) else { return section }
      return best
    }
  }
}
