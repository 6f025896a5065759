import Datasets
public import DurableFiles
import Foundation
import Kernels
public import Study
import TextOutput

/// What a run depended on, for repeating it: the content of `manifest.json`.
public struct Manifest: Sendable, Codable, Equatable {
  /// Version of Fathom that ran.
  public var fathomVersion: String
  /// Name of the study.
  public var study: String
  /// The number from which every random draw of the study is derived.
  public var seed: UInt64
  /// Name of the data source, as `data.source` in the study file.
  public var dataSource: String
  /// Where the data come from, in words.
  public var dataProvenance: String
  /// SHA-256 of the data.
  public var dataDigest: String
  /// SHA-256 of the files that the data were read from; nil if there were none.
  public var dataFilesDigest: String?
  /// Number of features of a sample.
  public var inputs: Int
  /// Names of the classes; label i is class i.
  public var classNames: [String]
  /// Number of samples to train on after test and validation samples are held out; the smallest over replicates.
  public var trainingPool: Int
  /// Number of samples in the validation set, the largest over replicates; 0 if there is none.
  public var validation: Int
  /// Number of samples in the test set, the largest over replicates.
  public var test: Int
  /// How replicates divide the groups of the data; nil if samples are not in groups.
  public var groups: GroupFacts?
  /// Name and version of the operating system.
  public var operatingSystem: String
  /// Name of the processor on Linux; `unknown` elsewhere.
  public var processor: String
  /// Number of active processor cores.
  public var cores: Int
  /// Name of the kernel set that trained last; all give the same bits.
  public var kernels: String
  /// The command line of the run, one argument each.
  public var command: [String]

  /// The figures of the results, in the order of the report; nil before they are written.
  public var figures: [DrawnFigure]?

  /// A figure in the folder `plots`.
  public struct DrawnFigure: Sendable, Codable, Equatable {
    /// Base name of its files, e.g. `learning-curves`.
    public var name: String
    /// Names of its files: script, data and pictures.
    public var files: [String]

    /// Names a figure and its files.
    public init(name: String, files: [String]) {
      self.name = name
      self.files = files
    }
  }

  /// Describes this machine and a run of `plan`.
  public init(
    version: String, plan: StudyPlan, provenance: String, dataFilesDigest: String? = nil, command: [String]
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
    groups = plan.facts.groups
    operatingSystem = ProcessInfo.processInfo.operatingSystemVersionString
    processor = Self.processorName()
    cores = ProcessInfo.processInfo.activeProcessorCount
    kernels = KernelSet.name
    self.command = command
  }

  /// Describes this machine and a study whose runs were trained elsewhere; `digest` is that of what they were read from.
  public init(version: String, recorded study: StudyDescription, digest: String, command: [String]) {
    fathomVersion = version
    self.study = study.name
    seed = study.seed
    dataSource = study.origin?.name ?? study.data.source.name
    dataProvenance = study.origin?.sentence ?? ""
    dataDigest = digest
    (inputs, classNames, trainingPool, validation, test) = (0, [], 0, 0, 0)
    operatingSystem = ProcessInfo.processInfo.operatingSystemVersionString
    processor = Self.processorName()
    cores = ProcessInfo.processInfo.activeProcessorCount
    kernels = KernelSet.name
    self.command = command
  }

  /// Bytes that a manifest may have; class names are the only long part of it.
  private static let largestFile = 64 << 20

  /// Reads a manifest that ``write(to:)`` wrote.
  ///
  /// - Throws: if the file is missing, larger than 64 MiB, or not a manifest.
  public init(contentsOf item: FolderItem) throws {
    self = try ReadableJSON.value(of: item.contents(upTo: Self.largestFile))
  }

  /// The shapes and counts of the data, as a plan needs them.
  public var facts: DataFacts {
    DataFacts(
      inputs: inputs, classNames: classNames, trainingPool: trainingPool, validation: validation, test: test,
      groups: groups, digest: dataDigest)
  }

  /// Writes the manifest as JSON, whole or not at all.
  ///
  /// - Throws: `FileError` if the file cannot be written.
  public func write(to item: FolderItem) throws {
    try DurableFile.write(try ReadableJSON.data(self), to: item)
  }

  /// The processor's name as Linux gives it; `unknown` elsewhere.
  private static func processorName() -> String {
    let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
  }
}
