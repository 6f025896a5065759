import Analysis
import Study

/// Models and settings that share a figure: as many as can be told apart, each with its name and colour.
struct NamedConfigurations {
  struct Entry {
    var configuration: Configuration
    /// The model, its varied settings, or both: what sets it apart from the others.
    var name: String
    /// The same with the values of the varied keys alone.
    var label: String
    /// Heads columns of data files.
    var stem: String
    var colour: Colour
  }

  let entries: [Entry]
  /// What the parts of a label are, e.g. `model, learning rate`.
  let labelParts: String
  /// Says in the caption how many there are besides; empty if none.
  let omission: String

  /// At most `most` of the configurations, evenly chosen.
  init(_ all: [Configuration], most: Int, in source: FigureSource) {
    let chosen = all.evenlyChosen(most)
    let isVaried = Set(all.map(\.varied)).count > 1
    let isOneModel = Set(all.map(\.modelIndex)).count == 1
    func name(_ configuration: Configuration, _ varied: String) -> String {
      !isVaried ? configuration.model : isOneModel ? varied : "\(configuration.model), \(varied)"
    }
    let names = chosen.map { name($0, source.title(ofVariant: $0.varied)) }
    let labels = chosen.map { name($0, source.labels(ofVariant: $0.varied).joined(separator: ", ")) }
    let keys = isVaried ? source.analysis.study.vary.map { VariedValues.words($0.key) } : []
    labelParts = ((isVaried && isOneModel ? [] : ["model"]) + keys).joined(separator: ", ")
    let colours =
      isVaried
      ? VariedValues.colours(chosen.map { isOneModel ? $0.varied.joined(separator: "/") : "" })
      : chosen.map { configuration in
        source.series.first { $0.modelIndex == configuration.modelIndex }?.colour ?? .ink
      }
    let stems = FigureSource.stems(labels, otherwise: "configuration", Array(1...max(chosen.count, 1)))
    entries = chosen.indices.map {
      Entry(
        configuration: chosen[$0], name: names[$0], label: labels[$0], stem: stems[$0], colour: colours[$0])
    }
    omission =
      chosen.count < all.count ? "Shown: \(chosen.count) of \(NumberText.count(all.count)) models and settings." : ""
  }

  func entry(of configuration: Configuration) -> Entry? { entries.first { $0.configuration == configuration } }
}
