public import Datasets
import SeededRandom

/// What a plan needs to know about the data: shapes and counts, not the samples.
public struct DataFacts: Sendable, Equatable {
  /// Number of features of a sample.
  public var inputs: Int
  /// Names of the classes; label i is class i.
  public var classNames: [String]
  /// Number of samples to train on after test and validation samples are held out.
  public var trainingPool: Int
  /// Number of samples in the validation set; 0 if there is none.
  public var validation: Int
  /// Number of samples in the test set.
  public var test: Int
  /// SHA-256 of the data, as hexadecimal digits.
  public var digest: String

  /// Creates facts from values that were stored earlier.
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

  /// Takes the facts from loaded data, split as for replicate 1; the counts are the same for all replicates.
  ///
  /// - Throws: `DataError` if the data cannot be split as the study asks.
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
  /// Splits the data into test set, validation set and training order of one replicate, numbered from 1.
  ///
  /// - Throws: `DataError` if too few samples are left to train on, or there is no canonical test set to use.
  public func split(_ data: LoadedData, replicate: Int) throws -> ReplicateSplit {
    let draws = replicates.draws(of: replicate)
    return try ReplicateSplit(
      of: data, test: self.data.test, validation: self.data.validation, seed: StudySeed(seed), replicate: draws.data,
      testReplicate: draws.test)
  }
}
