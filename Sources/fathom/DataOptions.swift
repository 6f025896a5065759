import ArgumentParser
import Datasets
import StudyFile

/// The keys of a study file's section `data`, for commands that work without a study.
struct DataOptions: ParsableArguments {
  @Option(help: "The data: a source such as mnist (see `fathom data list`), or a CSV file.")
  var data: String?

  @OptionGroup var keys: DeclaredOptions<DataSourceKeys>

  /// Whether `--data` names a file.
  private var isFile: Bool { data.map(DataSource.isFile) ?? false }

  /// What `--path` names.
  var path: String? { keys.given.first { $0.name == DataSource.Key.path.rawValue }?.text }

  var settings: [StudyFileSetting] {
    let source = data.map { data in
      isFile
        ? [setting("source", "csv", origin: "--data"), setting("path", data, origin: "--data")]
        : [setting("source", data, origin: "--data")]
    }
    return (source ?? []) + keys.given.map { setting($0.name, $0.text, origin: "--\($0.name)") }
  }

  func validate() throws {
    if isFile && path != nil { throw ValidationError("--path: --data names the file already; leave one of them out") }
  }

  private func setting(_ key: String, _ text: String, origin: String) -> StudyFileSetting {
    StudyFileSetting(["data", key], .text(text), origin: origin)
  }
}

/// The keys of `data` that some sources read.
enum DataSourceKeys: OptionTable {
  static var options: [(name: String, help: String)] { DataSource.Key.allCases.map { ($0.rawValue, $0.help) } }
}
