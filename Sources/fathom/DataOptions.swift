import ArgumentParser
import Datasets
import StudyFile

/// The keys of a study file's section `data`, for commands that work without a study.
struct DataOptions: ParsableArguments {
  @Option(
    help: """
      The data: a source such as mnist (see `fathom data list`), or a file (\(DataSource.endingsInWords)).
      """)
  var data: String?

  @OptionGroup var keys: DeclaredOptions<DataSourceKeys>

  /// Whether `--data` names a file.
  private var isFile: Bool { data.map(DataSource.isFile) ?? false }

  /// What `--path` names.
  var path: String? { keys.given.first { $0.name == DataSource.Key.path.rawValue }?.text }

  var settings: [StudyFileSetting] {
    (data.map { StudyFileSetting.source($0, origin: "--data") } ?? []) + keys.settings
  }

  /// An error if a file of data is in the place of another file of the command; nil if it is none.
  static func refusal(of path: String, as other: String, _ command: String) -> ValidationError? {
    guard let source = DataSource.sourceName(ofFile: path) else { return nil }
    return ValidationError(
      "\(path): is a file of data (\(source)), and no \(other); name it with --data: \(command) --data \(path)")
  }

  func validate() throws {
    if isFile && path != nil { throw ValidationError("--path: --data names the file already; leave one of them out") }
  }
}

/// The key `data.test`.
struct TestOption: ParsableArguments {
  @Option(
    help: "The test set: canonical, a fraction or count drawn from the data, a file, or '{column: part, test: test}'.")
  var test: String?

  var settings: [StudyFileSetting] {
    test.map { [StudyFileSetting(["data", "test"], .init(option: $0), origin: "--test")] } ?? []
  }
}

/// The keys of `data` that some sources read.
enum DataSourceKeys: OptionTable {
  static var options: [(name: String, help: String)] { DataSource.Key.allCases.map { ($0.rawValue, $0.help) } }
}

extension DeclaredOptions<DataSourceKeys> {
  /// The keys that were given.
  var settings: [StudyFileSetting] {
    given.compactMap { name, text in
      DataSource.Key(rawValue: name).map { StudyFileSetting.data($0, text, origin: "--\(name)") }
    }
  }
}
