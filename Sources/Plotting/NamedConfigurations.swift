import Study

/// Models and settings that share a figure: as many as can be told apart, each with its name and colour.
struct NamedConfigurations {
  struct Entry {
    var configuration: Configuration
    /// The model, its varied settings, or both: what sets it apart from the others.
    var name: String
    /// Heads columns of data files.
    var stem: String
    var colour: Colour
  }

  let entries: [Entry]
  /// Says in the caption how many there are besides; empty if none.
  let omission: String

  /// At most `most` of the configurations, evenly chosen.
  init(_ all: [Configuration], most: Int, in source: FigureSource) {
    let chosen = FigureSource.spread(all, most)
    let isVaried = Set(all.map(\.varied)).count > 1
    let isOneModel = Set(all.map(\.modelIndex)).count == 1
    let names = chosen.map { configuration -> String in
      let varied = source.title(ofVariant: configuration.varied)
      return !isVaried ? configuration.model : isOneModel ? varied : "\(configuration.model), \(varied)"
    }
    let colours =
      isVaried
      ? VariedValues.colours(chosen.map { isOneModel ? $0.varied.joined(separator: "/") : "" })
      : chosen.map { configuration in
        source.series.first { $0.modelIndex == configuration.modelIndex }?.colour ?? .ink
      }
    let stems = FigureSource.stems(names, otherwise: "configuration", Array(1...max(chosen.count, 1)))
    entries = zip(zip(chosen, names), zip(stems, colours)).map {
      Entry(configuration: $0.0, name: $0.1, stem: $1.0, colour: $1.1)
    }
    omission =
      chosen.count < all.count ? "Shown: \(chosen.count) of \(NumberText.count(all.count)) models and settings." : ""
  }

  func entry(of configuration: Configuration) -> Entry? { entries.first { $0.configuration == configuration } }
}
