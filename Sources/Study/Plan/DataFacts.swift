public import Datasets
import SeededRandom

/// What a plan needs to know about the data: shapes and counts, not the samples.
public struct DataFacts: Sendable, Equatable {
  /// Number of features of a sample.
  public var inputs: Int
  /// Names of the classes; label i is class i. None if a quantity is predicted.
  public var classNames: [String]
  /// Number of samples to train on after test and validation samples are held out; the smallest over replicates if
  /// groups make it differ.
  public var trainingPool: Int
  /// Number of samples in the validation set, the largest over replicates; 0 if there is none.
  public var validation: Int
  /// Number of samples in the test set, the largest over replicates.
  public var test: Int
  /// How replicates divide the groups; nil if samples are not in groups. Without, the counts are the same for all.
  public var groups: GroupFacts?
  /// SHA-256 of the data, as hexadecimal digits.
  public var digest: String

  /// Creates facts from values that were stored earlier.
  public init(
    inputs: Int, classNames: [String], trainingPool: Int, validation: Int, test: Int, groups: GroupFacts? = nil,
    digest: String
  ) {
    self.inputs = inputs
    self.classNames = classNames
    self.trainingPool = trainingPool
    self.validation = validation
    self.test = test
    self.groups = groups
    self.digest = digest
  }

  /// Takes the facts from loaded data, split as for replicate 1 or, if samples are in groups, as for every replicate.
  ///
  /// - Throws: `DataError` if the data cannot be split as the study asks.
  public init(_ data: LoadedData, study: StudyDescription) throws {
    let split = try study.split(data, replicate: 1)
    groups = try GroupFacts(data, study: study)
    inputs = data.pool.featureCount
    classNames = data.pool.classNames
    trainingPool = groups?.splits.map(\.trainingPool).min() ?? split.trainingOrder.count
    validation = groups?.splits.map(\.validation.samples).max() ?? split.validation.count
    test =
      groups?.splits.compactMap(\.test?.samples).max() ?? split.test?.count ?? data.canonicalTest?.count ?? 0
    digest = data.digest
  }

  /// Returns the number of test samples of the replicates with a draw of the data, numbered from 1.
  func test(ofDraw draw: Int) -> Int { groups?.splits.dropFirst(draw - 1).first?.test?.samples ?? test }

  /// Number of training samples from which on every class can be, or with groups is, among them in all replicates.
  public var allClasses: Int {
    classNames.isEmpty ? 0 : groups?.splits.map(\.allClasses).max() ?? classNames.count
  }
}

extension StudyDescription {
  /// Splits the data into test set, validation set and training order of one replicate, numbered from 1.
  ///
  /// - Throws: `DataError` if too few samples are left to train on, or there is no canonical test set to use.
  public func split(_ data: LoadedData, replicate: Int) throws -> ReplicateSplit {
    let draws = replicates.draws(of: replicate)
    let split = try ReplicateSplit(
      of: data, test: self.data.test, validation: self.data.validation, seed: StudySeed(seed), replicate: draws.data,
      testReplicate: draws.test)
    guard case .perClass(let counts) = sizes else { return split }
    return try split.balanced(data, atLeast: counts.max() ?? 1)
  }
}
