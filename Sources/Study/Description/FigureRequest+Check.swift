import Datasets
public import NeuralNetwork

/// Why no figure can be as it is asked for: a part of the study that there is none of, or a key that changes nothing.
public struct FigureRequestError: Error, Equatable, CustomStringConvertible {
  /// The key of the study file.
  public let key: String
  /// What is wrong with its value.
  public let reason: String

  /// The study, or the figure, has no `name`, but what is `known`.
  public static func unknown(
    _ name: String, of key: String, known: [String], noun: String = ""
  ) -> FigureRequestError {
    let none = "there is no \(noun.isEmpty ? "" : noun + " ")\(name)"
    guard !known.isEmpty else {
      return FigureRequestError(key: key, reason: "\(none), and nothing else to choose from")
    }
    return FigureRequestError(
      key: key,
      reason: none
        + (Suggestion.nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ".")
        + " Choose from: \(known.prefix(mostListed).joined(separator: ", "))"
        + (known.count > mostListed ? " and \(known.count - mostListed) more" : ""))
  }

  /// The most names that are listed.
  private static let mostListed = 20

  /// The key changes nothing in figures of this kind.
  static func idle(_ key: FigureKey, in figure: FigureName) -> FigureRequestError {
    let others = FigureName.allCases.filter { !$0.idleKeys.contains(key) }
    return FigureRequestError(
      key: key.rawValue,
      reason: "changes nothing in \(figure.rawValue), only in \(others.map(\.rawValue).joined(separator: ", "))")
  }

  /// One line that begins with the key.
  public var description: String { "\(key): \(reason)" }
}

extension FigureRequest {
  /// Refuses models, rules and varied values that a study does not have, and keys that change nothing. Its sizes, and the panels
  /// of the figure, are known only with results.
  ///
  /// - Throws: the first of them.
  public func check(in study: StudyDescription) throws(FigureRequestError) {
    if let key = idleKeys.first { throw .idle(key, in: figure) }
    func find(_ key: String, _ names: [String], among known: [String]) throws(FigureRequestError) {
      if let name = names.first(where: { !known.contains($0) }) { throw .unknown(name, of: key, known: known) }
    }
    let models = study.models.map(\.name)
    try find("models", selection.models ?? [], among: models)
    for name in selection.rules ?? [] where !study.rules.contains(where: { $0.isMeant(by: name) }) {
      throw .unknown(name, of: "rules", known: study.rules.map(\.label))
    }
    for (key, values) in (selection.set ?? [:]).sorted(by: { $0.key < $1.key }) {
      try find("set", [key], among: study.vary.map(\.key))
      let known = study.vary.first { $0.key == key }?.values.map { "\(key)=\($0.text)" } ?? []
      try find("set", values.map { "\(key)=\($0)" }, among: known)
    }
    for key in style.colours?.keys.sorted() ?? [] { try Self.check("colours", key, models: models, rules: []) }
    for key in style.labels?.keys.sorted() ?? [] {
      try Self.check("labels", key, models: models, rules: study.rules.map(\.label))
    }
  }

  /// Refuses the name of a model or rule that there is none of, as `models.NAME` or `rules.NAME`.
  private static func check(
    _ key: String, _ name: String, models: [String], rules: [String]
  ) throws(FigureRequestError) {
    for (noun, known) in [("model", models), ("rule", rules)] where name.hasPrefix("\(noun)s.") {
      let name = String(name.dropFirst(noun.count + 2))
      guard known.contains(name) else { throw .unknown(name, of: key, known: known, noun: noun) }
    }
  }
}

extension StoppingRule {
  /// Whether a name in a figure's selection means the rule: its label, its name for all thresholds, or what figures call it.
  public func isMeant(by name: String) -> Bool {
    [label, self.name, kind.name, kind.symbol].contains(name) || isSymbol(name)
  }

  /// Whether a text is the symbol of the rule with its threshold, and with what else figures say of it if that is there, with or
  /// without spaces: `|ΔL| < 0.01`, `GL > 1,250, strips of 5`.
  private func isSymbol(_ name: String) -> Bool {
    func bare(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    let beginning = bare(kind.symbol + (isRelative ? "/L" : "") + kind.comparison)
    let text = bare(name.hasPrefix(kind.opening) ? String(name.dropFirst(kind.opening.count)) : name)
    guard let threshold, !kind.takesParts, text.hasPrefix(beginning) else { return false }
    let rest = text.dropFirst(beginning.count)
    let end = rest.firstRange(of: /,[a-z]/)?.lowerBound ?? rest.endIndex
    let strips = kind.length?.noun.flatMap { noun in length.map { ",\(noun)sof\($0)" } } ?? ""
    let limits = strips + (firstEpoch.map { ",fromepoch\($0)" } ?? "")
    return Double(rest[..<end].filter { $0 != "," }) == threshold && ["", limits].contains(String(rest[end...]))
  }
}
