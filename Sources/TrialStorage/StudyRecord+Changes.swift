import Study

extension StudyRecord {
  /// Returns the keys of the study file in which `new` differs from this version, other than by added work, and whether
  /// the data or the engine differ. Empty if the stored results can be used for `new`.
  public func changes(to new: StudyRecord) -> [String] {
    var changed = StudyDifference.keys(between: description, and: new.description).changed
    if changed.isEmpty && dataDigest != new.dataDigest { changed = ["the contents of its data"] }
    if engineVersion != new.engineVersion { changed.append("the version of Fathom's engine") }
    return changed
  }
}
