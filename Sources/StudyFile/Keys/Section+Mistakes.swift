extension Section {
  /// The mistakes in the keys of `element` and their values, in the order of the file: unknown keys and invalid values.
  /// What depends on several keys is not checked.
  func mistakes(in element: Element) -> [StudyFileError] {
    guard let entries = try? element.entries(limit: 1000) else { return [] }
    return entries.flatMap { key, value -> [StudyFileError] in
      guard let outline = self[key] else {
        return [value.failureAtKey(refusal(of: key, beside: entries, elsewhere: StudyFile.sections))]
      }
      do {
        try outline.check(value)
        return []
      } catch {
        let inner = StudyFile.section(at: value).map { section in
          ((try? value.items(limit: 100)) ?? [value]).flatMap(section.mistakes)
        }
        // If no part is wrong, the mistake is about the value as a whole.
        return inner.flatMap { $0.isEmpty ? nil : $0 } ?? (error as? StudyFileError)?.all ?? []
      }
    }
  }
}

extension StudyFile {
  /// The section that an element is, or that the items of a list are: of several with its path, the one that knows most of its
  /// keys.
  fileprivate static func section(at element: Element) -> Section? {
    let items = (try? element.items(limit: 100)) ?? [element]
    let keys = items.flatMap { ((try? $0.entries(limit: 1000)) ?? []).map(\.key) }
    return sections.filter { $0.path == element.path }.reduce(nil as Section?) { best, section in
      func known(_ section: Section) -> Int { keys.count { section[$0] != nil } }
      guard let best, known(best) >= known(section) else { return section }
      return best
    }
  }
}
