import Analysis
import Study

/// Models and settings that share a figure and can be compared, each with its name and colour.
struct NamedConfigurations {
  struct Entry {
    var setting: ModelSetting
    var series: FigureSource.Series
    /// The model, its varied settings, or both: what sets it apart from the others shown.
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
  /// ``labelParts`` as the name of an axis whose labels need it; empty where they are models alone.
  var axisName: String { labelParts == "model" ? "" : labelParts }
  /// What all that is shown have in common of what the study compares, e.g. `deep, batch 10`; may be empty.
  let shared: String
  /// nil if all are shown.
  let omission: Omission?
  /// How many stand beside each other so that neighbours differ in one thing; nil if that does not matter.
  let gridColumns: Int?

  /// At most `most` of what is given; what differs in the varied key at `overlaid` shares a panel, so that the key does not count.
  init(_ all: [ModelSetting], atMost most: Int, overlaid: Int? = nil, in source: FigureSource) {
    let choice = ComparableSettings(all, atMost: most, overlaid: overlaid, in: source)
    let shown = choice.shown.compactMap { setting in
      source.series.first { $0.modelIndex == setting.modelIndex }.map { (setting: setting, series: $0) }
    }
    let study = source.analysis.study
    func name(
      _ entry: (setting: ModelSetting, series: FigureSource.Series),
      _ settings: (_ varied: [String], _ keys: [Int]) -> [String]
    ) -> String {
      // What is no network has no settings of training.
      let parts = settings(
        choice.differsInModel ? source.ownVaried(entry.setting) : entry.setting.varied, choice.keys)
      return (choice.differsInModel || parts.isEmpty ? [entry.series.name] + parts : parts).joined(separator: ", ")
    }
    let names = shown.map { name($0, source.words) }
    let labels = shown.map { name($0, source.labels) }
    let keys = choice.keys.map { VariedValues.words(study.vary[$0].key) }
    labelParts = ((choice.differsInModel || keys.isEmpty ? ["model"] : []) + keys).joined(separator: ", ")
    // What a model was trained with are shades of its colour.
    var colours = shown.map(\.series.colour)
    for places in Dictionary(grouping: shown.indices, by: { shown[$0].setting.modelIndex }).values {
      let shades = Palette.shades(of: colours[places[0]], places.count, rank: places[0])
      for (place, shade) in zip(places, shades) { colours[place] = shade }
    }
    let stems = FigureSource.stems(labels, otherwise: "configuration", Array(1...max(shown.count, 1)))
    entries = shown.indices.map {
      Entry(
        setting: shown[$0].setting, series: shown[$0].series, name: names[$0], label: labels[$0], stem: stems[$0],
        colour: colours[$0])
    }
    omission = choice.omission
    gridColumns = choice.gridColumns
    let isNamed = choice.differsInModel || choice.keys.isEmpty
    let model = !isNamed && source.series.count > 1 ? shown.first?.series.name : nil
    shared =
      ([model].compactMap { $0 }
      + source.sharedWords(shown.first?.setting.varied ?? [], differing: choice.keys + [overlaid].compactMap { $0 }))
      .joined(separator: ", ")
  }

  /// The models of the entries, each once.
  var models: [FigureSource.Series] {
    entries.reduce(into: []) { models, entry in
      if !models.contains(where: { $0.modelIndex == entry.series.modelIndex }) { models.append(entry.series) }
    }
  }

  func entry(of setting: ModelSetting) -> Entry? { entries.first { $0.setting == setting } }

  /// How many panels of a figure stand beside each other, at most `most`: a row of the grid, or about even rows.
  func columns(atMost most: Int) -> Int {
    if let gridColumns, gridColumns <= most { return gridColumns }
    let rows = (entries.count + most - 1) / max(most, 1)
    return max(1, (entries.count + rows - 1) / max(rows, 1))
  }
}
