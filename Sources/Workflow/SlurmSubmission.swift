import Foundation

/// Hands scripts to Slurm's sbatch.
public enum SlurmSubmission {
  /// Submits the array, and the merge job to follow when every task of it has ended, however it did.
  ///
  /// - Returns: the numbers of both jobs.
  /// - Throws: ``WorkflowError`` with what sbatch says.
  public static func submit(_ scripts: SlurmJob.Scripts) throws -> (array: Int, merge: Int) {
    let array = try sbatch([scripts.array.path(percentEncoded: false)])
    let merge = try sbatch(["--dependency=afterany:\(array)", scripts.merge.path(percentEncoded: false)])
    return (array, merge)
  }

  private static func sbatch(_ arguments: [String]) throws -> Int {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["sbatch", "--parsable"] + arguments
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    // With several clusters, NUMBER;CLUSTER.
    let number = text.split(separator: "\n").last?.split(separator: ";").first.flatMap { Int($0) }
    guard process.terminationStatus == 0, let number else {
      let reason = complaint.split(separator: "\n").first.map(String.init) ?? "it gave no job number"
      throw WorkflowError("sbatch: \(reason); the scripts stay where they are, to be submitted by hand")
    }
    return number
  }
}
