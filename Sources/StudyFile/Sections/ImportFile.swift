import Datasets
package import NeuralNetwork
package import Study

/// An import file: how histories that other programs wrote are to be read.
package struct ImportFile: Sendable, Equatable {
  /// A model with what the file says of it.
  package struct NamedModel: Sendable, Equatable {
    package var name: String
    package var hidden: [Int]?
    package var parameters: Int?
  }

  package private(set) var name: String?
  package private(set) var title: String?
  /// Paths that begin in the folder of the import file, unless they are absolute.
  package private(set) var files: [String]
  package private(set) var columns: [String: String]
  package private(set) var constants: [String: String]
  package private(set) var ignored: [String]
  package private(set) var pattern: String?
  package private(set) var trainedBy: String?
  package private(set) var models: [NamedModel]
  package private(set) var metrics: [Metric]
  package private(set) var stopping: [StoppingSpecification]
  package private(set) var isPaired: Bool?
  package private(set) var seed: UInt64?

  /// Reads the text of the file at `file`.
  ///
  /// - Throws: ``StudyFileError`` with the first mistake, and further ones in `others`.
  package init(text: String, file: String) throws {
    var (element, twice) = try StudyFile.element(of: text, file: file, folders: [])
    element.sections = ImportSection.sections
    self = try ImportSection.section.readingAll(element, after: twice) { try Self($0) }
  }

  private init(_ element: Element) throws {
    let file = element.file
    let fields = try Fields(element, ImportSection.section)
    name = try fields.optional(ImportSection.name)
    title = try fields.optional(ImportSection.title)
    let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? ""
    func located(_ path: String) -> String {
      path.hasPrefix("/") || path.hasPrefix("~/") ? path : folder + path
    }
    files = try (fields.optional(ImportSection.files) ?? []).map(located)
    columns = try fields.optional(ImportSection.map) ?? [:]
    constants = try fields.optional(ImportSection.set) ?? [:]
    ignored = try fields.optional(ImportSection.ignore) ?? []
    trainedBy = try fields.optional(ImportSection.trainedBy)
    models = try fields.optional(ImportSection.models) ?? []
    metrics = try fields.optional(ImportSection.metrics) ?? []
    stopping = try fields.optional(ImportSection.stopping) ?? []
    isPaired = try fields.optional(ImportSection.paired)
    seed = try fields.optional(ImportSection.seed)
    // A pattern is matched with the end of a path, so it needs the folder only where it has to find the files.
    let findsFiles = files.isEmpty
    pattern = try fields.optional(ImportSection.pattern).map { findsFiles ? located($0) : $0 }
  }

  /// The JSON Schema of import files (draft 2020-12).
  package static var schema: String { ImportSection.section.schema.text() + "\n" }

  /// What the key `ignore` does, for the option of the same name.
  package static var aboutIgnored: String { ImportSection.ignore.outline.about }
}

/// The keys of an import file.
enum ImportSection {
  private static let most = 10_000

  static let name = Key("name", Format<String>.studyName, "Name of the results folder.")
  static let title = Key("title", .line(200), "Title of the figures; by default the name.")
  static let files = Key(
    "files", .oneOrMore(of: .line(4096), limit: most),
    "The files to read, relative to the import file; without, those that match the pattern.")
  static let map = Key(
    "map", texts("columns by field, such as {size: n_train, replicate: seed}"),
    "The columns that hold fields whose names are not recognised.")
  static let set = Key(
    "set", texts("values by field, such as {size: 60000}"), "What holds for all rows and stands in no column.")
  static let ignore = Key(
    "ignore", .oneOrMore(of: .line(200), limit: most), "Columns to leave out, as if the files did not have them.")
  static let pattern = Key(
    "pattern", .line(4096),
    "How the names of files, or of runs, are made, such as 'runs/{model}-n{size}-seed{replicate}.csv'.")
  static let trainedBy = Key("trained-by", .line(100), "The program that trained the models.")
  static let hidden = Key(
    "hidden", Format<[Int]>.widths, "Units of each hidden layer, first to last; [] is a linear classifier.")
  static let parameters = Key("parameters", Format<Int>.integer(0...1_000_000_000_000), "Number of parameters.")
  static let model = Section(path: "models.NAME", keys: [hidden.outline, parameters.outline])
  static let models = Key(
    "models", modelFormat, "The models to take, in the order to show them, each with what is known of its layers.")
  static let metrics = Key(
    "metrics", .list(of: .choice(Metric.all.map { (name: $0.name, value: $0) }), count: 1...Metric.all.count),
    "The metrics to take; the first is the main one. By default all that the files have.")
  static let stopping = Key("stopping", StoppingSection.format, "The stopping rules to replay over the histories.")
  static let paired = Key(
    "paired", .boolean,
    "Whether replicates of the same label had the same samples for all models. By default, whether the labels agree.")

  static let seed = Key(
    "seed", Format<UInt64>.seed,
    "Seed that the random draws of intervals and tests derive from; by default that of studies.")

  static let section = Section(
    path: "",
    keys: [
      name.outline, title.outline, files.outline, map.outline, set.outline, ignore.outline, pattern.outline,
      trainedBy.outline,
      models.outline, metrics.outline, stopping.outline, paired.outline, seed.outline,
    ],
    atLeastOne: [["files", "pattern"]])

  /// Every section, outermost first.
  static let sections = [section, model, StoppingSection.section, StoppingSection.partSection]

  /// Whether a file that is no study is an import file: it names files or a pattern, and no data.
  static func isMeant(by element: Element) -> Bool {
    guard let keys = try? element.entries(limit: most)?.map(\.key) else { return false }
    return !keys.contains(RootSection.data.outline.name)
      && [files.outline.name, pattern.outline.name].contains(where: keys.contains)
  }

  /// Texts by names, none of which is there twice.
  private static func texts(_ accepted: String) -> Format<[String: String]> {
    let text = Format<String>.line(200)
    return Format(
      accepted: accepted, schema: .members(("type", "object"), ("additionalProperties", text.schema))
    ) { element, accepted in
      guard let entries = try element.entries(limit: 100) else { throw element.mismatch(accepted) }
      return Dictionary(try entries.map { ($0.key, try text.read($0.value)) }) { first, _ in first }
    }
  }

  /// A list of names, or models by name.
  private static let modelFormat = Format<[ImportFile.NamedModel]>(
    accepted: "a list of names, or models by name, such as deep: {hidden: [64, 64]}",
    schema: .members(
      (
        "anyOf",
        .array([
          .members(("type", "array"), ("items", .members(("type", "string")))),
          .members(("type", "object"), ("additionalProperties", model.schema)),
        ])
      ))
  ) { element, accepted in
    if element.isList {
      return try Format<[String]>.list(of: .line(200), count: 1...ModelsSection.maximum).read(element).map {
        ImportFile.NamedModel(name: $0)
      }
    }
    guard let entries = try element.entries(limit: ModelsSection.maximum), !entries.isEmpty else {
      throw element.mismatch(accepted)
    }
    return try entries.reading { name, value in
      let fields = try Fields(value, model)
      return ImportFile.NamedModel(
        name: name, hidden: try fields.optional(hidden), parameters: try fields.optional(parameters))
    }
  }
}
