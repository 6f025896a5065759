import Analysis
import NeuralNetwork
import Study

// Findings on settings that are chosen by validation data.

extension FindingWords {
  /// What is chosen how, and which models took an end of the values tried at the largest size.
  func choices() -> [String] {
    let tuned = analysis.study.tune.filter { $0.values.count > 1 }
    guard !tuned.isEmpty, let size = analysis.choices.map(\.size).max() else { return [] }
    let names = listed(tuned.map { "\($0.key) (\(count($0.values.count)))" })
    // A model that no varied setting affects stands for all of them.
    var seen: Set<Place> = []
    let choices = analysis.choices.filter { choice in
      choice.key.rule == longest && choice.size == size && choice.count > 0
        && seen.insert(Place(key: choice.key.effective, setting: choice.setting, value: choice.value)).inserted
    }
    return [
      "Of the values tried of \(names), each model takes those that are best by \(metric.words) on validation data, at each "
        + "size and in each replicate; all findings are about models tuned so."
    ] + ends(choices, size)
  }

  private struct Place: Hashable {
    var key: CurveKey
    var setting, value: String
  }

  /// The ends of the values tried that most replicates took.
  private func ends(_ choices: [TunedChoice], _ size: Int) -> [String] {
    let taken = choices.filter(\.isMostlyEnd).map { choice in
      "\(name(choice.key)) takes \(choice.setting) \(choice.value), the \(choice.end?.rawValue ?? "") tried, in "
        + "\(count(choice.chosen)) of \(count(choice.count)) replicates"
    }
    guard !taken.isEmpty else { return [] }
    let more = taken.count - 4
    let rule = analysis.study.rules.count > 1 ? longest.map { " (\($0.inWords))" } ?? "" : ""
    return [
      "At n = \(count(size))\(rule) " + taken.prefix(4).joined(separator: "; ")
        + (more > 0 ? "; and \(count(more)) more do so (tables/choices.tsv)" : "") + ". A better value may lie beyond."
    ]
  }
}
