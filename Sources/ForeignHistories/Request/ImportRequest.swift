public import NeuralNetwork
public import Study
import StudyFile

/// Which files to read, and what they do not say themselves: the options of a command, or an import file.
public struct ImportRequest: Sendable, Equatable {
  /// Name of the results folder.
  public var name: String?
  /// The files, or folders to search for those that match the pattern.
  public var files: [String] = []
  /// The column that holds a field, by the field: `size`, `replicate`, `test_accuracy`, or the name of a setting.
  public var columns: [String: String] = [:]
  /// The value of a field that is the same for all rows, by the field.
  public var constants: [String: String] = [:]
  /// The columns to leave out.
  public var ignored: [String] = []
  /// How the names of files, or of the runs of a tracker, are made: `runs/{model}-n{size}-seed{replicate}.csv`.
  public var pattern: String?
  /// Title of the figures.
  public var title: String?
  /// The program that trained the models.
  public var trainedBy: String?
  /// The models to take, in the order to show them; empty for all.
  public var models: [ForeignModel] = []
  /// The metrics to take, the first of which leads; empty for all.
  public var metrics: [Metric] = []
  /// The stopping rules to replay; they have no part in reading.
  public var stopping: [StoppingSpecification] = []
  /// Whether replicates of different models belong together; nil to find out from their labels.
  public var isPaired: Bool?
  /// The number from which the random draws of intervals and tests are derived; nil for the usual one.
  public var seed: UInt64?

  /// Creates a request that says no more than which files to read.
  public init(files: [String] = []) {
    self.files = files
  }

  /// Reads an import file; errors name `path`, and relative paths in it begin in its folder.
  ///
  /// - Throws: `StudyFileError` with the line and column of the first mistake.
  public init(importFile text: String, path: String) throws {
    let file: ImportFile
    do {
      file = try ImportFile(text: text, file: path)
    } catch {
      // The study file of a results folder is none.
      try OwnResults.refuse(path: path)
      throw error
    }
    name = file.name
    files = file.files
    columns = file.columns
    constants = file.constants
    ignored = file.ignored
    pattern = file.pattern
    title = file.title
    trainedBy = file.trainedBy
    models = file.models.map { ForeignModel(name: $0.name, hidden: $0.hidden, parameters: $0.parameters) }
    metrics = file.metrics
    stopping = file.stopping
    isPaired = file.isPaired
    seed = file.seed
  }

  /// The JSON Schema of import files (draft 2020-12), made from the table that validates them; `fathom schema --import`
  /// prints it.
  public static var schema: String { ImportFile.schema }
}
