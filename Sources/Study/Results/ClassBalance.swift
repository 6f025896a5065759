/// How unequal the classes of some samples are.
public struct ClassBalance: Sendable, Equatable {
  /// The share of samples that are of the most frequent class: the accuracy of a model that always predicts it.
  public var largest: Double
  /// The share of samples that are of the least frequent class; 0 if a class does not occur.
  public var smallest: Double
  /// Of the mean of several test sets, whether their shares differ, as those of drawn groups do. The most frequent class can be
  /// another in each, so that no model has the accuracy of always predicting it.
  public private(set) var varies = false

  /// The ratio of the shares from which accuracy misleads.
  private static let misleadingRatio = 3.0
  /// The share of a class from which always predicting it is worth a word.
  private static let misleadingShare = 0.1

  /// Shares of test sets that differ by more than this are not the same.
  private static let sameShare = 0.01

  /// Creates a balance from shares of samples.
  public init(largest: Double, smallest: Double) {
    self.largest = largest
    self.smallest = smallest
  }

  /// The balance of samples with labels in 0..<classes; nil without samples.
  public init?(_ labels: some Collection<Int32>, classes: Int) {
    var counts = Array(repeating: 0, count: classes)
    for label in labels where counts.indices.contains(Int(label)) { counts[Int(label)] += 1 }
    self.init(counts: counts)
  }

  /// The balance of samples of which there are `counts` of each class; nil without samples.
  public init?(counts: [Int]) {
    let samples = counts.reduce(0, +)
    guard let most = counts.max(), let fewest = counts.min(), samples > 0 else { return nil }
    self.init(largest: Double(most) / Double(samples), smallest: Double(fewest) / Double(samples))
  }

  /// The mean of the shares of several test sets; nil without any.
  public init?(mean balances: [ClassBalance]) {
    guard !balances.isEmpty else { return nil }
    func mean(_ share: KeyPath<ClassBalance, Double>) -> Double {
      balances.reduce(0) { $0 + $1[keyPath: share] } / Double(balances.count)
    }
    self.init(largest: mean(\.largest), smallest: mean(\.smallest))
    let shares = balances.map(\.largest)
    varies = (shares.max() ?? 0) - (shares.min() ?? 0) > Self.sameShare
  }

  /// The fewest classes that samples with these shares can have, a whole number; infinite for shares of zero, which only a
  /// damaged file has.
  public var fewestClasses: Double { max(1, (1 / largest - 1e-6).rounded(.up)) }

  /// Whether they cannot have more classes either, as all classes are almost equally frequent.
  public var tellsNumberOfClasses: Bool { smallest > 0 && 1 / smallest < fewestClasses + 1 }

  /// Whether one class has more than three times the samples of another, so that accuracy says little of the rarer one, and so
  /// many that always predicting it has an accuracy to speak of: of many classes with few samples each, some always have
  /// several times those of others. False for samples of a single class, of which no metric says more.
  public var isUnequal: Bool {
    largest > Self.misleadingRatio * smallest && largest >= Self.misleadingShare && largest < 1
  }
}
