package import Analysis
package import NeuralNetwork
package import Study

/// The names and colours that the figures of a study have, for whatever else is drawn of it.
package struct StudyNames {
  /// A model that has results.
  package struct Model {
    /// Position in the study file, from 0.
    package var index: Int
    /// As the study file has it.
    package var name: String
    /// What it is, e.g. `64-64`.
    package var form: String
    /// `#RRGGBB`.
    package var colour: String
    /// The shape of its points: `circle`, `triangle`, `square`, `diamond` or `inverted-triangle`.
    package var shape: String
    /// Whether it learns epoch by epoch.
    package var isNetwork: Bool
  }

  /// One side of a contrast: a model, or a value of a varied key.
  package struct Side {
    /// The model as the study file has it, or the value as figures name it.
    package var name: String
    /// `#RRGGBB`.
    package var colour: String
  }

  /// The models that have results, in the order of the study file.
  package let models: [Model]
  /// The combinations of varied settings that have results; one empty combination if nothing is varied.
  package let variants: [[String]]
  private let source: FigureSource

  /// Names what an analysis is of.
  package init(_ analysis: StudyAnalysis) {
    source = FigureSource(analysis)
    variants = source.variants
    models = source.series.map {
      Model(
        index: $0.modelIndex, name: $0.fullName, form: $0.form, colour: $0.colour.hex,
        shape: Palette.shape(of: $0.colour).name, isNetwork: $0.kind == .network)
    }
  }

  /// The varied settings in words, e.g. `learning rate 0.01`; empty if they are all that there are.
  package func words(ofVariant varied: [String]) -> String {
    source.words(ofVariant: varied, keys: source.variedKeys).joined(separator: ", ")
  }

  /// The two sides of a contrast. Values of a key have the colours of maps: blue for the first.
  package func sides(of contrast: Contrast) -> (first: Side, second: Side) {
    let names = source.names(of: contrast)
    func side(_ side: Contrast.Side, _ ofValue: String, _ colour: Colour) -> Side {
      guard side.value == nil, let series = source.series(side.modelIndex) else {
        return Side(name: ofValue, colour: colour.hex)
      }
      return Side(name: series.fullName, colour: series.colour.hex)
    }
    return (side(contrast.first, names.first, .blue), side(contrast.second, names.second, .vermilion))
  }

  /// A varied or tuned key in words, e.g. `learning rate`.
  package static func words(ofKey key: String) -> String { VariedValues.words(key) }

  /// A value of a varied or tuned key.
  package static func label(_ text: String, of setting: VariedSetting) -> String {
    VariedValues.label(text, of: setting)
  }

  /// A rule with its threshold, e.g. `|ΔL| < 0.005`.
  package static func rule(_ rule: StoppingRule) -> String { RuleText.short(rule) }

  /// A rule without its threshold, e.g. `|ΔL|`.
  package static func family(_ rule: StoppingRule) -> String { RuleText.family(rule) }
}
