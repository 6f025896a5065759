import Analysis
import NeuralNetwork
import Study

// Findings on settings that are chosen by validation data.

extension FindingWords {
  /// What is chosen how, and which models took an end of the values tried at the largest size.
  func choices() -> [String] {
    let tuned = analysis.study.tune.filter { $0.values.count > 1 }
    guard !tuned.isEmpty, let size = analysis.choices.map(\.size).max() else { return [] }
    let names = tuned.map { "\($0.key) (of \(count($0.values.count)) tried)" }.joined(separator: " and ")
    let choices = analysis.choices.filter { $0.key.rule == longest && $0.size == size && $0.count > 0 }
    return [
      "Each model has its best \(names), by \(metric.name) on validation data, at each size and in each replicate; "
        + "all findings are about models tuned so."
    ] + ends(choices, size)
  }

  /// The ends of grids that a model took more often than any other value.
  private func ends(_ choices: [TunedChoice], _ size: Int) -> [String] {
    struct Place: Hashable {
      var model, setting: String
    }
    var order: [Place] = []
    // With varied settings, all of them together.
    let groups = Dictionary(grouping: choices) { choice in
      let place = Place(model: choice.key.model, setting: choice.setting)
      if !order.contains(place) { order.append(place) }
      return place
    }
    let taken = order.compactMap { place -> String? in
      let values = Dictionary(grouping: groups[place] ?? [], by: \.value).mapValues { same in
        (end: same.first?.end, chosen: same.reduce(0) { $0 + $1.chosen }, count: same.reduce(0) { $0 + $1.count })
      }
      let most = values.values.map(\.chosen).max() ?? 0
      guard let (value, best) = values.first(where: { $1.chosen == most && $1.end != nil }), let end = best.end else {
        return nil
      }
      return "\(quoted(place.model)) took \(place.setting) \(value), the \(end.rawValue) tried, in "
        + "\(count(best.chosen)) of \(count(best.count)) runs"
    }
    guard !taken.isEmpty else { return [] }
    let more = taken.count - 4
    return [
      "At n = \(count(size)) " + taken.prefix(4).joined(separator: "; ")
        + (more > 0 ? "; and \(count(more)) more did so (tables/choices.tsv)" : "") + ". A better value may lie beyond."
    ]
  }
}
