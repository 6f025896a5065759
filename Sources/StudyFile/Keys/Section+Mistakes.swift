extension Section {
  /// The mistakes in the keys of `element` and their values, in the order of the file: unknown keys and invalid values.
  /// What depends on several keys is not checked.
  func mistakes(in element: Element) -> [StudyFileError] {
    guard let entries = try? element.entries(limit: 1000) else { return [] }
    return entries.flatMap { key, value -> [StudyFileError] in
      guard let outline = self[key] else {
        return [value.failureAtKey(refusal(of: key, elsewhere: StudyFile.sections))]
      }
      do {
        try outline.check(value)
        return []
      } catch {
        let inner = StudyFile.sections.first { $0.path == value.path }.map { section in
          ((try? value.items(limit: 100)) ?? [value]).flatMap(section.mistakes)
        }
        // If no part is wrong, the mistake is about the value as a whole.
        return inner.flatMap { $0.isEmpty ? nil : $0 } ?? (error as? StudyFileError).map { [$0] } ?? []
      }
    }
  }
}
