import ArgumentParser
import DurableFiles
import ForeignHistories
import Foundation
import Study
import StudyFile
import TextOutput
import TrialStorage
import Workflow

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a results folder of histories that another program wrote.",
    discussion: """
      Reads long tables (csv, tsv, JSON lines) with a row for each epoch or for each run, a file for each run (Keras, \
      Lightning, Hugging Face), exports of trackers, cv_results_ of scikit-learn, LCDB 1.1, and Fathom's own epochs.tsv. All \
      commands then work on the folder as on that of a study: gaps, curves, verdicts, plot, report, export, status.
        fathom import runs.csv --map size=n_train --map replicate=seed -o results/mine
        fathom import --pattern 'runs/{model}-n{size}-seed{replicate}.csv' -o results/mine
        fathom import mine.yaml
      A file that ends in .yaml is an import file: it says the same as the options, and which stopping rules to replay. \
      Documentation/import.md lists all forms and describes both.
      """)

  @Argument(
    help: ArgumentHelp("The files to read, or one import file.", valueName: "file"), completion: .file())
  var files: [String] = []

  @Option(
    name: [.customShort("o"), .long],
    help:
      "The results folder; by default results/NAME, named after the import file, or after the files or their folder.",
    completion: .directory)
  var output: String?

  @Option(
    help: ArgumentHelp(
      "Which column holds a field: size=n_train, replicate=seed, test_accuracy=acc. May be repeated.",
      valueName: "field=column"))
  var map: [String] = []

  @Option(
    help: ArgumentHelp(
      "The value of a field that the files do not have: size=60000, model=mlp. May be repeated.",
      valueName: "field=value"))
  var set: [String] = []

  @Option(help: ArgumentHelp(ImportFile.aboutIgnored, valueName: "a,b"))
  var ignore: String?

  @Option(
    help:
      "How the names of files, or of runs in a column or in an export of a tracker, are made: 'runs/{model}-n{size}-seed{replicate}.csv'."
  )
  var pattern: String?

  @Option(help: "The models to take, in the order to show them: a,b. All unless given.")
  var models: String?

  @Option(
    help: ArgumentHelp(
      "A stopping rule to replay over the histories, as in a study file: '{rule: patience, epochs: [5, 20]}'. May be repeated.",
      valueName: "rule"))
  var stopping: [String] = []

  @Option(help: "Title of the figures.")
  var title: String?

  @Option(help: "The program that trained, for captions.")
  var trainedBy: String?

  @Flag(
    inversion: .prefixedNo, exclusivity: .exclusive,
    help:
      "Whether runs of different models with the same replicate belong together; unless given, they do if all have the same replicates."
  )
  var paired: Bool?

  @Flag(help: "Only print what was understood; write nothing.")
  var dryRun = false

  @OptionGroup var answer: AnswerOption

  func run() throws {
    let request = try request()
    let name =
      files.first(where: Self.isImportFile).map { ResultsFolder.studyName(ofFile: $0) }
      ?? ResultsFolder.studyName(ofFiles: request.files, pattern: request.pattern)
    let history = try HistoryImport(request, name: name)
    if dryRun { return try answer.print(ImportSummary(history)) }
    // People see it before what takes a while; programs get one object, when all is there.
    if answer.format == .text { try answer.print(ImportSummary(history)) }
    let folder = ResultsFolder(
      URL(
        pathAsGiven: output ?? ResultsFolder.usual(history.recorded.study.name), directoryHint: .isDirectory))
    let failures = try history.recorded.write(to: folder).failures
    if answer.format == .text {
      try Terminal.print(line: folder.report.path)
    } else {
      try answer.print(ImportSummary(history, folder: folder.path))
    }
    try failures.check()
  }

  /// The import file, if one is given, with what the options say in place of its own.
  private func request() throws -> ImportRequest {
    var request = ImportRequest(files: files)
    if let file = files.first(where: Self.isImportFile) {
      guard files.count == 1 else {
        throw ValidationError("\(file): an import file names the files to read itself; give it alone")
      }
      request = try ImportRequest(importFile: StudyFile.text(at: URL(pathAsGiven: file)), path: file)
    }
    request.columns.merge(try Self.pairs(map, "--map")) { $1 }
    request.constants.merge(try Self.pairs(set, "--set")) { $1 }
    if let ignore { request.ignored = ignore.listed }
    if let models {
      let named = models.listed
      request.models = named.map { name in request.models.first { $0.name == name } ?? ForeignModel(name: name) }
    }
    if !stopping.isEmpty {
      request.stopping = try Self.read("stopping", "\n" + stopping.map { "  - \($0)\n" }.joined()).stopping
    }
    request.pattern = pattern ?? request.pattern
    if let title { request.title = try Self.read("title", JSONLine.quoted(title)).title }
    if let trainedBy { request.trainedBy = try Self.read("trained-by", JSONLine.quoted(trainedBy)).trainedBy }
    request.isPaired = paired ?? request.isPaired
    guard !request.files.isEmpty || request.pattern != nil else {
      throw ValidationError("name the files to read, an import file, or a --pattern that finds them")
    }
    return request
  }

  /// What an import file with this value of a key asks for, so that options have the limits of such files.
  private static func read(_ key: String, _ value: String) throws -> ImportRequest {
    do {
      return try ImportRequest(importFile: "files: [x]\n\(key): \(value)\n", path: "--\(key)")
    } catch let error as StudyFileError {
      // The lines are none of the user's.
      let message =
        error.message.count > 600 ? error.message.prefix(100) + "…" + error.message.suffix(200) : error.message[...]
      throw StudyFileError(file: error.file, message: String(message))
    }
  }

  private static func isImportFile(_ file: String) -> Bool {
    [".yaml", ".yml"].contains { file.lowercased().hasSuffix($0) }
  }

  /// Texts such as `size=n_train`.
  private static func pairs(_ texts: [String], _ option: String) throws -> [String: String] {
    try texts.reduce(into: [:]) { pairs, text in
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex, text.index(after: equals) < text.endIndex
      else {
        throw ValidationError("\(option) \(text): expected a field, = and what it is, such as size=n_train")
      }
      let (field, value) = (String(text[..<equals]), String(text[text.index(after: equals)...]))
      if let other = pairs.updateValue(value, forKey: field), other != value {
        throw ValidationError("\(option) \(field): is given twice, as \(other) and \(value); choose one of them")
      }
    }
  }
}
