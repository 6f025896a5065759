import Datasets
import DurableFiles
import Foundation
import Reporting
import SeededRandom
import Study
public import StudyFile

/// The output of `fathom data`.
public enum DataReport {
  /// Returns a table of all sources: what each is and where it was found.
  public static func list() -> String {
    let table = Table(
      columns: [Table.Column("source"), Table.Column("found"), Table.Column("what it is")],
      rows: DatasetCatalogue.sources.map { source in
        let place = source.place()?.description ?? "not here: fathom data fetch \(source.name)"
        return [.text(source.name), .text(place), .text(source.summary)]
      })
    return TableFormat.table.write(table)
  }

  /// Returns shape, counts and digest of a source, of a table in a file, or of the data of a study file, with the keys of the
  /// section `data` that `settings` give; and what scaled features lose in single precision, with the default scaling if there
  /// is no study.
  public static func info(_ name: String, settings: [StudyFileSetting] = []) throws -> String {
    let isStudy = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    let study = try StudyFile.read(
      isStudy ? (try StudyFile.text(at: URL(pathAsGiven: name)), name) : nil,
      folders: isStudy ? StudyFile.folders(of: name) : nil,
      settings: (isStudy
        ? [] : StudyFileSetting.withoutTraining("info") + StudyFileSetting.source(name, origin: "source"))
        + settings,
      caller: "fathom data info")
    func load() throws -> LoadedData { try DataLoader.load(study.data.source, seed: StudySeed(study.seed)) }
    let data = isStudy ? try load() : try OptionWords.inErrors(load)
    let summary = DatasetSummary(data)
    // The shape of what has no layout is the number of its features.
    let isImage = if case .image = data.pool.shape { true } else { false }
    var text = """
      \(summary.name): \(summary.shape)\(isImage ? ", \(summary.featureCount) \(summary.featureCount == 1 ? "feature" : "features")" : "")
        samples   \(count(summary.poolCount)) to draw from\(summary.testCount.map { ", \(count($0)) in the test set" } ?? "")
        found     \(summary.provenance)
        sha256    \(summary.digest)

      """
    if let table = data.pool.table {
      text += "  table     \(table.writing)\n  columns   \(table.columnsInWords)\n"
    }
    if let sizes = data.pool.groupSizes {
      let drawn = isStudy ? try DataFacts(data, study: study).groupWords : nil
      text += "  groups    \(drawn ?? DataFacts.groupWords(sizes.count, sizes.values))\n"
    }
    let notes =
      data.remarks + [FeatureRounding.note(on: data, scaling: study.data.scale)].compactMap(\.self)
    for note in notes { text += "  note      \(isStudy ? note : OptionWords.of(note))\n" }
    if let quantity = summary.quantity {
      let numbers = [quantity.least, quantity.largest, quantity.mean, quantity.deviation].map {
        String(format: "%.6g", $0)
      }
      return text
        + "  target    \(quantity.name): \(numbers[0]) to \(numbers[1]), mean \(numbers[2]), standard deviation \(numbers[3])\n"
    }
    let classes = Table(
      columns: [Table.Column("class"), Table.Column("samples")]
        + (summary.testCount == nil ? [] : [Table.Column("test")]),
      rows: summary.classes.map { row in
        [.text(row.name), .integer(row.poolCount)] + (row.testCount.map { [.integer($0)] } ?? [])
      })
    text += TableFormat.table.write(classes)
    return text
  }
}
