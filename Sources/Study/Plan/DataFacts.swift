public import Datasets
import SeededRandom

/// What a plan needs to know of the data: shapes and counts, not the samples.
public struct DataFacts: Sendable, Equatable {
  /// Features of a sample.
  public var inputs: Int
  public var classNames: [String]
  /// Samples left to train on once test and validation samples are held out.
  public var trainingPool: Int
  /// Samples in the validation set; 0 without one.
  public var validation: Int
  public var test: Int
  /// SHA-256 of the data.
  public var digest: String

  /// Facts that were written down earlier.
  public init(
    inputs: Int, classNames: [String], trainingPool: Int, validation: Int, test: Int, digest: String
  ) {
    self.inputs = inputs
    self.classNames = classNames
    self.trainingPool = trainingPool
    self.validation = validation
    self.test = test
    self.digest = digest
  }

  /// Reads the facts off loaded data, split as the first replicate splits them; the counts are the same for all.
  public init(_ data: LoadedData, study: StudyDescription) throws {
    let split = try study.split(data, replicate: 1)
    inputs = data.pool.featureCount
    classNames = data.pool.classNames
    trainingPool = split.trainingOrder.count
    validation = split.validation.count
    test = split.test?.count ?? data.canonicalTest?.count ?? 0
    digest = data.digest
  }
}

extension StudyDescription {
  /// The samples that `replicate` tests, validates and trains on.
  public func split(_ data: LoadedData, replicate: Int) throws -> ReplicateSplit {
    let draws = replicates.draws(of: replicate)
    return try ReplicateSplit(
      of: data, test: self.data.test, validation: self.data.validation, seed: StudySeed(seed), replicate: draws.data,
      testReplicate: draws.test)
  }
}
