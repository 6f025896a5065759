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

  func validate() throws {
    if isFile && path != nil { throw ValidationError("--path: --data names the file already; leave one of them out") }
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
