import Analysis
import NeuralNetwork

/// Which stopping rules and varied settings have a panel of their own, in a grid that still can be read.
struct PanelGrid {
  struct Place: Equatable {
    var rule: StoppingRule
    var varied: [String]
    var title: String
  }

  let places: [Place]
  let columns: Int
  /// Says in the caption what the grid leaves out; empty if nothing.
  let omission: String

  /// Without varied settings up to six rules, and for one rule up to six combinations of them, in rows of three; else up to
  /// three rules beside each other and up to three combinations below each other.
  init(_ source: FigureSource) {
    let isVaried = source.variants.count > 1
    let rules = source.chosenRules(isVaried ? 3 : 6)
    let variants = source.variants.evenlyChosen(rules.count == 1 ? 6 : 3)
    places = variants.flatMap { varied in
      rules.map { rule in
        let setting = source.title(ofVariant: varied)
        return Place(
          rule: rule, varied: varied,
          title: isVaried ? "\(RuleText.short(rule)), \(setting)" : RuleText.title(rule))
      }
    }
    let isGrid = isVaried && rules.count > 1
    columns = isGrid ? rules.count : [0, 1, 2, 3, 2, 3, 3][places.count]
    var omitted: [String] = []
    if rules.count < source.rules.count { omitted.append("\(rules.count) of \(source.rules.count) stopping rules") }
    if variants.count < source.variants.count {
      omitted.append("\(variants.count) of \(source.variants.count) settings")
    }
    omission = omitted.isEmpty ? "" : "Shown: \(omitted.joined(separator: ", "))."
  }

  var width: Int { PageWidth.of(columns: columns) }

  /// About the pixels that the x axis of a panel has.
  var panelWidth: Double { PageWidth.axis(columns: columns) }
}
