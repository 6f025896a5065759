extension StudyFile {
  /// A key of the study file that counts for nothing, because `vary` or `tune` has values in its place.
  public struct ReplacedKey: Sendable {
    /// The key with its section, e.g. `training.learning-rate`.
    public var path: String
    /// The value that it has there; nil for one of several words.
    public var value: String?
    /// The key under `vary` or `tune`.
    public var key: String
  }

  /// The keys of sections in whose place `vary` or `tune` has values, in the order of the file; none of a file that is not valid.
  public static func replacedKeys(in text: String) -> [ReplacedKey] {
    guard let root = try? element(of: text, file: "", folders: []).0, let sections = try? root.entries(limit: 1000)
    else {
      return []
    }
    return sections.flatMap { section, element -> [ReplacedKey] in
      let entries = (try? element.entries(limit: 1000)) ?? []
      return entries.compactMap { key, value in
        let path = "\(section).\(key)"
        guard root.variedTexts[path] != nil else { return nil }
        return ReplacedKey(path: path, value: value.scalar?.text, key: section == "training" ? key : path)
      }
    }
  }
}
