/// How often the values of a column occur, and whether they seem to be the names of what was measured several times, such as
/// patients.
struct RepeatedNames {
  /// Number of different values.
  let different: Int
  /// Number of rows that have one.
  let rows: Int
  /// Number of values that several rows have.
  private let repeated: Int

  /// Takes the number of rows of each value.
  init(counts: some Collection<Int>) {
    different = counts.count
    rows = counts.reduce(0, +)
    repeated = counts.count { $0 > 1 }
  }

  /// The fewest different values that name samples rather than say something about them.
  private static let fewest = 4

  /// Whether there are some values, and most of them in several rows.
  var areMany: Bool { different >= Self.fewest && 2 * different <= rows && 2 * repeated > different }

  /// The words, such as `120 values in 600 rows`.
  var words: String { "\(different) values in \(rows) rows" }

  /// Words of column names for what is often measured more than once, in English and German.
  private static let usual: Set<String> = [
    "subject", "subj", "patient", "pat", "person", "participant", "volunteer", "proband", "child", "pupil", "student",
    "user", "customer", "client", "speaker", "writer", "author", "donor", "animal", "mouse", "rat", "family",
    "household", "group", "cluster", "site", "hospital", "school", "slide", "plate", "specimen", "recording", "session",
    "case", "who", "id", "identifier", "uid", "pid", "sid", "mrn", "patientennummer", "patientin", "fall",
    "fallnummer", "probe", "probennummer", "probandin", "teilnehmer", "versuchsperson", "vpn", "tier", "maus", "kunde",
    "kundennummer", "gruppe", "klinik",
  ]

  /// Whether a column's name has a word for what is often measured more than once.
  static func areUsual(in name: String) -> Bool { words(name).contains(where: usual.contains) }

  /// The words of a column's name in lower case without a plural's ending: `Patient_ID`, `patientId` and `patient ids` have the
  /// same two.
  static func words(_ name: String) -> [String] {
    writtenWords(name).flatMap { $0.count > 2 && $0.hasSuffix("s") ? [$0, String($0.dropLast())] : [$0] }
  }

  /// Whether a word is one for what is often measured more than once, and not for many of it.
  static func isUsual(_ word: String) -> Bool { usual.contains(word) }

  /// The words of a column's name in lower case.
  static func writtenWords(_ name: String) -> [String] {
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
    return words.filter { !$0.isEmpty }
  }
}
