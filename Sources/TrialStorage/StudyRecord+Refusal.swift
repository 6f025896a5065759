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
      + (changed.contains("replicates") ? numberingOfReplicates(new.description.replicates) : "")
      + "choose another folder with -o (--reuse \(folder.path) takes over the runs that both have), or move this one away"
  }

  /// Why replicates are others than those of `new`, and how they could be more.
  private func numberingOfReplicates(_ new: Replicates) -> String {
    guard case .crossed(let data, let initialWeights) = description.replicates else {
      return "replicates (\(description.replicates.count) here) cannot become crossed; "
    }
    return
      "crossed replicates are numbered by their initial weights, so that of replicates: {data: \(data), initial-weights: "
      + "\(initialWeights)} only data may be raised, with initial-weights as it is; "
  }
}
