import Datasets
import DurableFiles
import Foundation
import Reporting
import SeededRandom
import Study
import StudyFile

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

  /// Returns shape, counts and digest of a source or CSV file with values for its keys, or of the data of a study file;
  /// and what scaled features lose in single precision, with the default scaling if there is no study.
  public static func info(_ name: String, keys: [(name: String, text: String)] = []) throws -> String {
    let isStudy = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    if isStudy, let key = keys.first {
      throw WorkflowError("--\(key.name): \(name) says what its data are; leave out the option")
    }
    let study = isStudy ? try StudyFile.read(URL(pathAsGiven: name), folders: StudyFile.folders(of: name)) : nil
    let data = try DataLoader.load(
      study?.data.source ?? source(name, keys), seed: StudySeed(study?.seed ?? 2026))
    let summary = DatasetSummary(data)
    // The shape of what has no layout is the number of its features.
    let isImage = if case .image = data.pool.shape { true } else { false }
    var text = """
      \(summary.name): \(summary.shape)\(isImage ? ", \(summary.featureCount) features" : "")
        samples   \(count(summary.poolCount)) to draw from\(summary.testCount.map { ", \(count($0)) in the test set" } ?? "")
        found     \(summary.provenance)
        sha256    \(summary.digest)

      """
    if let sizes = data.pool.groupSizes {
      let drawn = try study.flatMap { try DataFacts(data, study: $0).groupWords }
      text += "  groups    \(drawn ?? DataFacts.groupWords(sizes.count, sizes.values))\n"
    }
    if let note = FeatureRounding.note(on: data, scaling: study?.data.scale ?? StudyFile.usualScaling) {
      text += "  note      \(note)\n"
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

  /// The source or CSV file with values for its keys.
  private static func source(_ name: String, _ keys: [(name: String, text: String)]) throws -> DataSource {
    var source = DataSource(named: name)
    for (name, text) in keys {
      guard let key = DataSource.Key(rawValue: name), source.set(key, text) else {
        throw WorkflowError("--\(name): \(text) is not \(DataSource.Key(rawValue: name)?.kind ?? "a value")")
      }
    }
    return source
  }
}
