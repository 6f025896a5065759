/// A data set by name, with the settings to find or generate it. Nil settings take the source's defaults.
public struct DataSource: Sendable, Hashable, Codable {
  /// `digits`, `mnist`, `fashion-mnist`, `cifar-10`, `csv`, `npz`, `libsvm`, `circles`, `moons`, `spirals`, `blobs` or
  /// `sawtooth`.
  public var name: String
  /// The file of the user's own, or the folder to search first for published data sets.
  public var path: String?
  /// Name of the CSV column that holds the class.
  public var target: String?
  /// Name of the CSV column with the group of each sample; samples of one group are never divided.
  public var groups: String?
  /// `regression` if the target is a quantity to predict, `classification` if many numbers in it are names of classes.
  public var task: String?
  /// The CSV columns that are features; nil for all but the target.
  public var features: [String]?
  /// CSV columns to leave out.
  public var ignore: [String]?
  /// CSV columns whose numbers are names.
  public var categorical: [String]?
  /// What happens to missing values: `refuse`, `drop` or `impute`.
  public var missing: String?
  /// How missing values are spelt.
  public var missingValues: [String]?
  /// What separates the fields: `auto`, or the delimiter.
  public var delimiter: String?
  /// The decimal mark: `auto`, `.` or `,`.
  public var decimal: String?
  /// Whether the first line names the columns: `auto`, `true` or `false`.
  public var header: String?
  /// How characters are stored: `auto`, `utf-8`, `utf-16` or `latin-1`.
  public var encoding: String?
  /// The number of the first column of a `libsvm` table: 0 or 1.
  public var firstColumn: Int?
  /// The test set of a table, if the user has chosen one; it is then the source's own.
  public var ownTest: OwnTest?
  /// Number of samples to generate (synthetic sources).
  public var samples: Int?
  /// Standard deviation of the noise on each coordinate (synthetic sources).
  public var noise: Double?
  /// Number of classes to generate (`spirals` and `blobs`).
  public var classes: Int?
  /// Number of times the line is folded (`sawtooth`); the two classes alternate at 2^folds borders.
  public var folds: Int?
  /// Number of features (`sawtooth`), each the position on the line with its own noise.
  public var inputs: Int?

  /// Creates a source; settings that are not given take the source's defaults.
  public init(
    name: String, path: String? = nil, target: String? = nil, groups: String? = nil, samples: Int? = nil,
    noise: Double? = nil, classes: Int? = nil, folds: Int? = nil, inputs: Int? = nil
  ) {
    self.name = name
    self.path = path
    self.target = target
    self.groups = groups
    self.samples = samples
    self.noise = noise
    self.classes = classes
    self.folds = folds
    self.inputs = inputs
  }
}

extension DataSource {
  /// Names of tasks.
  enum Task: String, CaseIterable { case classification, regression }

  /// The task of which a quantity is predicted.
  public static let regression = Task.regression.rawValue
  /// The task of predicting a class.
  public static let classification = Task.classification.rawValue

  /// What the quantity to predict is called: the column of a table, or `target` where columns have no names.
  public var quantityName: String { target ?? "target" }

  /// Whether a quantity is to be predicted, not a class.
  public var predictsQuantity: Bool { task == Task.regression.rawValue }

  /// What captions call the data: the file's name, without its folder, if they are the user's own; else the source's name.
  public var title: String {
    let isOwnFile = Self.fileEndings.contains { $0.source == name }
    return isOwnFile ? path?.split(separator: "/").last.map(String.init) ?? name : name
  }

  /// Returns whether `text` names a file (see ``fileEndings``), packed or not, rather than a source.
  public static func isFile(_ text: String) -> Bool { sourceName(ofFile: text) != nil }

  /// Returns the name of the source that reads a file called `text`, packed or not; nil if its ending tells none.
  public static func sourceName(ofFile text: String) -> String? {
    let text = text.lowercased()
    let name = text.hasSuffix(".gz") ? text.dropLast(3) : text[...]
    // The reader of archives says what to do with a single array, that of tables what to do with files of other kinds.
    return (fileEndings + [("npz", [".npy"]), ("csv", endingsOfOthers)]).first {
      $0.endings.contains { name.hasSuffix($0) }
    }?.source
  }

  /// How the names of files end that each source reads, in lower case and without `.gz`.
  public static let fileEndings: [(source: String, endings: [String])] = [
    ("csv", [".csv", ".tsv", ".tab", ".txt", ".data", ".dat"]), ("npz", [".npz"]),
    ("libsvm", [".libsvm", ".svmlight", ".svm", ".t"]),
  ]

  /// How the names of files end that hold data and are not read.
  private static let endingsOfOthers = [
    ".xlsx", ".xls", ".ods", ".parquet", ".feather", ".arrow", ".json", ".jsonl", ".ndjson", ".dta", ".sav",
    ".sas7bdat",
    ".rds", ".rdata", ".zip", ".h5", ".hdf5", ".sqlite", ".db", ".pkl", ".bz2", ".xz", ".zst",
  ]

  /// The endings in words.
  public static var endingsInWords: String { fileEndings.flatMap(\.endings).joined(separator: ", ") }

  /// Returns the source with what was found out when its data were loaded, so that other data are read alike.
  public func noting(firstColumn: Int?) -> DataSource {
    var source = self
    source.firstColumn = firstColumn
    return source
  }

  /// The accepted numbers of samples of synthetic sources.
  public static let sampleRange = 2...10_000_000
  /// The accepted standard deviations of the noise.
  public static let noiseRange = 0.0...1000
  /// The accepted numbers of classes to generate.
  public static let classRange = 2...100
  /// The accepted numbers of folds of `sawtooth`.
  public static let foldRange = 1...16
  /// The accepted numbers of the first column of `libsvm`.
  public static let firstColumnRange = 0...1
  /// The accepted numbers of features of `sawtooth`.
  public static let inputRange = 1...1000
}
