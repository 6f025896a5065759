import Reporting
import Study
import TrialStorage

extension ResultsFolder {
  /// The facts about the data that a finished run of exactly this study recorded, if the data still come from the same
  /// files; nil if there is no such run, or if the data come from no file.
  ///
  /// The files are hashed, not unpacked and read, which takes a fraction of the time and notices the same changes.
  func dataFacts(of study: StudyDescription, filesDigest: String?) -> DataFacts? {
    guard let filesDigest, let manifest = try? Manifest(contentsOf: manifest),
      manifest.dataFilesDigest == filesDigest,
      let record = try? SQLiteTrialStore(store, readOnly: true).study(),
      record.description.asksForSame(as: study), record.dataDigest == manifest.dataDigest,
      record.engineVersion == StudyPlan.engineVersion
    else { return nil }
    return manifest.facts
  }
}
