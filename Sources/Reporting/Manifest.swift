import Datasets
import DurableFiles
public import Foundation
import Kernels
public import Study

/// What a run depended on, for whoever wants to repeat it: `manifest.json`.
public struct Manifest: Sendable, Codable, Equatable {
  public var fathomVersion: String
  public var study: String
  public var seed: UInt64
  public var dataSource: String
  public var dataProvenance: String
  /// SHA-256 of the data.
  public var dataDigest: String
  public var operatingSystem: String
  public var processor: String
  public var cores: Int
  /// The kernels that trained; equal bits are promised within one set.
  public var kernels: String
  public var command: [String]

  /// Describes this machine and this run.
  public init(version: String, plan: StudyPlan, provenance: String, command: [String]) {
    fathomVersion = version
    study = plan.study.name
    seed = plan.study.seed
    dataSource = plan.study.data.source.name
    dataProvenance = provenance
    dataDigest = plan.facts.digest
    operatingSystem = ProcessInfo.processInfo.operatingSystemVersionString
    processor = Self.processorName()
    cores = ProcessInfo.processInfo.activeProcessorCount
    kernels = KernelSet.name
    self.command = command
  }

  public func write(to url: URL) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    try DurableFile.write(try encoder.encode(self) + Data("\n".utf8), to: url)
  }

  /// The processor's name as Linux gives it; `unknown` elsewhere.
  private static func processorName() -> String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
  }
}
