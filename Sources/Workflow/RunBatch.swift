import Study
import TrialStorage

/// Several studies, run one after the other; all are checked before the first is trained.
public struct RunBatch: Sendable {
  private let executions: [StudyExecution]
  private let style: ProgressStyle

  public init(_ executions: [StudyExecution], style: ProgressStyle) {
    self.executions = executions
    self.style = style
  }

  /// - Returns: whether all are finished; false if Ctrl-C or SIGTERM interrupted one.
  public func run() throws -> Bool {
    let folders = executions.map(\.folder.path)
    if let twice = folders.first(where: { folder in folders.count { $0 == folder } > 1 }) {
      throw WorkflowError("\(twice): two of the studies have this results folder; give them different names")
    }
    for execution in executions { try execution.check() }
    let cancellation = Cancellation()
    let interruption = Interruption(cancellation)
    defer { withExtendedLifetime(interruption) {} }
    for execution in executions {
      guard !cancellation.isRequested, try RunSession(execution, style: style).run(cancellation) else { return false }
    }
    return true
  }
}
