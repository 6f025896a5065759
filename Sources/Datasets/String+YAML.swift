extension String {
  /// The text as a value of a study file, in quotes unless it is a plain word.
  var inYAML: String {
    let others = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    let isWord = wholeMatch(of: /[A-Za-z_][A-Za-z0-9_\-]*/) != nil && !others.contains(lowercased())
    return isWord ? self : debugDescription
  }
}
