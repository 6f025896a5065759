public import Datasets

extension StudyFileSetting {
  /// The settings of `data` that name a source, or a file, given as `origin`.
  public static func source(_ text: String, origin: String) -> [StudyFileSetting] {
    let file = [StudyFileSetting(["data", "path"], .text(text), origin: origin)]
    let reader = DataSource.sourceName(ofFile: text)
    return [StudyFileSetting(["data", "source"], .text(reader ?? text), origin: origin)] + (reader == nil ? [] : file)
  }

  /// A key of `data` with a value as options give it: a list has commas between its items.
  public static func data(_ key: DataSource.Key, _ text: String, origin: String) -> StudyFileSetting {
    let value: Value =
      if case .list = key.values {
        .list(items: text)
      } else { .text(text) }
    return StudyFileSetting(["data", key.rawValue], value, origin: origin)
  }

  /// All keys that `source` sets, but those in `excluded`, given as `origin`.
  public static func keys(
    of source: DataSource, except excluded: Set<DataSource.Key>, origin: String
  ) -> [StudyFileSetting] {
    DataSource.Key.allCases.filter { !excluded.contains($0) }.compactMap { key in
      if case .list(let path, _, _) = key.values {
        return source[keyPath: path].map { items in
          StudyFileSetting(["data", key.rawValue], .list(items.map { .text($0) }), origin: origin)
        }
      }
      return source.text(of: key).map { StudyFileSetting(["data", key.rawValue], .text($0), origin: origin) }
    }
  }

  /// What a study needs besides its data, for commands that only read data.
  public static func withoutTraining(_ name: String) -> [StudyFileSetting] {
    [
      StudyFileSetting(["name"], .text(name), origin: "name"),
      StudyFileSetting(["sizes"], .text("all"), origin: "sizes"),
      StudyFileSetting(["models", "model", "hidden"], .list([]), origin: "models"),
    ]
  }
}
