import NeuralNetwork
import Study
import StudyFile
import TextOutput

extension ImportRequest {
  /// The request as the text of an import file, which reads back equal if that file is where relative paths begin.
  public var importFile: String {
    var lines: [String] = []
    func line(_ key: String, _ text: String?) {
      if let text { lines.append("\(key): \(Self.quoted(text))") }
    }
    func texts(_ key: String, _ values: [String: String]) {
      if values.isEmpty { return }
      let entries = values.sorted { $0.key < $1.key }.map { "\(Self.quoted($0.key)): \(Self.quoted($0.value))" }
      lines.append("\(key): {\(entries.joined(separator: ", "))}")
    }
    line("name", name)
    line("title", title)
    if !files.isEmpty {
      lines.append("files:")
      lines += files.map { "  - \(Self.quoted($0))" }
    }
    texts("map", columns)
    texts("set", constants)
    if !ignored.isEmpty { lines.append("ignore: [\(ignored.map(Self.quoted).joined(separator: ", "))]") }
    line("pattern", pattern)
    line("trained-by", trainedBy)
    if models.contains(where: { $0.hidden != nil || $0.parameters != nil }) {
      lines.append("models:")
      lines += models.map { model in
        let hidden = model.hidden.map { "hidden: [\($0.map(String.init).joined(separator: ", "))]" }
        let parameters = model.parameters.map { "parameters: \($0)" }
        return "  \(Self.quoted(model.name)): {\([hidden, parameters].compactMap(\.self).joined(separator: ", "))}"
      }
    } else if !models.isEmpty {
      lines.append("models: [\(models.map { Self.quoted($0.name) }.joined(separator: ", "))]")
    }
    if !metrics.isEmpty { lines.append("metrics: [\(metrics.map(\.name).joined(separator: ", "))]") }
    if !stopping.isEmpty {
      lines.append("stopping:")
      lines += stopping.map { "  - {\(StoppingText.entry($0.rules))}" }
    }
    if let seed { lines.append("seed: \(seed)") }
    if let isPaired { lines.append("paired: \(isPaired)") }
    return lines.map { $0 + "\n" }.joined()
  }

  /// A text in double quotes, as YAML and JSON have it.
  private static func quoted(_ text: String) -> String { JSONLine.quoted(text) }
}

/// An entry of the key `stopping` as study files have it.
enum StoppingText {
  /// The keys of one entry for rules that differ in length and threshold only, or for rules made of others.
  static func entry(_ rules: [StoppingRule]) -> String {
    guard let first = rules.first else { return "rule: none" }
    var parts = ["rule: \(first.kind.name)"]
    if first.kind.takesParts {
      let entries = first.parts.indices.map { place in
        "{\(entry(unique(rules.compactMap { $0.parts.indices.contains(place) ? $0.parts[place] : nil })))}"
      }
      parts.append("of: [\(entries.joined(separator: ", "))]")
      return parts.joined(separator: ", ")
    }
    if let length = first.kind.length {
      let lengths = unique(rules.compactMap(\.length))
      if !lengths.isEmpty { parts.append("\(length.name): \(list(lengths.map(String.init)))") }
    }
    let thresholds = unique(rules.compactMap(\.threshold))
    if !thresholds.isEmpty {
      // Thresholds that are counts are written so.
      let texts = thresholds.map { $0 == $0.rounded() && abs($0) < 1e15 ? String(Int($0)) : "\($0)" }
      parts.append("\(first.kind.thresholdName): \(list(texts))")
    }
    if let choice = first.kind.quantity, let quantity = first.quantity {
      parts.append("\(choice.name): \(quantity.name)")
    }
    if first.isRelative { parts.append("\(StoppingRule.Option.relative.rawValue): true") }
    if let epoch = first.firstEpoch { parts.append("\(StoppingRule.Option.fromEpoch.rawValue): \(epoch)") }
    return parts.joined(separator: ", ")
  }

  private static func list(_ texts: [String]) -> String {
    texts.count == 1 ? texts[0] : "[\(texts.joined(separator: ", "))]"
  }

  private static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
