import Datasets
public import DurableFiles
import Foundation
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
  /// SHA-256 of the files that the data were read from; nil for data from no file.
  public var dataFilesDigest: String?
  /// The shape and counts of the data, as `DataFacts` has them.
  public var inputs: Int
  public var classNames: [String]
  public var trainingPool: Int
  public var validation: Int
  public var test: Int
  public var operatingSystem: String
  public var processor: String
  public var cores: Int
  /// The kernels that trained; equal bits are promised within one set.
  public var kernels: String
  /// Other kernels that earlier runs in the folder trained with; nil if there were none.
  public var earlierKernels: [String]?
  public var command: [String]

  /// Describes this machine and this run.
  public init(
    version: String, plan: StudyPlan, provenance: String, dataFilesDigest: String? = nil, earlierKernels: [String] = [],
    command: [String]
  ) {
    fathomVersion = version
    study = plan.study.name
    seed = plan.study.seed
    dataSource = plan.study.data.source.name
    dataProvenance = provenance
    dataDigest = plan.facts.digest
    self.dataFilesDigest = dataFilesDigest
    inputs = plan.facts.inputs
    classNames = plan.facts.classNames
    trainingPool = plan.facts.trainingPool
    validation = plan.facts.validation
    test = plan.facts.test
    operatingSystem = ProcessInfo.processInfo.operatingSystemVersionString
    processor = Self.processorName()
    cores = ProcessInfo.processInfo.activeProcessorCount
    kernels = KernelSet.name
    self.earlierKernels = earlierKernels.isEmpty ? nil : earlierKernels
    self.command = command
  }

  /// Bytes that a manifest may have; class names are the only long part of it.
  private static let largestFile = 64 << 20

  /// Reads what `write` wrote.
  public init(contentsOf item: FolderItem) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Manifest.self, from: item.contents(upTo: Self.largestFile))
  }

  /// What a plan needs to know of the data.
  public var facts: DataFacts {
    DataFacts(
      inputs: inputs, classNames: classNames, trainingPool: trainingPool, validation: validation, test: test,
      digest: dataDigest)
  }

  public func write(to item: FolderItem) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    try DurableFile.write(try encoder.encode(self) + Data("\n".utf8), to: item)
  }

  /// The processor's name as Linux gives it; `unknown` elsewhere.
  private static func processorName() -> String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
  }
}
