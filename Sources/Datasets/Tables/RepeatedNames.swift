/// Whether a column seems to say which samples belong together, such as the measurements of one patient.
enum RepeatedNames {
  /// Words of column names for what is often measured more than once.
  private static let usual: Set<String> = [
    "subject", "patient", "person", "participant", "volunteer", "proband", "child", "pupil", "student", "user",
    "customer", "client", "speaker", "writer", "author", "donor", "animal", "mouse", "rat", "family", "household",
    "group",
    "cluster", "site", "hospital", "school", "slide", "recording", "session", "id", "identifier", "uid",
  ]
  /// The fewest different values that name samples rather than say something about them.
  private static let fewest = 4

  /// Whether a word of `name` is one of the usual, and most values of whole numbers or texts occur in several rows; missing ones say nothing.
  static func areSuspected(_ name: String, _ values: some Collection<Double>) -> Bool {
    guard words(name).contains(where: usual.contains) else { return false }
    var counts: [Double: Int] = [:]
    for value in values where !value.isNaN { counts[value, default: 0] += 1 }
    guard counts.keys.allSatisfy({ $0 == $0.rounded() }) else { return false }
    return counts.count >= fewest && 2 * counts.count <= values.count
      && 2 * counts.values.count { $0 > 1 } > counts.count
  }

  /// The words of a column's name in lower case without a plural's ending: `Patient_ID`, `patientId` and `patient ids` have the
  /// same two.
  static func words(_ name: String) -> [String] {
    var words: [String] = [""]
    var wasLowercase = false
    for character in name {
      if !character.isLetter {
        words.append("")
      } else if character.isUppercase && wasLowercase {
        words.append(character.lowercased())
      } else {
        words[words.count - 1] += character.lowercased()
      }
      wasLowercase = character.isLowercase
    }
    return words.filter { !$0.isEmpty }.flatMap {
      $0.count > 2 && $0.hasSuffix("s") ? [$0, String($0.dropLast())] : [$0]
    }
  }
}
