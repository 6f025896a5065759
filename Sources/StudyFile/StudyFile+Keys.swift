extension StudyFile {
  /// The default of the key with this path, such as `data.validation`, as a study file spells it; empty if there is none.
  public static func usual(_ path: String) -> String {
    let parts = path.split(separator: ".").map(String.init)
    let section = parts.dropLast().joined(separator: ".")
    let shown = sections.first { $0.path == section && $0[parts.last ?? ""] != nil }?[parts.last ?? ""]?.shown
    return if case .string(let text)? = shown { text } else { shown?.text() ?? "" }
  }

  /// The path of a key with this name, or of one that other tools call so, such as `training.learning-rate`; nil if there is
  /// none.
  public static func path(ofKey name: String) -> String? {
    ([name] + ForeignName.known(name)).lazy.compactMap { name in
      sections.first { $0[name] != nil }.map { $0.path.isEmpty ? name : "\($0.path).\(name)" }
    }.first
  }
}
