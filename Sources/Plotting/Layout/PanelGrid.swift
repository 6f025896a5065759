import Analysis
import NeuralNetwork

/// Which stopping rules and varied settings have a panel of their own, in a grid that still can be read.
struct PanelGrid {
  struct Place: Equatable {
    var rule: StoppingRule
    var varied: [String]
    /// What sets it apart from the others.
    var title: String
  }

  let places: [Place]
  let columns: Int
  /// What all panels have in common of what the study compares, e.g. `no stopping, batch 10`; may be empty.
  let shared: String
  /// What the grid leaves out.
  let omissions: [Omission?]

  /// Without varied settings up to six rules, and for one rule up to six combinations of them, in rows of three; else up to
  /// three rules beside each other and up to three combinations below each other.
  init(_ source: FigureSource) {
    let rules = source.ruleChoice(source.variants.count > 1 ? 3 : 6)
    let settings = source.variantChoice(rules.shown.count == 1 ? 6 : 3)
    let variants = settings.shown.map(\.varied)
    let (hasRules, hasVariants) = (rules.shown.count > 1, variants.count > 1)
    places = variants.flatMap { varied in
      rules.shown.map { rule in
        let words = source.words(ofVariant: varied, keys: settings.keys)
        let parts = (hasRules ? [RuleText.short(rule)] : []) + (hasVariants ? words : [])
        return Place(
          rule: rule, varied: varied,
          title: hasVariants ? parts.joined(separator: ", ") : RuleText.title(rule))
      }
    }
    let fixed = source.sharedWords(variants.first ?? [], differing: settings.keys)
    shared = ((hasVariants && !hasRules ? rules.shown.map(RuleText.short) : []) + fixed).joined(separator: ", ")
    columns =
      hasRules && hasVariants
      ? rules.shown.count : hasVariants ? settings.gridColumns ?? Self.even(places.count) : Self.even(places.count)
    omissions = [rules.omission, settings.omission]
  }

  /// How many of up to six stand beside each other.
  private static func even(_ count: Int) -> Int { count == 4 ? 2 : min(max(count, 1), 3) }

  var width: Int { PageWidth.of(columns: columns) }

  /// Approximate length of a panel's x axis, in pixels.
  var panelWidth: Double { PageWidth.axis(columns: columns) }
}
