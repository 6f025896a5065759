/// Quotes texts for scripts. They must not contain control characters, which no quoting protects everywhere.
///
/// Everything works on Unicode scalars: a quote followed by a combining mark is one `Character` with it, but programs
/// that read bytes still see a quote.
enum ShellWord {
  /// `text` as one literal word of the POSIX shell.
  static func quoted(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { isAlphanumeric($0) || "/._-=:@%+,".unicodeScalars.contains($0) }
    return isPlain && !text.isEmpty ? text : "'" + escaped(text) { $0 == "'" ? "'\\''" : nil } + "'"
  }

  /// `text` as one word of the shell in which `$NAME` and `${NAME}` are variables and everything else is literal.
  static func withVariables(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var word = String.UnicodeScalarView("\"".unicodeScalars)
    var index = 0
    while index < scalars.count {
      if let end = variableEnd(scalars, from: index) {
        word.append(contentsOf: scalars[index..<end])
        index = end
        continue
      }
      if "\\\"$`".unicodeScalars.contains(scalars[index]) { word.append("\\") }
      word.append(scalars[index])
      index += 1
    }
    word.append("\"")
    return String(word)
  }

  /// `text` as one word of an `#SBATCH` line. These lines are read by sbatch itself, as of `get_argument` in Slurm's sources:
  /// within double quotes, spaces and `#` stand for themselves, and a backslash keeps the meaning of what follows.
  static func quotedForSbatch(_ text: String) -> String {
    "\"" + escaped(text) { $0 == "\"" || $0 == "\\" ? "\\\($0)" : nil } + "\""
  }

  private static func escaped(_ text: String, _ escape: (Unicode.Scalar) -> String?) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let escaped = escape(scalar) {
        result.append(contentsOf: escaped.unicodeScalars)
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  /// Where the variable ends that begins at `start`; nil if none does.
  private static func variableEnd(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
    guard scalars[start] == "$", start + 1 < scalars.count else { return nil }
    let isBraced = scalars[start + 1] == "{"
    let first = start + (isBraced ? 2 : 1)
    let end = scalars[first...].firstIndex { !isAlphanumeric($0) && $0 != "_" } ?? scalars.count
    guard first < end, !("0"..."9" ~= scalars[first]) else { return nil }
    guard isBraced else { return end }
    return end < scalars.count && scalars[end] == "}" ? end + 1 : nil
  }

  private static func isAlphanumeric(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal)
  }
}
