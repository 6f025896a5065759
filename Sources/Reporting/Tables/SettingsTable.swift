import Study

/// `settings.tsv`: the keys of the study file in which studies that are compared differ, with their values; empty for a study
/// by itself.
enum SettingsTable {
  static func table(_ study: StudyDescription) -> Table {
    let compared = study.origin?.compared
    return Table(compared?.differences ?? []) {
      RowColumn("setting", \.key)
      (compared?.names ?? []).enumerated().map { index, name in
        RowColumn(ofData: name) { $0.values.indices.contains(index) ? $0.values[index] : "" }
      }
    }
  }
}
