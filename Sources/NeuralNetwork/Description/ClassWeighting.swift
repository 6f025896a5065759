/// How much the samples of each class count in the loss that training minimises.
public enum ClassWeighting: String, Sendable, Hashable, Codable, CaseIterable {
  /// All samples count alike.
  case none
  /// A sample of class k counts n / (K · n_k) times, with n training samples, K classes that occur among them and n_k
  /// samples of class k: each class counts alike, and the mean weight is 1. It is the definition of scikit-learn.
  case balanced

  /// Returns the weight of each class from 0 up to the last that occurs among `labels`, 0 for a class that does not; none
  /// at all if all samples count alike.
  func weights(of labels: [Int32]) -> [Double] {
    guard self == .balanced, let last = labels.max() else { return [] }
    var counts = [Int](repeating: 0, count: Int(last) + 1)
    for label in labels { counts[Int(label)] += 1 }
    let present = counts.count { $0 > 0 }
    return counts.map { $0 == 0 ? 0 : Double(labels.count) / (Double(present) * Double($0)) }
  }
}
