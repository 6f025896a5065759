import Study

extension StudyRecord {
  /// What sets `new` apart from this version of the study beyond added work, in the words of the study file; empty if
  /// results of this one serve the new one.
  public func changes(to new: StudyRecord) -> [String] {
    var changed = StudyDifference.keys(between: description, and: new.description).changed
    if changed.isEmpty && dataDigest != new.dataDigest { changed = ["the contents of its data"] }
    if engineVersion != new.engineVersion { changed.append("the version of Fathom's engine") }
    return changed
  }
}
