import Study
import TrialStorage
import Workflow

extension RecordedStudy {
  /// Writes tables, figures and report to a folder; says which earlier looks at verdicts count, and obeys signals.
  ///
  /// - Returns: what was written, and what could not be.
  func write(to folder: ResultsFolder) throws -> (output: StudyOutput, failures: OutputFailures) {
    var study = self
    try study.check(folder)
    if let told = try study.takeLooks(from: folder) { Terminal.tell(told) }
    let output = study.output
    let failures = try interruptible { [study] cancellation in
      try study.write(output, to: folder, version: Fathom.version, command: CommandLine.arguments, cancellation)
    }
    return (output, failures)
  }
}
