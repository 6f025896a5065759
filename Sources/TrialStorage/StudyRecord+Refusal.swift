import Study

extension StudyRecord {
  /// Why a folder with the results of this version cannot take those of `new`, in one line with the way out; nil if it can.
  public func refusal(of new: StudyRecord, in folder: ResultsFolder) -> String? {
    if let origin = description.origin, new.description.origin == nil {
      return "\(folder.path): holds \(origin.name) runs, which were not trained there; choose another folder with -o"
    }
    let changed = changes(to: new)
    guard !changed.isEmpty else { return nil }
    return "\(folder.path): holds results of a study that differs in \(changed.joined(separator: ", ")); "
      + "choose another folder with -o (--reuse \(folder.path) takes over the runs that both have), or move this one away"
  }
}
