/// What the keys of `training` are called as options of `fathom train`: as the key, or with `training-` before it where the
/// command has another option of that name.
public enum TrainingOptionName {
  private static let taken: Set = ["output"]
  private static let prefix = "training-"

  /// Returns the option, without dashes, that sets `key`.
  public static func ofKey(_ key: String) -> String { taken.contains(key) ? prefix + key : key }

  /// Returns the key that `option` sets.
  public static func key(_ option: String) -> String {
    option.hasPrefix(prefix) ? String(option.dropFirst(prefix.count)) : option
  }
}
