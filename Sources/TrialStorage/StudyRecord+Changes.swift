import Study

extension StudyRecord {
  /// Returns the keys of the study file in which `new` differs from this version, other than by added work or, with
  /// `hiding`, hidden results, and whether the data or the engine differ. Empty if the stored results can be used for `new`.
  public func changes(to new: StudyRecord, hiding: Bool = true) -> [String] {
    let keys = StudyDifference.keys(between: description, and: new.description)
    var changed = keys.changed + (hiding ? [] : keys.removed)
    if changed.isEmpty && dataDigest != new.dataDigest { changed = ["the contents of its data"] }
    if engineVersion != new.engineVersion { changed.append("the version of Fathom's engine") }
    return changed
  }
}
