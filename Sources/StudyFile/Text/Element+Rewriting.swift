import Yams

/// How a value may be meant that is written in another way than is expected.
extension Element {
  /// What to write in place of the value, so that `check` accepts it here, or where several values of it are given.
  func hint(_ check: (Element) throws -> Void) -> String? {
    rewritten(where: check).map { "write \($0)" } ?? gridHint
  }

  /// The value, written in a way that `check` accepts; nil if there is none, or it is long.
  func rewritten(where check: (Element) throws -> Void) -> String? {
    let single = [node] + plainer
    let lists = single.flatMap { [Node([$0])] + split($0) }
    let limit = 80
    return (single + lists).compactMap { node -> String? in
      var element = self
      element.node = node
      guard (try? check(element)) != nil else { return nil }
      let text = node.inFlow
      return text.count <= limit ? text : nil
    }.first
  }

  /// Whether `check` accepts a word or number in place of the value.
  func accepts(_ text: String, by check: (Element) throws -> Void) -> Bool {
    var element = self
    element.node = Node(text, .implicit, .plain)
    return (try? check(element)) != nil
  }

  /// The ways to write a word or number without quotes and blanks around it, or in digits alone.
  private var plainer: [Node] {
    guard case .scalar(let scalar) = node else { return [] }
    let text = scalar.string.trimmed
    let digits = text.wholeMatch(of: /([0-9]{1,4}(?:\.[0-9]{1,3})?) ?([kKmM])/).flatMap { match in
      Double(match.1).map { "\(Int(($0 * (match.2.lowercased() == "k" ? 1e3 : 1e6)).rounded()))" }
    }
    let isTidy = text == scalar.string && scalar.style == .plain
    return [isTidy || text.isEmpty ? nil : text, digits].compactMap { $0.map { Node($0, .implicit, .plain) } }
  }

  /// The list that a text such as `64,64`, `64-64` or `64 64` stands for.
  private func split(_ node: Node) -> [Node] {
    guard case .scalar(let scalar) = node, scalar.style == .plain, scalar.string.count <= 200 else { return [] }
    let parts = scalar.string.split { ",;-x× ".contains($0) }
    return parts.count > 1 ? [Node(parts.map { Node(String($0), .implicit, .plain) })] : []
  }

  /// Where to write a list of values of a key that takes one: under `vary` or `tune`.
  private var gridHint: String? {
    guard isList, let name = path.split(separator: ".").last.map(String.init) else { return nil }
    let root = path.prefix { $0 != "." }
    for (place, section) in [("vary", SettingGrid.vary), ("tune", SettingGrid.tune)] {
      let key = root == "data" ? path : name
      guard root == "training" || root == "data" && place == "vary" || root == "models" && place == "tune",
        let outline = section[key], (try? outline.check(self)) != nil
      else { continue }
      return "for several values, write \(place): {\(key): \(node.inFlow)} at the top level"
    }
    return nil
  }
}

extension Node {
  /// The value on one line, as between braces.
  fileprivate var inFlow: String {
    switch self {
    case .scalar(let scalar): scalar.style == .plain ? scalar.string : "'\(scalar.string.replacing("'", with: "''"))'"
    case .sequence(let items): "[\(items.map(\.inFlow).joined(separator: ", "))]"
    case .mapping(let pairs): "{\(pairs.map { "\($0.key.inFlow): \($0.value.inFlow)" }.joined(separator: ", "))}"
    case .alias: ""
    }
  }
}

extension String {
  /// The text without blanks around it.
  fileprivate var trimmed: String {
    var rest = self[...].drop { $0 == " " || $0 == "\t" }
    while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
    return String(rest)
  }
}
