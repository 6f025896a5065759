import ChildProcesses
public import Foundation

/// Submits scripts with Slurm's sbatch.
public enum SlurmSubmission {
  /// Submits the array, and the merge job that follows when all of its tasks have ended, whether they failed or not.
  ///
  /// - Returns: the job numbers of both.
  /// - Throws: ``WorkflowError`` with the message of sbatch, and with the job number of the array if that has been
  ///   submitted.
  public static func submit(
    _ scripts: SlurmJob.Scripts, environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws -> (array: Int, merge: Int) {
    let array: Int
    do {
      array = try sbatch([path(scripts.array)], environment)
    } catch {
      throw WorkflowError("sbatch: \(error.reason); the scripts are kept; submit them by hand")
    }
    let dependency = "--dependency=afterany:\(array)"
    do {
      return (array, try sbatch([dependency, path(scripts.merge)], environment))
    } catch {
      throw WorkflowError(
        "sbatch: \(error.reason); the array was submitted as job \(array), but not the merge job: submit it with "
          + "sbatch \(dependency) \(ShellWord.quoted(path(scripts.merge)))")
    }
  }

  private struct SubmissionError: Error {
    var reason: String
  }

  private static func path(_ script: URL) -> String { script.standardizedFileURL.path(percentEncoded: false) }

  private static func sbatch(_ arguments: [String], _ environment: [String: String]) throws(SubmissionError) -> Int {
    guard let program = ChildProcess.find("sbatch", environment: environment) else {
      throw SubmissionError(reason: "it is not installed here, or not on PATH")
    }
    let outcome: ChildProcess.Outcome
    do {
      outcome = try ChildProcess(program, ["--parsable"] + arguments, environment: environment).run()
    } catch {
      throw SubmissionError(reason: error.description)
    }
    let text = String(decoding: outcome.output.suffix(4096), as: UTF8.self)
    // With several clusters, NUMBER;CLUSTER.
    let number = text.split(separator: "\n").last?.split(separator: ";").first.flatMap { Int($0) }
    guard outcome.ending == .exited(status: 0), let number else {
      let complaint = String(decoding: outcome.errors.prefix(4096), as: UTF8.self)
      let line = complaint.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }
      throw SubmissionError(reason: line.map { String($0.prefix(400)) } ?? "it gave no job number")
    }
    return number
  }
}
