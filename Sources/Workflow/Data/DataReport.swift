import Datasets
import DurableFiles
import Foundation
public import Reporting
import SeededRandom
import Study
public import StudyFile

/// The output of `fathom data list` and `fathom data info`.
public enum DataReport {
  /// Returns a table of all sources, in `format`: what each is and where it was found.
  public static func list(_ format: TableFormat) -> String {
    let table = Table(
      columns: [Table.Column("source"), Table.Column("found"), Table.Column("what_it_is")],
      rows: DatasetCatalogue.sources.map { source in
        let missing: Table.Cell = format == .table ? .text("not here: fathom data fetch \(source.name)") : .missing
        return [.text(source.name), source.place().map { .text($0.description) } ?? missing, .text(source.summary)]
      })
    return format.write(table)
  }

  /// Returns shape, counts and digest of a source, of a table in a file, or of the data of a study file, with the keys of the
  /// section `data` that `settings` give; and what scaled features lose in single precision, with the default scaling if there
  /// is no study.
  public static func info(_ name: String, settings: [StudyFileSetting] = []) throws -> DataSummary {
    let isStudy = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
    if !isStudy, DataSource.sourceName(ofFile: name) == nil,
      !DatasetCatalogue.sources.contains(where: { $0.name == name })
    {
      let near =
        Suggestion.nearest(to: name, among: DatasetCatalogue.sources.map(\.name)).map { "; did you mean \($0)?" } ?? ""
      throw WorkflowError(
        "source: \(name.debugDescription) is none of \(DatasetCatalogue.sources.map(\.name).joined(separator: ", ")), and no file of "
          + "data (.csv, .tsv, .npz, .libsvm and the like) or study (.yaml)\(near)")
    }
    let text = isStudy ? try StudyFile.text(at: URL(pathAsGiven: name)) : nil
    let study = try StudyFile.read(
      text.map { ($0, name) },
      folders: isStudy ? StudyFile.folders(of: name) : nil,
      settings: (isStudy
        ? [] : StudyFileSetting.withoutTraining("info") + StudyFileSetting.source(name, origin: "source"))
        + settings,
      caller: "fathom data info")
    func load() throws -> LoadedData { try DataLoader.load(study.data.source, seed: StudySeed(study.seed)) }
    let data: LoadedData
    do {
      data = try load()
    } catch let error as DataError {
      guard let text else { throw DataError(OptionWords.of(error.message)) }
      throw WorkflowError("\(StudyFile.place(of: error.message, text: text, file: name)): \(error)")
    }
    if data.pool.quantity == nil, data.pool.classNames.count == 1 {
      throw DataError(
        "\(data.provenance): all samples are of one class, \(data.pool.classNames[0].debugDescription), so there is nothing to learn"
      )
    }
    let groups = try data.pool.groupSizes.map { sizes in
      isStudy ? try DataFacts(data, study: study).groupWords : DataFacts.groupWords(sizes.count, sizes.values)
    }
    let hasTest = settings.contains { $0.path == ["data", "test"] }
    let split = hasTest ? try OptionWords.inErrors { try DataFacts(data, study: study).splitWords } : nil
    let notes =
      data.remarks
      + [
        FeatureRounding.note(on: data, scaling: study.data.scale)
          ?? FeatureOutliers.note(on: data, scaling: study.data.scale)
      ]
      .compactMap(\.self)
      // What cannot be divided is said elsewhere.
      + ((try? StudyRemarks.largeGroups(study, data)) ?? [])
    return DataSummary(data, groups: groups ?? nil, split: split, notes: isStudy ? notes : notes.map(OptionWords.of))
  }
}
