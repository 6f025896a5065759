import Datasets
import NeuralNetwork

extension ImportRequest {
  /// Reads all files.
  ///
  /// - Throws: `DataError` with one line that names the file, the place and the way out.
  public func read() throws -> ForeignHistories {
    let pattern = try pattern.map { try NamePattern(DataLocations().expanded($0)) }
    try pattern.map(Self.checkFields)
    if let twice = models.enumerated().first(where: { place, model in
      models[..<place].contains { $0.name == model.name }
    }) {
      throw failure("models: \(inQuotes(twice.element.name)) is named twice; name it once")
    }
    let files = try InputFiles(self, pattern)
    var digests: [String] = []
    var tables: [ForeignTable] = []
    var scores: [(tree: JSONTree, file: String)] = []
    var names: [LearningCurveDatabase.Names] = []
    var remarks = Remarks()
    var notes: [String] = []
    for (path, fields) in files.paths {
      let bytes = try DataFile.content(of: path, cap: ImportLimits.file)
      digests.append(sha256Hex(bytes))
      switch try ForeignFile(bytes, file: path) {
      case .names(let found): names.append(found)
      case .scores(let tree): scores.append((tree, path))
      case .table(var table):
        try OwnResults.refuseMeans(table)
        table.named = fields ?? [:]
        let plain = try SearchResults.plain(MLflowExport.plain(table, self), self, &notes, &remarks)
        var divided = try TrackerExport.divided(plain, pattern, &remarks)
        if pattern == nil || fields != nil, let folds = try SearchResults.folds(divided, self, &notes) {
          divided = folds
        } else if let pattern, fields == nil, divided.contains(where: { $0.named.isEmpty }) || divided.isEmpty {
          let runs =
            divided.count == 1
            ? try NamedRows.divided(divided[0], pattern, &notes)
              ?? ColumnsOfReplicates.divided(divided[0], pattern, self, &notes) : nil
          guard let runs else {
            throw failure(
              "\(path): does not match the pattern \(inQuotes(pattern.text)), and neither the names nor the values of its columns do"
            )
          }
          divided = runs
        }
        tables += divided
      }
    }
    var said: Set<String> = []
    let isDatabase = !scores.isEmpty || !names.isEmpty
    let content =
      isDatabase ? try database(scores, names, tables) : try Self.histories(tables, self)
    var histories = ForeignHistories(
      runs: content.runs, models: content.models, settings: content.settings, metrics: content.metrics,
      testPart: content.testPart, program: trainedBy ?? (isDatabase ? "LCDB 1.1" : Self.program(tables)),
      notes: notes.filter { said.insert($0).inserted } + content.notes,
      remarks: files.remarks + remarks.texts + content.remarks,
      digest: sha256Hex(Array(digests.sorted().joined(separator: "\n").utf8)), files: files.paths.map(\.path))
    histories.constants = content.constants
    histories.measuredEpochs = content.measuredEpochs
    histories.partsOfData = content.partsOfData
    histories.replicateWords = content.replicateWords
    histories.crossed = content.crossed
    Self.noteTuned(tables, &histories)
    return histories
  }

  /// Keeps tuned what Fathom's own studies have tuned, where their tables of choices tell.
  private static func noteTuned(_ tables: [ForeignTable], _ histories: inout ForeignHistories) {
    guard !tables.isEmpty, tables.allSatisfy({ ProgramTraits.program(of: $0) == ProgramTraits.own }) else { return }
    let columns = Set(tables.map(\.file)).map(OwnResults.tunedColumns).reduce(into: Set<String>()) { $0.formUnion($1) }
    let tuned = histories.settings.map(\.key).filter { columns.contains(ColumnName($0).text) }
    let words = listed(tuned.map(inQuotes))
    let others = histories.settings.filter { !tuned.contains($0.key) && $0.key != "rule" }
    if !tuned.isEmpty {
      guard histories.runs.contains(where: { $0.history.contains { $0.validation != nil } }) else {
        histories.remarks.append(
          "\(words) was tuned and is a setting that varies here, as there are no validation data to choose by")
        return
      }
      histories.tuned = Set(tuned)
      histories.notes.append(
        "\(words) \(tuned.count == 1 ? "is" : "are") tuned, as choices.tsv beside the table says: of its values, each replicate "
          + "reports the best on validation data. (With a copy of the table elsewhere, it is a setting that varies.)")
    } else if !others.isEmpty, columns.isEmpty {
      histories.notes.append(
        "Settings that the study has tuned are settings that vary here, unless its choices.tsv is beside the table.")
    }
  }

  private static func histories(_ tables: [ForeignTable], _ request: ImportRequest) throws -> Content {
    var builder = try HistoryBuilder(tables, request)
    return try builder.histories()
  }

  /// The curves of LCDB, whose two files come in any order.
  private func database(
    _ scores: [(tree: JSONTree, file: String)], _ names: [LearningCurveDatabase.Names], _ tables: [ForeignTable]
  ) throws -> Content {
    if let table = tables.first {
      throw failure("\(table.file): is no file of LCDB, as another is; import it by itself")
    }
    guard let first = scores.first else {
      throw failure("\(files.first ?? ""): has only the names of LCDB; give the file with the scores, too")
    }
    guard let only = names.first else {
      throw failure("\(first.file): has scores of LCDB without names; give its meta file, too")
    }
    guard scores.count == 1, names.count == 1 else {
      throw failure("\(scores.last?.file ?? ""): is a second file of LCDB; import one data set at a time")
    }
    return try LearningCurveDatabase.content(first, only, self)
  }

  /// The program that wrote all tables, where that is certain or their columns tell.
  private static func program(_ tables: [ForeignTable]) -> String? {
    let programs = Set(tables.map { $0.program ?? ProgramTraits.program(of: $0) })
    return programs.count == 1 ? programs.first ?? nil : nil
  }

  private static func checkFields(_ pattern: NamePattern) throws {
    for name in pattern.fields {
      switch Field(named: name) {
      case .measured, .seconds, .updates, .value:
        throw failure("the pattern \(inQuotes(pattern.text)) has {\(name)}, which is a column and no part of a name")
      case .setting(let key):
        // A misspelt field would be a setting, and its own value come from elsewhere.
        let missing = Field.named.filter { field in !pattern.fields.contains { Field(named: $0) == field.field } }
        if let nearest = Field.misspelt(key, among: missing.map(\.name)) {
          throw failure(
            "the pattern \(inQuotes(pattern.text)) has {\(key)}; did you mean {\(nearest)}? If it is a setting, give it "
              + "another name")
        }
      default: continue
      }
    }
  }
}
