public import SeededRandom

/// The parts of the pool that one replicate uses; they share no sample.
public struct ReplicateSplit: Sendable, Equatable {
  /// The test set, as ascending indices into the pool; nil for the data set's own test set.
  public let test: [Int]?
  /// The validation set, as ascending indices into the pool; empty for none.
  public let validation: [Int]
  /// The rest of the pool, in random stratified order, or group by group: the training subset of size n is the first n.
  public private(set) var trainingOrder: [Int]

  /// Splits the pool of `data`, with `shares` as sets are drawn now unless given; see `init(labels:classCount:groups:test:validation:ownValidation:shares:seed:replicate:testReplicate:hasNumbers:)`.
  ///
  /// - Throws: ``DataError``, also if `test` is `.canonical` and the data set has no test set of its own.
  public init(
    of data: LoadedData, test: TestSet, validation: HoldOut, shares: HeldOutShares? = nil, seed: StudySeed,
    replicate: Int, testReplicate: Int? = nil
  ) throws {
    if test == .canonical, data.canonicalTest == nil {
      throw DataError(
        "data.test: \(data.pool.name) has no test set of its own (\(data.provenance)); draw one, as a fraction (0.2) or a count "
          + "of samples")
    }
    try self.init(
      labels: data.pool.labels, classCount: data.pool.stratumCount, groups: data.pool.groups, test: test,
      validation: validation, ownValidation: data.validation,
      shares: shares
        ?? HeldOutShares(predictsQuantity: data.pool.quantity != nil, hasGroups: data.pool.groups != nil),
      seed: seed, replicate: replicate,
      testReplicate: testReplicate, hasNumbers: data.pool.classNames.allSatisfy { Double($0) != nil })
  }

  /// Splits a pool of samples with `labels` in 0..<classCount.
  ///
  /// The test set is taken out first, then the validation set, whose fraction is of the rest. Both are stratified, and with
  /// largest remainders neither takes the last sample of a class. Replicates that share a test set pass the same `testReplicate`; without
  /// it, the test set depends on `replicate`.
  ///
  /// With `groups`, the number of the group of each sample, both are whole groups instead and not stratified. They have
  /// as nearly the number of samples that is asked for as groups allow, and neither takes the last group of a class.
  /// `ownValidation` are the samples of the validation set, if it is not drawn. `hasNumbers` says whether all classes have
  /// numbers as names, which may then be a quantity.
  ///
  /// - Throws: ``DataError`` if the parts cannot be drawn that way.
  public init(
    labels: [Int32], classCount: Int, groups: [Int32]? = nil, test: TestSet, validation: HoldOut,
    ownValidation: [Int]? = nil, shares: HeldOutShares = .largestRemainders, seed: StudySeed,
    replicate: Int, testReplicate: Int? = nil, hasNumbers: Bool = false
  ) throws {
    guard labels.allSatisfy({ 0..<classCount ~= Int($0) }) else {
      throw DataError("the pool has labels outside of its \(classCount) classes")
    }
    let index = UInt64(bitPattern: Int64(replicate))
    let testIndex = UInt64(bitPattern: Int64(testReplicate ?? replicate))
    let draw = StratifiedDraw(labels: labels, classCount: classCount, shares: shares)
    // Groups of a quantity are alike.
    let ofGroups = shares == .anyOfGroups ? labels.map { _ in 0 } : labels
    let groupDraw = groups.map { GroupDraw(labels: ofGroups, groups: $0) }
    var rest = Array(labels.indices)
    let present = draw.classCounts(of: rest).count { $0 > 0 }
    guard present > 1 else {
      throw DataError("the pool of \(rest.count) samples has \(present) classes; it takes two or more to learn from")
    }
    if let groupCount = groupDraw?.groupCount(of: rest) {
      let parts = 1 + (test == .canonical ? 0 : 1) + (validation == .count(0) ? 0 : 1)
      guard groupCount >= parts else {
        throw DataError(
          "data.groups: \(groupCount) \(groupCount == 1 ? "group" : "groups") cannot be divided into \(parts) sets (training, "
            + "validation and test set need at least one each)")
      }
    }
    func takeOut(_ holdOut: HoldOut, key: String, for purpose: RandomPurpose, _ index: UInt64) throws -> [Int] {
      let count = try holdOut.count(of: rest.count, key: key)
      let least = shares.areOfQuantity ? 2 : present
      guard count <= rest.count - least else {
        throw DataError(
          "\(key): \(count) of \(rest.count) samples leaves too few to train on, less than "
            + (shares.areOfQuantity ? "two; " : "one for each of \(present) classes; ")
            + (hasNumbers && present > LabelColumn.mostNumericClasses
              ? "set data.task: regression to predict the number, or hold out fewer"
              : 2 * present > labels.count
                ? "as many as that are rather names of samples, or measured: choose another data.target"
                : "hold out fewer"))
      }
      var generator = seed.generator(for: purpose, index)
      let parts =
        if let groupDraw {
          try groupDraw.split(rest, holdingOut: count, key: key, generator: &generator)
        } else {
          draw.split(rest, holdingOut: count, generator: &generator)
        }
      rest = parts.rest
      return parts.heldOut
    }
    switch test {
    case .canonical: self.test = nil
    case .drawn(.count(0)): throw DataError("data.test: 0 samples; a study needs a test set")
    case .drawn(let holdOut): self.test = try takeOut(holdOut, key: "data.test", for: .testSplit, testIndex)
    }
    if let ownValidation {
      self.validation = ownValidation
      let taken = Set(ownValidation)
      rest.removeAll(where: taken.contains)
    } else {
      self.validation = try takeOut(validation, key: "data.validation", for: .validationSplit, index)
    }
    var generator = seed.generator(for: .trainingOrder, index)
    trainingOrder = groupDraw?.order(rest, generator: &generator) ?? draw.order(rest, generator: &generator)
  }
}

extension ReplicateSplit {
  /// Returns the split with a training order in which classes take turns: each round has one sample of every class, and samples
  /// of one class keep their order. There are as many rounds as the class with the fewest samples allows.
  ///
  /// - Parameters:
  ///   - data: The data that were split.
  ///   - least: How many samples of each class there have to be.
  /// - Throws: ``DataError`` that names a class with fewer.
  public func balanced(_ data: LoadedData, atLeast least: Int) throws -> ReplicateSplit {
    var byClass = [[Int]](repeating: [], count: data.pool.classNames.count)
    for (place, sample) in trainingOrder.enumerated() { byClass[Int(data.pool.labels[sample])].append(place) }
    if let (name, places) = zip(data.pool.classNames, byClass).min(by: { $0.1.count < $1.1.count }),
      places.count < least
    {
      throw DataError(
        "sizes.per-class: \(least) is more than the \(places.count) \(places.count == 1 ? "sample" : "samples") of class \(quoted(name)) that "
          + "\(data.pool.name) leaves for training; use up to \(places.count), or hold out fewer")
    }
    var split = self
    split.trainingOrder = (0..<(byClass.map(\.count).min() ?? 0)).flatMap { round in
      byClass.map { $0[round] }.sorted().map { trainingOrder[$0] }
    }
    return split
  }
}

extension HoldOut {
  /// The number of samples to hold out of a pool of `poolCount`; errors name `key`.
  package func count(of poolCount: Int, key: String) throws -> Int {
    switch self {
    case .count(let count):
      guard count >= 0 else { throw DataError("\(key): \(count) samples; the count should be 0 or more") }
      return count
    case .fraction(let fraction):
      guard fraction > 0, fraction < 1 else {
        throw DataError("\(key): \(fraction) is not a fraction over 0 and under 1")
      }
      let count = Int((fraction * Double(poolCount)).rounded())
      guard count > 0 else { throw DataError("\(key): \(fraction) of \(poolCount) samples is none; hold out more") }
      return count
    }
  }
}
