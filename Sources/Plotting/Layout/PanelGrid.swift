import Analysis
import NeuralNetwork

/// Which stopping rules and varied settings have a panel of their own, in a grid that still can be read, and which curves
/// are in each panel: models, or varied settings if there is only one model.
struct PanelGrid {
  struct Curve {
    /// The model, with name, colour and stem of the curve.
    var series: FigureSource.Series
    var varied: [String]
  }

  struct Place: Equatable {
    var rule: StoppingRule
    /// What the panel's curves have in common; empty where they differ in it.
    var varied: [String]
    /// What sets it apart from the others.
    var title: String

    /// What of the study it shows.
    var part: StudyPart { StudyPart(rules: [rule], varied: varied) }
  }

  /// The curves of each panel; those without varied settings of their own have those of the panel.
  private let drawn: [Curve]
  /// What the names of curves stand for, e.g. `dropout`; empty where they are models.
  let curveNames: String
  /// The models of the curves.
  let models: [FigureSource.Series]
  let places: [Place]
  let columns: Int
  /// What all panels have in common of what the study compares, e.g. `no stopping, batch 10`; may be empty.
  let shared: String
  /// What the grid leaves out.
  let omissions: [Omission?]

  /// The panels of a study.
  init(_ source: FigureSource) {
    if source.series.count == 1 && source.variants.count > 1 {
      self.init(settingsOfOneModel: source)
    } else {
      self.init(models: source)
    }
  }

  /// Without varied settings up to six rules, and for one rule up to six combinations of them, in rows of three; else up to
  /// three rules beside each other and up to three combinations below each other.
  private init(models source: FigureSource) {
    let choice = source.seriesChoice
    models = choice.shown
    drawn = models.map { Curve(series: $0, varied: []) }
    curveNames = ""
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
    omissions = [choice.omission, rules.omission, settings.omission]
  }

  /// A panel for each of up to six rules, in which settings are compared.
  private init(settingsOfOneModel source: FigureSource) {
    let named = NamedConfigurations(source.settings(source.series), atMost: FigureSource.maximumCurves, in: source)
    drawn = named.entries.map { entry in
      var series = entry.series
      (series.name, series.stem, series.colour) = (entry.label, entry.stem, entry.colour)
      return Curve(series: series, varied: entry.setting.varied)
    }
    models = source.series
    curveNames = named.labelParts
    let rules = source.ruleChoice(6)
    places = rules.shown.map { Place(rule: $0, varied: [], title: RuleText.title($0)) }
    shared = named.shared
    columns = Self.even(places.count)
    omissions = [named.omission, rules.omission]
  }

  /// The curves of a panel.
  func curves(at place: Place) -> [Curve] {
    curveNames.isEmpty ? drawn.map { Curve(series: $0.series, varied: place.varied) } : drawn
  }

  /// A subtitle that says what curves are compared, and what all panels have in common.
  func subtitle(_ text: String) -> String {
    CaptionText.subtitle(curveNames.isEmpty ? text : "\(text). Curves: \(curveNames)", shared: shared)
  }

  /// How many of up to six stand beside each other.
  private static func even(_ count: Int) -> Int { count == 4 ? 2 : min(max(count, 1), 3) }

  var width: Int { PageWidth.of(columns: columns) }

  /// Approximate length of a panel's x axis, in pixels.
  var panelWidth: Double { PageWidth.axis(columns: columns) }
}
