import Study
import TrialStorage

extension StudyRecord {
  /// The record of a study on some data.
  static func sample(_ description: StudyDescription, file: String) -> StudyRecord {
    StudyRecord(description: description, file: file, dataDigest: "0123", engineVersion: StudyPlan.engineVersion)
  }
}
