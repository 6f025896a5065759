public import Analysis
public import Study

extension FigureRequest {
  /// Why an analysis has no such figure, to complete a sentence that begins with the figure: what it needs, or which part of the
  /// selection leaves nothing and what would leave something.
  public func absence(in analysis: StudyAnalysis) -> String {
    let needs = "needs \(figure.needs.words)" + unknownLayers(analysis.study)
    guard !selection.isOfAll, isDrawn(of: analysis, FigureSelection()) else { return needs }
    for part in SelectionPart.all(selection) {
      var without = selection
      part.choose(nil, &without)
      guard isDrawn(of: analysis, without) else { continue }
      let known = part.known(analysis).filter { !part.chosen.contains($0) }.prefix(Self.mostTried)
      func applies(choosing values: [String]) -> Bool {
        var other = selection
        part.choose(values, &other)
        return isDrawn(of: analysis, other)
      }
      let others = known.filter { applies(choosing: [$0]) }
      let nothing = "shows nothing of \(part.key) \(part.chosen.joined(separator: ", "))"
      guard others.isEmpty else { return "\(nothing); it does of \(others.joined(separator: ", "))" }
      // A figure that compares needs several.
      let more = known.first { applies(choosing: part.chosen + [$0]) }
      return "\(nothing) alone: it \(needs)"
        + (more.map { "; it does of \((part.chosen + [$0]).joined(separator: " and ")) together" } ?? "")
    }
    return "shows nothing of this selection: it \(needs)"
  }

  /// What a figure by hidden layers lacks of models that were imported without them; empty for others.
  private func unknownLayers(_ study: StudyDescription) -> String {
    guard case .imported = study.origin, [.depth, .width].contains(figure) else { return "" }
    let unknown = study.models.filter { model in
      guard case .recorded(let recorded) = model.kind else { return false }
      return figure == .width ? recorded.hidden == nil : recorded.learner.depth == nil
    }
    return unknown.isEmpty
      ? ""
      : "; hidden layers are not known of \(unknown.count == study.models.count ? "these models" : unknown.map(\.name).joined(separator: ", ")), "
        + "and an import file can say them, as in models: {NAME: {hidden: [64]}}"
  }

  /// The most values that are tried out.
  private static let mostTried = 20

  private func isDrawn(of analysis: StudyAnalysis, _ selection: FigureSelection) -> Bool {
    (try? kind.build(analysis.selecting(selection, style: style))) != nil
  }
}

/// One key of a selection.
private struct SelectionPart {
  let key: String
  /// The values that it gives.
  let chosen: [String]
  /// All values that results have.
  let known: (StudyAnalysis) -> [String]
  /// Sets the values of a selection.
  let choose: ([String]?, inout FigureSelection) -> Void

  /// The keys that a selection gives; panels are chosen of a figure that is there.
  static func all(_ selection: FigureSelection) -> [SelectionPart] {
    var parts: [SelectionPart] = []
    if let sizes = selection.sizes {
      parts.append(
        SelectionPart(key: "sizes", chosen: sizes.map(String.init)) { analysis in
          Set(analysis.curves.map(\.size)).sorted(by: >).map(String.init)
        } choose: {
          $1.sizes = $0?.compactMap(Int.init)
        })
    }
    func addNames(
      _ key: String, _ path: WritableKeyPath<FigureSelection, [String]?>, _ known: @escaping (StudyAnalysis) -> [String]
    ) {
      guard let chosen = selection[keyPath: path] else { return }
      parts.append(SelectionPart(key: key, chosen: chosen, known: known) { $1[keyPath: path] = $0 })
    }
    addNames("models", \.models) { $0.study.models.map(\.name) }
    addNames("rules", \.rules) { $0.study.rules.map(\.label) }
    for (key, values) in (selection.set ?? [:]).sorted(by: { $0.key < $1.key }) {
      parts.append(
        SelectionPart(key: "set", chosen: values.map { "\(key)=\($0)" }) { analysis in
          analysis.study.vary.filter { $0.key == key }.flatMap { $0.values.map { "\(key)=\($0.text)" } }
        } choose: { texts, selection in
          selection.set?[key] = texts?.map { String($0.dropFirst(key.count + 1)) }
        })
    }
    return parts
  }
}
